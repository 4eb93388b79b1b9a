import { afterEach, expect, test, vi } from 'vitest'
import { vaultModel } from '../session/vault.ts'
import { outboxDoor } from './outboxDoor.ts'
import { lab, settled, talk, withDoc } from './testTalk.ts'

const broken = { state: 'broken' } as const

function open() {
  const page = talk()
  const door = page.gateway.models.use(outboxDoor)
  over.push(door.close)
  return { ...page, door, vault: page.gateway.models.use(vaultModel) }
}
const over: (() => void)[] = []
afterEach(() => {
  for (const close of over.splice(0)) close()
})
const isKept = () => dispatchEvent(new Event('beforeunload', { cancelable: true }))

test('a conversation is marked while something of it waits for long, or has failed', async () => {
  const { commands, session, door, vault, gateway, entries, out, jid, proved } = open()
  await settled()
  vi.useFakeTimers()
  session.link.set(broken)
  commands.say(withDoc, 'Hello')
  await vi.advanceTimersByTimeAsync(1500)
  expect([door.unsent.get(withDoc), vault.unsent.get()]).toEqual([undefined, 1])
  await vi.advanceTimersByTimeAsync(1000)
  expect(door.unsent.get(withDoc)).toBe('waiting')
  vi.useRealTimers()
  session.link.set({ state: 'open' })
  await proved()
  expect([door.unsent.get(withDoc), vault.unsent.get()]).toEqual([undefined, 0])
  const error = { type: 'cancel', condition: 'item-not-found' }
  gateway.event('xmpp.chat.error', { from: jid('doc'), id: out()[0]?.id, error })
  expect([door.unsent.get(withDoc), vault.unsent.get()]).toEqual(['failed', 1])
  commands.discard(withDoc, entries(withDoc)[0]?.key ?? '')
  expect([door.unsent.get(withDoc), vault.unsent.get()]).toEqual([undefined, 0])
})

test('a bounce that was forged by a stranger changes nothing', async () => {
  const { commands, gateway, entries, out, jid, vault } = open()
  commands.say(withDoc, 'Hello')
  await settled()
  gateway.event('xmpp.chat.error', { from: jid('biff'), id: out()[0]?.id, error: { type: 'cancel' } })
  expect([entries(withDoc)[0]?.delivery, vault.unsent.get()]).toEqual(['sending', 1])
})

test.each(['before', 'after'])(
  'who has it, has it: what came back %s the receipt was another device’s',
  async (when) => {
    const { commands, gateway, entries, out, jid, vault } = open()
    commands.say(withDoc, 'Hello')
    await settled()
    const id = out()[0]?.id ?? ''
    const comesBack = () =>
      gateway.event('xmpp.chat.error', { from: jid('doc'), id, error: { type: 'cancel', condition: 'gone' } })
    if (when === 'before') comesBack()
    gateway.event('xmpp.chat.receipt', { from: jid('biff'), id })
    expect(entries(withDoc)[0]?.delivery).toBe(when === 'before' ? 'failed' : 'sending')
    gateway.event('xmpp.chat.receipt', { from: jid('doc'), id })
    if (when === 'after') comesBack()
    await settled()
    expect([entries(withDoc)[0]?.delivery, vault.unsent.get()]).toEqual(['delivered', 0])
  },
)

test('a room’s own reflection, a carbon and an archive are proof; another tab’s echo is not', async () => {
  const { commands, inLab, sent, gateway, entries, out, jid, vault } = open()
  commands.say(lab, 'In the room')
  for (const text of ['One', 'Two']) commands.say(withDoc, text)
  await settled()
  const id = (text: string) => out().find(({ content }) => content === text)?.id
  const stand = (text: string) => entries(withDoc).find((each) => each.text === text)?.delivery
  inLab('Marty', 'In the room', { id: id('In the room'), own: true })
  expect(entries(lab)[0]?.delivery).toBe('sent')
  sent('One', { id: id('One'), echo: true })
  expect(stand('One')).toBe('sending')
  sent('One', { id: id('One'), carbon: true })
  expect(stand('One')).toBe('sent')
  gateway.event('xmpp.mam.message', {
    from: jid('marty'),
    content: 'Two',
    id: id('Two'),
    mam: { id: 'a2', queryId: 'q', to: jid('doc') },
  })
  expect([stand('Two'), vault.unsent.get()]).toEqual(['sent', 0])
})

test('what another tab said is on its way here too, until its proof', async () => {
  const { sent, gateway, entries } = open()
  await settled()
  sent('From the other tab', { id: 'x1', echo: true })
  expect(entries(withDoc)[0]?.delivery).toBe('sending')
  gateway.event('xmpp.delivery.confirmed', { id: 'x1', to: 'doc@hill.example' })
  expect(entries(withDoc)[0]?.delivery).toBe('sent')
})

test('of what a snapshot repeats, only what waits in an outbox is still on its way', async () => {
  const { commands, gateway, entries, out, jid } = open()
  commands.say(withDoc, 'Waits')
  await settled()
  vi.useFakeTimers()
  const echo = (id: string | undefined, content: string) => [
    'xmpp.chat.sent',
    { from: jid('marty'), to: jid('doc'), id, content, echo: true },
  ]
  gateway.event('xmpp.session.snapshot', {
    jid: jid('marty'),
    events: [echo('old', 'Long ago'), echo(out()[0]?.id, 'Waits')],
  })
  await vi.advanceTimersByTimeAsync(3000)
  vi.useRealTimers()
  const found = entries(withDoc).map(({ text, delivery }) => [text, delivery])
  expect(found).toContainEqual(['Long ago', 'sent'])
  expect(found).toContainEqual(['Waits', 'sending'])
})

test('the browser asks before the page goes while something stands in no storage', async () => {
  const { commands, session, door, proved } = open()
  await settled()
  expect(isKept()).toBe(true)
  session.link.set(broken)
  commands.say(withDoc, 'Hello')
  await settled()
  expect([isKept(), door.keeps.get()]).toEqual([false, false])
  session.link.set({ state: 'open' })
  await proved()
  expect(isKept()).toBe(true)
})

test('a page that is over says nothing any more', async () => {
  const { commands, session, door, out } = open()
  await settled()
  session.link.set(broken)
  commands.say(withDoc, 'Great Scott')
  await settled()
  door.close()
  session.link.set({ state: 'open' })
  await settled()
  expect(out()).toEqual([])
  expect(isKept()).toBe(true)
})
