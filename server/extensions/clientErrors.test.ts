import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import {
  type CallbackRow,
  type ErrorRow,
  errorSession,
  ERRORS_ROOM as ROOM,
  testClientErrors,
  toldWithout,
} from './testClientErrors.ts'

const TO = { to: 'doc@hill.example' }

const tables: Record<string, ErrorRow[]> = {
  chat: [
    ['xmpp.chat.message', {}, "Missing 'to' key"],
    ['xmpp.chat.message', { to: '' }, "Missing 'to' key"],
    ['xmpp.chat.message', { to: 0 }, "Missing 'to' key"],
    ['xmpp.chat.message', { to: null, replace: 'a' }, "Missing 'to' key"],
    ['xmpp.chat.message', { ...TO, replace: 'a' }, "Missing 'content' key"],
    ['xmpp.chat.message', { ...TO, replace: 'a', state: 'active' }, "Missing 'content' key"],
    ['xmpp.chat.message', TO, 'Message content or chat state not provided'],
    ['xmpp.chat.message', { ...TO, content: '', state: null }, 'Message content or chat state not provided'],
    ['xmpp.chat.message', { ...TO, content: '<p>', format: 'xhtml' }, 'Can not parse XHTML message'],
    ['xmpp.chat.message', { ...TO, content: 'plain', format: 'xhtml' }, 'Can not parse XHTML message'],
    ['xmpp.chat.message', { ...TO, content: 'Hi', again: true }, "Missing 'at' key"],
  ],
  receipts: [
    ['xmpp.chat.receipt', {}, "Missing 'to' key"],
    ['xmpp.chat.receipt', TO, "Missing 'id' key"],
  ],
  presence: [
    ['xmpp.presence', { client: 'x' }, "'client' key must be an object"],
    ['xmpp.presence', { client: {} }, "Missing 'node' key"],
    ['xmpp.presence', { client: { node: 'n' } }, "Missing 'ver' key"],
    ['xmpp.presence', { client: { node: 'n', ver: 'v' } }, "Missing 'hash' key"],
    ['xmpp.presence.get', {}, "Missing 'to' key"],
    ['xmpp.presence.subscribe', {}, "Missing 'to' key"],
    ['xmpp.presence.subscribed', {}, "Missing 'to' key"],
    ['xmpp.presence.unsubscribe', {}, "Missing 'to' key"],
    ['xmpp.presence.unsubscribed', {}, "Missing 'to' key"],
  ],
  roster: [
    ['xmpp.roster.add', {}, "Missing 'jid' key"],
    ['xmpp.roster.add', { jid: false }, "Missing 'jid' key"],
    ['xmpp.roster.add', { jid: 'doc@hill.example', groups: 'x' }, 'Groups should be an array'],
    ['xmpp.roster.edit', {}, "Missing 'jid' key"],
    ['xmpp.roster.edit', { jid: 'doc@hill.example' }, "Missing 'groups' key"],
    ['xmpp.roster.edit', { jid: 'doc@hill.example', groups: 'x' }, 'Groups should be an array'],
    ['xmpp.roster.group', { jid: 'doc@hill.example' }, "Missing 'groups' key"],
    ['xmpp.roster.remove', {}, "Missing 'jid' key"],
  ],
  muc: [
    ['xmpp.muc.join', {}, "Missing 'room' key"],
    ['xmpp.muc.join', { room: ROOM }, "Missing 'nick' key"],
    ['xmpp.muc.leave', {}, "Missing 'room' key"],
    ['xmpp.muc.leave', { room: 'other@rooms.hill.example' }, 'Not registered with this room'],
    ['xmpp.muc.message', {}, "Missing 'room' key"],
    ['xmpp.muc.message', { room: ROOM }, 'Message content or chat state not provided'],
    ['xmpp.muc.message', { room: 'other@rooms.hill.example', content: 'x' }, 'Not registered with this room'],
    ['xmpp.muc.message', { room: ROOM, content: '<p', format: 'xhtml' }, 'Can not parse XHTML message'],
    ['xmpp.muc.message', { room: ROOM, content: 'Hi', again: true }, "Missing 'at' key"],
    ['xmpp.muc.subject', {}, "Missing 'room' key"],
  ],
  occupants: [
    ['xmpp.muc.role.set', {}, "Missing 'room' key"],
    ['xmpp.muc.role.set', { room: ROOM }, "Missing 'nick' key"],
    ['xmpp.muc.role.set', { room: ROOM, nick: 'Doc' }, "Missing 'role' key"],
    ['xmpp.muc.role.get', {}, "Missing 'room' key"],
    ['xmpp.muc.role.get', { room: ROOM }, "Missing 'role' key"],
  ],
  affiliations: [
    ['xmpp.muc.affiliation', {}, "Missing 'room' key"],
    ['xmpp.muc.affiliation', { room: ROOM }, "Missing 'jid' key"],
    ['xmpp.muc.affiliation', { room: ROOM, jid: '', affiliation: 'member' }, "Missing 'jid' key"],
    ['xmpp.muc.affiliation', { room: ROOM, jid: 'doc@hill.example' }, "Missing 'affiliation' key"],
    ['xmpp.muc.affiliation.get', { room: ROOM }, "Missing 'affiliation' key"],
    ['xmpp.muc.affiliation.batch', {}, "Missing 'room' key"],
    ['xmpp.muc.affiliation.batch', { room: ROOM }, "Missing 'id' key"],
    ['xmpp.muc.affiliation.batch', { room: ROOM, id: 'b' }, "Badly formatted 'changes' key"],
    ['xmpp.muc.affiliation.batch', { room: ROOM, id: 'b', changes: [] }, "Missing 'changes' key"],
    [
      'xmpp.muc.affiliation.batch',
      { room: ROOM, id: 'b', changes: [{ jid: '', affiliation: 'member' }] },
      "Missing 'jid' key",
    ],
    ['xmpp.muc.affiliation.cancel', { room: ROOM }, "Missing 'id' key"],
  ],
  roomConfig: [
    ['xmpp.muc.create', {}, "Missing 'room' key"],
    ['xmpp.muc.create', { room: ROOM }, "Missing 'nick' key"],
    ['xmpp.muc.room.config.get', {}, "Missing 'room' key"],
    ['xmpp.muc.room.config.set', {}, "Missing 'room' key"],
    ['xmpp.muc.room.config.set', { room: ROOM }, "Missing 'form' key"],
    ['xmpp.muc.room.config.set', { room: ROOM, form: {} }, 'Badly formatted data form'],
    ['xmpp.muc.room.config.set', { room: ROOM, form: [null] }, 'Badly formatted data form'],
    [
      'xmpp.muc.room.config.set',
      { room: ROOM, form: [{ var: 'a', value: null }] },
      'Badly formatted data form',
    ],
    [
      'xmpp.muc.room.config.set',
      { room: ROOM, form: [{ var: 'a', value: {} }] },
      'Badly formatted data form',
    ],
    ['xmpp.muc.cancel', {}, "Missing 'room' key"],
    ['xmpp.muc.destroy', {}, "Missing 'room' key"],
  ],
  roomRegistration: [
    ['xmpp.muc.register.info', {}, "Missing 'room' key"],
    ['xmpp.muc.register', {}, "Missing 'room' key"],
    ['xmpp.muc.room.nick', {}, "Missing 'room' key"],
  ],
  invites: [
    ['xmpp.muc.invite', {}, "Missing 'room' key"],
    ['xmpp.muc.invite', { room: ROOM }, "Missing 'to' key"],
    ['xmpp.muc.invite.decline', {}, "Missing 'room' key"],
    ['xmpp.muc.invite.decline', { room: ROOM }, "Missing 'to' key"],
  ],
  voice: [
    ['xmpp.muc.voice', {}, "Missing 'room' key"],
    ['xmpp.muc.voice', { room: ROOM }, "Missing 'role' key"],
  ],
  disco: [
    ['xmpp.discover.items', {}, "Missing 'of' key"],
    ['xmpp.discover.info', {}, "Missing 'of' key"],
    ['xmpp.discover.client', {}, "Missing 'to' key"],
    ['xmpp.discover.client', TO, "Missing 'id' key"],
    ['xmpp.discover.client', { ...TO, id: 'a', features: 'x' }, "Badly formatted 'features' key"],
  ],
  ping: [
    ['xmpp.ping.pong', {}, "Missing 'id' key"],
    ['xmpp.ping.pong', { id: 'a' }, "Missing 'to' key"],
  ],
  mam: [
    ['xmpp.mam.preferences', {}, "Missing 'default' key"],
    ['xmpp.mam.preferences', { default: 'roster', always: false }, "'always' should be an array"],
    ['xmpp.mam.preferences', { default: 'roster', never: 'x' }, "'never' should be an array"],
  ],
}

