import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { rosterModel } from '../roster/model.ts'
import { receiptsModel } from './model.ts'

const doc = { user: 'doc', domain: 'hill.example', resource: 'car' }

function page(subscription?: string) {
  const gateway = new FakeGateway()
  gateway.models.use(rosterModel)
  gateway.models.use(receiptsModel)
  if (subscription) gateway.event('xmpp.roster.push', { jid: doc, subscription, groups: [] })
  const ask = (more: object = {}) =>
    gateway.event('xmpp.chat.message', { from: doc, id: 'm1', content: 'Hi', receipt: true, ...more })
  return { gateway, ask }
}

test.each(['both', 'from'])(
  'who may see our presence (%s) gets the receipt, at the client that asked',
  (kind) => {
    const { gateway, ask } = page(kind)
    ask()
    expect(gateway.sent).toEqual([['xmpp.chat.receipt', { to: 'doc@hill.example/car', id: 'm1' }]])
  },
)

test.each([undefined, 'none', 'to'])('anybody else (%s) does not learn that we are here', (kind) => {
  const { gateway, ask } = page(kind)
  ask()
  expect(gateway.sent).toEqual([])
})

test('nothing is said for copies, for words without a wish, and for wishes without words', () => {
  const { gateway, ask } = page('both')
  ask({ carbon: true })
  ask({ receipt: undefined })
  ask({ content: undefined, state: 'active' })
  ask({ id: undefined })
  expect(gateway.sent).toEqual([])
})
