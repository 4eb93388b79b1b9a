import { expect, test } from 'vitest'
import { settled } from '../xmpp/testManager.ts'
import {
  type CallbackRow,
  type ErrorRow,
  errorSession,
  testClientErrors,
  toldWithout,
} from './testClientErrors.ts'

const TO = { to: 'clock.hill.example' }
const CALL = { ...TO, method: 'clock.strike' }
const ANSWER = { ...TO, id: 'r1' }
const REQUEST = { url: 'https://files.hill.example/almanac', id: 'a7374jnj', method: 'GET' }
const BAD_FORM = 'Badly formatted data form'
const WRONG = 'Parameter formatting error'

const parameters = (event: string, rest: Record<string, unknown>): ErrorRow[] => [
  [event, { ...rest, params: 'x' }, "'params' must be an array"],
  [event, { ...rest, params: {} }, "'params' must be an array"],
  [event, { ...rest, params: ['x'] }, "'param' must have 'type' key"],
  [event, { ...rest, params: [null] }, "'param' must have 'type' key"],
  [event, { ...rest, params: [{ value: 1 }] }, "'param' must have 'type' key"],
  [event, { ...rest, params: [{ type: 'int' }] }, "'param' must have 'value' key"],
  [event, { ...rest, params: [{ type: 'int', value: null }] }, "'param' must have 'value' key"],
  [event, { ...rest, params: [{ type: 'int', value: 1.5 }] }, WRONG],
  [event, { ...rest, params: [{ type: 'int', value: '0x' }] }, WRONG],
  [event, { ...rest, params: [{ type: 'i4', value: 2 ** 53 }] }, WRONG],
  [event, { ...rest, params: [{ type: 'int', value: '' }] }, WRONG],
  [event, { ...rest, params: [{ type: 'double', value: 'one' }] }, WRONG],
  [event, { ...rest, params: [{ type: 'double', value: true }] }, WRONG],
  [event, { ...rest, params: [{ type: 'boolean', value: 'maybe' }] }, WRONG],
  [event, { ...rest, params: [{ type: 'string', value: { toString: 1 } }] }, WRONG],
  // The type becomes an element.
  [event, { ...rest, params: [{ type: 'i4/><x', value: 1 }] }, WRONG],
  [event, { ...rest, params: [{ type: 'constructor', value: 1 }] }, WRONG],
  [event, { ...rest, params: [{ type: 'array', value: 'x' }] }, WRONG],
  // The first of several is told, once.
  [event, { ...rest, params: [{ type: 'int' }, {}] }, "'param' must have 'value' key"],
]

const http = (event: string): ErrorRow[] => [
  [event, {}, "Missing 'type' parameter"],
  [event, { type: 0 }, "Missing 'type' parameter"],
  [event, { type: 'presence' }, "Invalid 'type' parameter"],
  [event, { type: 7 }, "Invalid 'type' parameter"],
  [event, { type: {} }, "Invalid 'type' parameter"],
  [event, { type: 'iq' }, "Missing 'id' parameter"],
  [event, { type: 'iq', to: TO.to }, "Missing 'id' parameter"],
  [event, { type: 'IQ', id: 'h1' }, "Missing 'to' parameter"],
  [event, { type: 'message' }, "Missing 'to' parameter"],
  [event, { type: 'message', ...TO }, "Missing 'request' parameter"],
  [event, { type: 'message', ...TO, request: 'x' }, "Missing 'request' parameter"],
  [event, { type: 'message', ...TO, request: {} }, "Missing request 'url' parameter"],
  [event, { type: 'message', ...TO, request: { url: REQUEST.url } }, "Missing request 'id' parameter"],
  [
    event,
    { type: 'message', ...TO, request: { url: REQUEST.url, id: 'a' } },
    "Missing request 'method' parameter",
  ],
]

