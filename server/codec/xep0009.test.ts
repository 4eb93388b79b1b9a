import { expect, test } from 'vitest'
import { parse } from '../xmpp/xml.ts'
import { parseCall, parseResponse } from './xep0009.ts'

const call = (params: string) =>
  parse(
    `<iq><query xmlns='jabber:iq:rpc'><methodCall><methodName>m</methodName><params>${params}</params></methodCall></query></iq>`,
  )
const value = (typed: string) => call(`<param><value>${typed}</value></param>`)
const nested = (levels: number) =>
  `${'<array><data><value>'.repeat(levels)}<int>1</int>${'</value></data></array>'.repeat(levels)}`

test.each([
  ['<boolean>0</boolean>', { type: 'boolean', value: false }],
  ['<boolean> 1 </boolean>', { type: 'boolean', value: true }],
  ['<int>0</int>', { type: 'int', value: 0 }],
  ['<double>-0.5</double>', { type: 'double', value: -0.5 }],
  ['<Base64>YQ==</Base64>', { type: 'base64', value: 'YQ==' }],
  ['<string/>', { type: 'string', value: '' }],
  ['bare &amp; plain', { type: 'string', value: 'bare & plain' }],
  ['<array/>', { type: 'array', value: [] }],
  ['<struct/>', { type: 'struct', value: [] }],
  [
    '<struct><member><value/></member></struct>',
    { type: 'struct', value: [{ name: '', type: 'string', value: '' }] },
  ],
])('%s is read', (typed, expected) => {
  expect(parseCall(value(typed))?.params).toEqual([expected])
})

test.each([
  '<int/>',
  '<int>1.5</int>',
  '<int>0x</int>',
  '<double>NaN</double>',
  '<nil/>',
  '<array><data><value><nil/></value></data></array>',
  nested(16),
  nested(5000),
])('%.60s is nothing that XML-RPC says', (typed) => {
  expect(parseCall(value(typed))).toBeUndefined()
})

test('fifteen lists in each other are read', () => {
  expect(parseCall(value(nested(15)))).toBeDefined()
})

test('a parameter without a value, or a call without a name, is no call', () => {
  expect(parseCall(call('<param/>'))).toBeUndefined()
  expect(parseCall(parse("<iq><query xmlns='jabber:iq:rpc'/></iq>"))).toBeUndefined()
})

test('a fault without its two members is a fault all the same', () => {
  const fault = parse(
    "<iq><query xmlns='jabber:iq:rpc'><methodResponse><fault/></methodResponse></query></iq>",
  )
  expect(parseResponse(fault)).toEqual({ fault: { code: 0, string: '' } })
})
