import { expect, test } from 'vitest'
import { settled } from '../xmpp/testManager.ts'
import { errorSession } from './testClientErrors.ts'

const TO = { to: 'clock.hill.example' }
const CALL = 'xmpp.rpc.perform'
const call = (...params: unknown[]) => ({ ...TO, method: 'clock.strike', params })
const list = (rsm: object) => ({ of: TO.to, rsm })
const filled = (...form: unknown[]) => ({ ...TO, node: 'strike', form })
const RUN = 'xmpp.command.do'
const LIST = 'xmpp.discover.items'

// What XMPP-FTW takes, though it is not quite as it is described.
test.each([
  ['an int that is written as text', CALL, call({ type: 'int', value: '-5' }), '<int>-5</int>'],
  ['an int beyond 32 bits', CALL, call({ type: 'i4', value: 2 ** 31 }), '<i4>2147483648</i4>'],
  ['a double that is written as text', CALL, call({ type: 'double', value: '1.5' }), '<double>1.5</double>'],
  ['text that is a number', CALL, call({ type: 'string', value: 88 }), '<string>88</string>'],
  ['text that is yes or no', CALL, call({ type: 'string', value: true }), '<string>true</string>'],
  ['a boolean as a number', CALL, call({ type: 'boolean', value: 0 }), '<boolean>0</boolean>'],
  ['a boolean as text', CALL, call({ type: 'boolean', value: 'true' }), '<boolean>1</boolean>'],
  [
    'a day without a time',
    CALL,
    call({ type: 'dateTime.iso8601', value: '1955-11-12' }),
    '<dateTime.iso8601>1955-11-12</dateTime.iso8601>',
  ],
  ['base64 of the other alphabet', CALL, call({ type: 'base64', value: 'a-_b' }), '<base64>a-_b</base64>'],
  ['a name where none is asked for', CALL, call({ type: 'int', value: 1, name: null }), '<int>1</int>'],
  [
    'a member whose name is a number',
    CALL,
    call({ type: 'struct', value: [{ name: 7, type: 'int', value: 1 }] }),
    '<member><name>7</name><value><int>1</int></value></member>',
  ],
  ['a page of no size', LIST, list({ max: null, after: 'a' }), '<after>a</after></set>'],
  ['a page before nothing', LIST, list({ before: null }), '<set xmlns="http://jabber.org/protocol/rsm"/>'],
  [
    'a field without a label and a type',
    RUN,
    filled({ var: 'a', value: 'b', label: null, type: null }),
    '<field var="a"><value>b</value></field>',
  ],
  [
    'a label and a name that are numbers',
    RUN,
    filled({ var: 1, value: 2, label: 3, type: '' }),
    '<field var="1" label="3"><value>2</value></field>',
  ],
  [
    'a list of numbers',
    RUN,
    filled({ var: 'a', value: [1, true, 'b'] }),
    '<value>1</value><value>true</value><value>b</value>',
  ],
])('%s is taken as the original takes it', async (_what, event, payload, stanza) => {
  const session = await errorSession()
  session.ask(event, payload)
  await settled()
  expect(session.sent.at(-1)).toContain(stanza)
  expect(session.told).toEqual([])
})

test('an id on the web that is a number is given back as it reads', async () => {
  const session = await errorSession()
  const request = { url: 'https://hill.example/', id: 7, method: 'GET' }
  session.ask('xmpp.http.confirm', { type: 'Message', id: 8, ...TO, request })
  await settled()
  expect(session.sent.at(-1)).toContain('<thread>8</thread>')
  expect(session.sent.at(-1)).toContain('id="7"')
})