const needCallback: CallbackRow[] = [
  ['xmpp.roster.add', { jid: 'doc@hill.example' }],
  ['xmpp.roster.edit', { jid: 'doc@hill.example', groups: [] }],
  ['xmpp.roster.group', { jid: 'doc@hill.example', groups: [] }],
  ['xmpp.roster.remove', { jid: 'doc@hill.example' }],
  ['xmpp.muc.role.set', {}],
  ['xmpp.muc.role.get', {}],
  ['xmpp.muc.affiliation', {}],
  ['xmpp.muc.affiliation.get', {}],
  ['xmpp.muc.affiliation.batch', {}],
  ['xmpp.muc.affiliation.cancel', {}],
  ['xmpp.muc.register.info', {}],
  ['xmpp.muc.register', {}],
  ['xmpp.muc.room.config.get', {}],
  ['xmpp.muc.room.config.set', {}],
  ['xmpp.muc.room.nick', {}],
  ['xmpp.muc.cancel', {}],
  ['xmpp.muc.destroy', {}],
  ['xmpp.mam.query', {}],
  ['xmpp.mam.preferences', {}],
  ['xmpp.discover.items', { of: 'hill.example' }],
  ['xmpp.discover.info', { of: 'hill.example' }],
]

testClientErrors(tables, needCallback)

