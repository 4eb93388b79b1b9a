import { expect, test } from 'vitest'
import { talk, withDoc } from './testTalk.ts'

function page() {
  const stage = talk()
  const { gateway, sent, entries, jid } = stage
  for (const id of ['a', 'b', 'c']) sent(id, { id, carbon: true })
  return {
    ...stage,
    shown: (id: string, user = 'doc', more: object = {}) =>
      gateway.event('xmpp.chat.displayed', { from: jid(user), id, ...more }),
    deliveries: () => entries(withDoc).map(({ delivery }) => delivery),
  }
}

test('a marker covers what was said before it, and nothing after', () => {
  const { shown, deliveries } = page()
  shown('b')
  expect(deliveries()).toEqual(['read', 'read', 'sent'])
})

test('it never goes back, and a receipt that comes later takes nothing away', () => {
  const { gateway, shown, deliveries, jid } = page()
  shown('b')
  shown('a')
  gateway.event('xmpp.chat.receipt', { from: jid('doc'), id: 'b' })
  gateway.event('xmpp.chat.receipt', { from: jid('doc'), id: 'c' })
  expect(deliveries()).toEqual(['read', 'read', 'delivered'])
})

test('only from whom the messages went to, and not what we have read', () => {
  const { shown, deliveries, jid } = page()
  shown('c', 'biff')
  shown('c', 'doc', { to: jid('marty') })
  shown('nothing of ours')
  expect(deliveries()).toEqual(['sent', 'sent', 'sent'])
})

test('what failed before it has not been read', () => {
  const { gateway, shown, deliveries, jid } = page()
  gateway.event('xmpp.chat.error', { from: jid('doc'), id: 'a', error: { type: 'cancel' } })
  shown('b')
  expect(deliveries()).toEqual(['failed', 'read', 'sent'])
})
