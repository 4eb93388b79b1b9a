import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { presenceCommands } from './commands.ts'
import { presenceModel } from './model.ts'

const doc = (resource?: string) => ({ user: 'doc', domain: 'hill.test', ...(resource ? { resource } : {}) })
const DOC = 'doc@hill.test'

function page() {
  const gateway = new FakeGateway()
  return { gateway, presence: gateway.models.use(presenceModel) }
}

test('the device with the highest priority speaks for the person', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk'), priority: '5', show: 'away', status: 'In the lab' })
  gateway.event('xmpp.presence', { from: doc('phone'), priority: '-1' })
  expect(presence.of(DOC)).toEqual({ availability: 'away', status: 'In the lab' })
})

test('of devices with one priority the most reachable speaks', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk'), show: 'xa' })
  gateway.event('xmpp.presence', { from: doc('phone') })
  gateway.event('xmpp.presence', { from: doc('tablet'), show: 'dnd' })
  expect(presence.of(DOC).availability).toBe('online')
})

test('a priority that is no number counts as none', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('odd'), priority: 'high', show: 'dnd' })
  gateway.event('xmpp.presence', { from: doc('desk'), priority: '1' })
  expect(presence.of(DOC).availability).toBe('online')
})

test('the next best speaks when a device leaves, and nobody after the last', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk'), priority: '5' })
  gateway.event('xmpp.presence', { from: doc('phone'), show: 'away' })
  gateway.event('xmpp.presence', { from: doc('desk'), show: 'offline' })
  expect(presence.of(DOC).availability).toBe('away')
  gateway.event('xmpp.presence', { from: doc('phone'), show: 'offline' })
  expect(presence.of(DOC)).toEqual({ availability: 'offline' })
})

test('a leave of the bare address speaks of every device', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk') })
  gateway.event('xmpp.presence', { from: doc('phone') })
  gateway.event('xmpp.presence', { from: doc(), show: 'offline' })
  expect(presence.people.has(DOC)).toBe(false)
})

test('a device that changes nothing wakes nobody', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk'), status: 'Here' })
  const before = presence.people.version
  gateway.event('xmpp.presence', { from: doc('phone'), show: 'away' })
  gateway.event('xmpp.presence', { from: doc('desk'), status: 'Here' })
  expect(presence.people.version).toBe(before)
})

test('who is no subscription of ours any more is not shown as there', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk') })
  gateway.event('xmpp.roster.push', { jid: doc(), subscription: 'from' })
  expect(presence.of(DOC).availability).toBe('offline')
})

test('a session begun anew forgets who was there', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence', { from: doc('desk') })
  gateway.event('xmpp.connection', { status: 'online', jid: { user: 'marty', domain: 'hill.test' } })
  expect(presence.people.size).toBe(0)
})

test('a request goes when it was granted elsewhere or taken back', () => {
  const { gateway, presence } = page()
  gateway.event('xmpp.presence.subscribe', { from: doc(), nick: 'Emmett', status: 'It is me' })
  expect(presence.requests.get(DOC)).toEqual({ jid: DOC, nick: 'Emmett', text: 'It is me' })
  gateway.event('xmpp.roster.push', { jid: doc(), subscription: 'from' })
  expect(presence.requests.size).toBe(0)
  gateway.event('xmpp.presence.subscribe', { from: doc() })
  gateway.event('xmpp.presence.subscription', { from: doc(), type: 'unsubscribe' })
  expect(presence.requests.size).toBe(0)
})

test('accepting grants, asks back, and settles the request; a failure leaves it', async () => {
  const { gateway, presence } = page()
  const commands = gateway.models.use(presenceCommands)
  gateway.event('xmpp.presence.subscribe', { from: doc() })
  const error = { type: 'wait', reason: 'not-connected' as const }
  gateway.answer('xmpp.presence.subscribed', () => ({ ok: false, error }))
  expect(await commands.accept(DOC)).toEqual({ ok: false, error })
  expect(presence.requests.has(DOC)).toBe(true)
  gateway.answer('xmpp.presence.subscribed', () => ({ ok: true, value: true }))
  await commands.accept(DOC)
  expect(gateway.sent.at(-1)).toEqual(['xmpp.presence.subscribe', { to: DOC }])
  expect(presence.requests.has(DOC)).toBe(false)
})
