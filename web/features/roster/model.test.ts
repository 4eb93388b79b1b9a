import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { rosterCommands } from './commands.ts'
import { rosterModel } from './model.ts'

const doc = { user: 'doc', domain: 'hill.test' }
const DOC = 'doc@hill.test'

function page() {
  const gateway = new FakeGateway()
  gateway.event('xmpp.connection', { status: 'online', jid: { user: 'marty', domain: 'hill.test' } })
  return { gateway, roster: gateway.models.use(rosterModel), commands: gateway.models.use(rosterCommands) }
}

test('a contact without a name, or with an empty one, is called by the part before the @', () => {
  const { gateway, roster } = page()
  gateway.event('xmpp.roster.push', { jid: doc, subscription: 'both', name: '' })
  expect(roster.nameOf(DOC)).toBe('doc')
  gateway.event('xmpp.roster.push', { jid: doc, subscription: 'both', name: 'Doc Brown' })
  expect(roster.nameOf(DOC)).toBe('Doc Brown')
})

test('groups stand once each, and none is empty', () => {
  const { gateway, roster } = page()
  gateway.event('xmpp.roster.push', { jid: doc, subscription: 'both', groups: ['Lab', '', 'Lab'] })
  expect(roster.contacts.get(DOC)?.groups).toEqual(['Lab'])
})

test('a removed contact leaves the list', () => {
  const { gateway, roster } = page()
  gateway.event('xmpp.roster.push', { jid: doc, subscription: 'to', ask: 'subscribe' })
  expect(roster.contacts.get(DOC)?.asked).toBe(true)
  gateway.event('xmpp.roster.push', { jid: doc, subscription: 'remove' })
  expect(roster.contacts.size).toBe(0)
})

test('an address is checked before anybody is asked', () => {
  const { gateway, commands } = page()
  gateway.models.use(rosterModel)
  gateway.event('xmpp.roster.push', { jid: doc, subscription: 'both' })
  gateway.event('xmpp.connection', { status: 'online', jid: { user: 'marty', domain: 'hill.test' } })
  expect(commands.check('  ')).toEqual({ problem: 'empty' })
  expect(commands.check('hill.test')).toEqual({ problem: 'malformed' })
  expect(commands.check('a b@hill.test')).toEqual({ problem: 'malformed' })
  expect(commands.check('Marty@Hill.Test')).toEqual({ problem: 'own', jid: 'marty@hill.test' })
  expect(commands.check('DOC@hill.test')).toEqual({ problem: 'known', jid: DOC })
  expect(commands.check(' xmpp:biff@hill.test/phone ')).toEqual({ jid: 'biff@hill.test' })
})

test('adding asks to see them, but not when the server refused', async () => {
  const { gateway, commands } = page()
  await commands.add('biff@hill.test', '', ['Foes'])
  expect(gateway.sent).toEqual([
    ['xmpp.roster.add', { jid: 'biff@hill.test', name: undefined, groups: ['Foes'] }],
    ['xmpp.presence.subscribe', { to: 'biff@hill.test' }],
  ])
  gateway.answer('xmpp.roster.add', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'not-allowed' },
  }))
  gateway.sent.length = 0
  await commands.add('biff@hill.test', '', [])
  expect(gateway.sent.map(([name]) => name)).toEqual(['xmpp.roster.add'])
})