const missing = { type: 'modify', condition: 'client-error', description: 'Missing callback' }

test.each(['xmpp.roster.get', 'xmpp.ping'])(
  '%s without a callback does not quote the payload',
  async (event) => {
    expect(await toldWithout(undefined, event, { x: 1 })).toEqual([['xmpp.error.client', missing]])
  },
)

test('a message whose callback is no function: Missing callback, after its keys', async () => {
  const said = { ...TO, content: 'Hi' }
  expect(await toldWithout('x', 'xmpp.chat.message', said)).toEqual([
    ['xmpp.error.client', { ...missing, request: said }],
  ])
  expect(await toldWithout('x', 'xmpp.chat.message', TO)).toMatchObject([
    ['xmpp.error.client', { description: 'Message content or chat state not provided' }],
  ])
})

test.each<ErrorRow>([
  ['xmpp.roster.edit', {}, "Missing 'jid' key"],
  ['xmpp.roster.edit', { jid: 'doc@hill.example' }, "Missing 'groups' key"],
  ['xmpp.roster.edit', { jid: 'doc@hill.example', groups: 'x' }, 'Missing callback'],
  ['xmpp.discover.items', {}, "Missing 'of' key"],
  ['xmpp.discover.info', {}, "Missing 'of' key"],
])('%s %j without a callback: %s, in this order', async (event, payload, description) => {
  expect(await toldWithout(undefined, event, payload)).toEqual([
    ['xmpp.error.client', expect.objectContaining({ description })],
  ])
})

test('a receipt without a callback that would say its id: Callback required, after the keys', async () => {
  const said = { ...TO, content: 'Hi', receipt: true }
  expect(await toldWithout(undefined, 'xmpp.chat.message', said)).toEqual([
    ['xmpp.error.client', { ...missing, description: 'Callback required', request: said }],
  ])
  expect(await toldWithout(undefined, 'xmpp.chat.message', { ...TO, receipt: true })).toMatchObject([
    ['xmpp.error.client', { description: 'Message content or chat state not provided' }],
  ])
})

test('a receipt for a message with an id of the browser’s own needs no callback', async () => {
  const test = await errorSession()
  test.socket.call('xmpp.chat.message', { ...TO, content: 'Hi', receipt: true, id: 'm1' })
  await settled()
  expect(test.told).toEqual([])
  expect(test.client.sent[0]?.attrs.id).toBe('m1')
})

test('a result set that is no object is none', async () => {
  const test = await errorSession()
  test.ask('xmpp.discover.items', { of: 'hill.example', rsm: 'x' })
  await settled()
  expect(test.sent).toHaveLength(1)
  expect(test.sent[0]).not.toContain('rsm')
})

test('a show that XMPP does not know is plain available', async () => {
  const test = await errorSession()
  test.socket.call('xmpp.presence', { show: 'online', status: 'Here' })
  await settled()
  expect(test.client.sent[0]?.getChild('show')).toBeUndefined()
  expect(test.client.sent[0]?.getChildText('status')).toBe('Here')
})

test('a message without a payload is refused like an empty one, also when the callback comes first', async () => {
  const test = await errorSession()
  const answers: unknown[][] = []
  test.socket.call('xmpp.chat.message', (...answer: unknown[]) => answers.push(answer))
  for (const payload of [undefined, null]) answers.push(...test.ask('xmpp.chat.message', payload))
  await settled()
  expect(answers).toMatchObject([
    [{ description: "Missing 'to' key" }],
    [{ description: "Missing 'to' key" }],
    [{ description: "Missing 'to' key" }],
  ])
})

test('what is asked after the connection is gone: You are not connected', async () => {
  const test = new TestManager(createExtensions()).online()
  test.manager.client = false
  const answers = test.ask('xmpp.roster.get', {})
  await settled()
  expect(answers).toEqual([
    [
      {
        type: 'connection',
        condition: 'not-connected',
        description: 'You are not connected',
        reason: 'not-connected',
      },
    ],
  ])
})

test.each([[{}], [{ jid: 'marty@hill.example' }], [{ password: 'gigawatts' }], [null], ['x']])(
  'a sign-in with %j: Missing jid and/or password, and no password comes back',
  (payload) => {
    const test = new TestManager(createExtensions())
    test.socket.call('xmpp.login', payload)
    expect(test.told).toMatchObject([
      ['xmpp.error', { type: 'auth', condition: 'client-error', description: 'Missing jid and/or password' }],
    ])
    expect(JSON.stringify(test.told)).not.toContain('gigawatts')
  },
)