testClientErrors(
  {
    command: [
      ['xmpp.command.info', {}, "Missing 'node' key"],
      ['xmpp.command.do', {}, "Missing 'node' key"],
      ['xmpp.command.do', { node: 0 }, "Missing 'node' key"],
      ['xmpp.command.do', { node: 'strike', form: 'x' }, BAD_FORM],
      ['xmpp.command.do', { node: 'strike', form: {} }, BAD_FORM],
      ['xmpp.command.do', { node: 'strike', form: [null] }, BAD_FORM],
      ['xmpp.command.do', { node: 'strike', form: [{ var: 'a', value: {} }] }, BAD_FORM],
      ['xmpp.command.do', { node: 'strike', action: 'explode' }, "'action' is not valid"],
      ['xmpp.command.list', { to: '@' }, "'to' is not a valid address"],
    ],
    rpc: [
      ['xmpp.rpc.perform', {}, "Missing 'to' key"],
      ['xmpp.rpc.perform', TO, "Missing 'method' key"],
      ...parameters('xmpp.rpc.perform', CALL),
      ['xmpp.rpc.result', {}, "Missing 'to' key"],
      ['xmpp.rpc.result', TO, "Missing 'id' key"],
      ...parameters('xmpp.rpc.result', ANSWER),
    ],
    http: [...http('xmpp.http.confirm'), ...http('xmpp.http.deny')],
    jingle: [
      ['xmpp.jingle.request', {}, "Missing 'to' key"],
      ['xmpp.jingle.request', TO, "Missing 'jingle' key"],
      ['xmpp.jingle.request', { ...TO, type: 'set' }, "Missing 'jingle' key"],
      ['xmpp.jingle.request', { ...TO, type: 'set', jingle: {} }, "Missing 'sid' key"],
      ['xmpp.jingle.request', { ...TO, jingle: { sid: 's1' } }, "Missing 'action' key"],
    ],
    blocking: [
      ['xmpp.blocking.block', {}, "Missing 'jids' key"],
      ['xmpp.blocking.block', { jids: [] }, "Missing 'jids' key"],
      ['xmpp.blocking.block', { jids: 'biff@hill.example' }, "'jids' should be an array"],
      ['xmpp.blocking.block', { jids: ['@'] }, "'jids' is not a valid address"],
    ],
    disco: [
      ['xmpp.discover.client', { ...ANSWER, features: {} }, "Badly formatted 'features' key"],
      ['xmpp.discover.client', { ...ANSWER, features: ['x'] }, "Badly formatted 'features' key"],
      [
        'xmpp.discover.client',
        { ...ANSWER, features: [{ kind: 'a/><b' }] },
        "Badly formatted 'features' key",
      ],
      [
        'xmpp.discover.client',
        { ...ANSWER, features: [{ kind: 'feature', var: {} }] },
        "Badly formatted 'features' key",
      ],
    ],
  },
  [
    ['xmpp.command.list', {}],
    ['xmpp.command.info', { node: 'strike' }],
    ['xmpp.command.do', { node: 'strike' }],
    ['xmpp.rpc.perform', CALL],
    ['xmpp.jingle.request', { ...TO, jingle: { sid: 's1', action: 'session-terminate' } }],
    ['xmpp.jingle.request', {}],
    ['xmpp.blocking.get', {}],
    ['xmpp.blocking.block', { jids: ['biff@hill.example'] }],
    ['xmpp.blocking.unblock', { all: true }],
  ] satisfies CallbackRow[],
)

test.each(['xmpp.http.confirm', 'xmpp.http.deny'])(
  '%s with a callback that is none says so before it looks at the keys, always as an event',
  async (event) => {
    for (const payload of [{}, { type: 'iq', id: 'h1', ...TO }])
      expect(await toldWithout('x', event, payload)).toEqual([
        [
          'xmpp.error.client',
          {
            type: 'modify',
            condition: 'client-error',
            description: 'Callback should be a function',
            request: payload,
          },
        ],
      ])
  },
)

test.each([
  [[{ type: 'array', value: [{}] }], "'param' must have 'type' key"],
  [[{ type: 'struct', value: [{ type: 'int', value: 1 }] }], WRONG],
  [[{ type: 'struct', value: [{ name: 'a', type: 'int' }] }], "'param' must have 'value' key"],
])('what is inside a parameter is looked at as well: %j', async (params, description) => {
  const session = await errorSession()
  const answers = session.ask('xmpp.rpc.perform', { ...CALL, params })
  await settled()
  expect(answers).toMatchObject([[{ condition: 'client-error', description }]])
  expect(session.sent).toEqual([])
})

test('what to unblock must be said: nothing is not everybody', async () => {
  for (const payload of [{}, { jids: [] }, { all: false }, { jids: 'x' }]) {
    const session = await errorSession()
    const answers = session.ask('xmpp.blocking.unblock', payload)
    await settled()
    expect(answers).toMatchObject([[{ condition: 'client-error' }]])
    expect(session.sent).toEqual([])
  }
})
