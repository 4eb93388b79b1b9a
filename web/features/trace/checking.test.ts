import { expect, test } from 'vitest'
import { HIDDEN } from '#protocol/trace.ts'
import { contract } from '../../transport/contract.ts'
import { again, type Contract, check, keysOf, skeletonOf, withKey } from './checking.ts'
import { placesOf } from './places.ts'

const all = contract as unknown as Contract
const schemaOf = (name: keyof Contract) => all[name].data

test('what is wrong is told at its key', () => {
  const text = '{\n  "room": "r@rooms.example",\n  "nick": 7\n}'
  const { problems } = check(schemaOf('xmpp.muc.join'), text)
  expect(problems).toMatchObject([{ path: 'nick', line: 3 }])
  const { from, to } = problems[0]?.place ?? { from: 0, to: 0 }
  expect(text.slice(from, to)).toBe('"nick"')
})

test('a key that is missing is told where it should be', () => {
  const { problems } = check(schemaOf('xmpp.muc.join'), '{ "room": "r@rooms.example" }')
  expect(problems).toMatchObject([{ path: 'nick', line: 1, place: { from: 0 } }])
  expect(problems[0]?.text).toContain("Missing 'nick' key")
})

test('deep inside, too', () => {
  const text =
    '{"room":"r@e","id":"1","changes":[{"jid":"a@b","affiliation":"member"},{"jid":"a@b","affiliation":"king"}]}'
  const { problems } = check(schemaOf('xmpp.muc.affiliation.batch'), text)
  expect(problems[0]?.path).toBe('changes.1.affiliation')
  const { from, to } = problems[0]?.place ?? { from: 0, to: 0 }
  expect(text.slice(from, to)).toBe('"affiliation"')
  expect(from).toBeGreaterThan(60)
})

test('what may stand there is said where the contract has no words of its own', () => {
  const text = '{"room":"r@e","nick":"Biff","role":"king"}'
  const [problem] = check(schemaOf('xmpp.muc.role.set'), text).problems
  expect(problem).toMatchObject({ path: 'role', text: expect.stringContaining('"moderator"') })
})

test('what is no JSON says from where on', () => {
  for (const [text, at] of [
    ['{"a": }', 6],
    ['{"a": 1', 7],
    ['[1, 2,]', 6],
    ['{"a": tru}', 6],
    ['{} {}', 3],
    ['{"a"', 4],
  ] as const)
    expect([text, placesOf(text).wrongAt]).toEqual([text, at])
  expect(check(schemaOf('xmpp.ping'), '{"to": ').problems).toHaveLength(1)
  for (const fine of ['{}', ' [1, {"a": "\\u00e4"}] ', '"x"', '-1.5e+3', 'null'])
    expect([fine, placesOf(fine).wrongAt]).toEqual([fine, undefined])
})

test('nothing is a payload without keys', () => {
  expect(check(schemaOf('xmpp.roster.get'), '  ')).toEqual({ problems: [], data: {} })
})

test('what was hidden is not sent as it is', () => {
  const text = JSON.stringify({ room: 'r@e', nick: 'Doc', password: HIDDEN })
  expect(check(schemaOf('xmpp.muc.join'), text).problems).toMatchObject([{ path: 'password' }])
})

test('every command has a skeleton, of which only the values are wrong', () => {
  for (const [name, { data }] of Object.entries(all)) {
    const text = skeletonOf(data)
    const { problems } = check(data, text)
    expect([name, problems.filter(({ text: words }) => words.includes('is not JSON'))]).toEqual([name, []])
    for (const key of keysOf(data)) expect(JSON.parse(withKey(text, key))).toHaveProperty([key.name])
  }
  expect(JSON.parse(skeletonOf(schemaOf('xmpp.muc.join')))).toEqual({ room: '', nick: '' })
  expect(keysOf(schemaOf('xmpp.muc.join')).map(({ name }) => name)).toContain('password')
})

test('a message that is sent again is another message', () => {
  expect(again('xmpp.chat.message', { to: 'a@b', content: 'x', id: '1' })).toEqual({
    to: 'a@b',
    content: 'x',
  })
  expect(again('xmpp.ping', { id: '1' })).toEqual({ id: '1' })
  expect(again('xmpp.ping', undefined)).toEqual({})
})
