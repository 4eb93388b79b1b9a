import { expect, test } from 'vitest'
import { bareOf, fullJid, parseJid, sameJid, splitJid } from './jid.ts'

test.each([
  ['marty@hill.example', { user: 'marty', domain: 'hill.example' }],
  ['marty@hill.example/phone', { user: 'marty', domain: 'hill.example', resource: 'phone' }],
  ['hill.example', { domain: 'hill.example' }],
  ['hill.example/console', { domain: 'hill.example', resource: 'console' }],
  ['marty@hill.example/a/b', { user: 'marty', domain: 'hill.example', resource: 'a/b' }],
  ['marty@hill.example/b@c.example/d', { user: 'marty', domain: 'hill.example', resource: 'b@c.example/d' }],
  ['evil.example/boss@x', { domain: 'evil.example', resource: 'boss@x' }],
  [
    'room@rooms.hill.example/Doc Brown ',
    { user: 'room', domain: 'rooms.hill.example', resource: 'Doc Brown ' },
  ],
  ['king@hill.example/♚', { user: 'king', domain: 'hill.example', resource: '♚' }],
  ['foo\\20bar@hill.example', { user: 'foo\\20bar', domain: 'hill.example' }],
  ['π@hill.example', { user: 'π', domain: 'hill.example' }],
  ['marty@[2001:db8::9]/x', { user: 'marty', domain: '[2001:db8::9]', resource: 'x' }],
  ['marty@192.0.2.1', { user: 'marty', domain: '192.0.2.1' }],
  ['marty@xn--hgel-0ra.example', { user: 'marty', domain: 'xn--hgel-0ra.example' }],
  ['marty@hügel.example', { user: 'marty', domain: 'hügel.example' }],
])('%s is an address', (text, jid) => {
  expect(parseJid(text)).toEqual(jid)
})

test.each([
  ['Marty@Hill.Example/Phone', 'marty@hill.example/Phone'],
  ['ｍａｒｔｙ@ｈｉｌｌ.example', 'marty@hill.example'],
  ['Henryⅷ@hill.example', 'henryviii@hill.example'],
  ['Σ@hill.example', 'σ@hill.example'],
  ['ju\u0308rgen@hill.example', 'j\u00fcrgen@hill.example'],
  ['marty@hill.example.', 'marty@hill.example'],
  ['marty@hill.example/a\u00a0b', 'marty@hill.example/a b'],
])('%s is prepared as servers do it: %s', (text, prepared) => {
  const jid = parseJid(text)
  expect(jid && fullJid(jid)).toBe(prepared)
  expect(sameJid(text, prepared)).toBe(true)
})

test.each([
  ['nothing', ''],
  ['no domain', 'marty@'],
  ['no user', '@hill.example'],
  ['no resource', 'marty@hill.example/'],
  ['nothing but a resource', '/phone'],
  ['nothing at all', '@/'],
  ['two at-signs', 'a@b@hill.example'],
  ['a blank in the user', 'doc brown@hill.example'],
  ['quotes in the user', '"marty"@hill.example'],
  ['an angle in the user', 'a<b@hill.example'],
  ['an ampersand in the user', 'a&b@hill.example'],
  ['a blank in the domain', 'marty@hill example'],
  ['an empty label', 'marty@hill..example'],
  ['a label that ends in a hyphen', 'marty@hill-.example'],
  ['half an IPv6 address', 'marty@[2001:db8::9'],
  ['an override of direction in the user', 'mar\u202ety@hill.example'],
  ['an override of direction in the domain', 'marty@hi\u202ell.example'],
  ['a control in the resource', 'marty@hill.example/\u0007'],
  ['a line break in the resource', 'marty@hill.example/a\nb'],
  ['half a character', 'marty@hill.example/\ud83d'],
  ['a character XML has no place for', 'marty@hill.example/\ufffe'],
  ['a user of 1,024 bytes', `${'é'.repeat(512)}@hill.example`],
  ['a resource of 1,024 bytes', `marty@hill.example/${'a'.repeat(1024)}`],
  ['a domain of 1,024 bytes', `marty@${'a.'.repeat(511)}ab`],
  ['a slash that compatibility would make', 'a\uff0fb@hill.example'],
])('%s is no address', (_, text) => {
  expect(parseJid(text)).toBeUndefined()
})

test('1,023 bytes are just short enough for each part', () => {
  expect(parseJid(`${'a'.repeat(1023)}@hill.example/${'é'.repeat(511)}b`)).toBeDefined()
})

test('a resource is compared to the letter, the rest is not', () => {
  expect(sameJid('MARTY@hill.example/Phone', 'marty@HILL.example/Phone')).toBe(true)
  expect(sameJid('marty@hill.example/Phone', 'marty@hill.example/phone')).toBe(false)
  expect(sameJid('marty@hill.example', 'marty@hill.example/phone')).toBe(false)
  expect(sameJid('evil.example/boss@x', 'boss@x')).toBe(false)
  expect(bareOf('Marty@hill.example/a/b')).toBe('marty@hill.example')
  expect(bareOf('@')).toBeUndefined()
})

test('splitting alone judges nothing and leaves absent parts absent', () => {
  expect(splitJid('a b@c d/e')).toEqual({ user: 'a b', domain: 'c d', resource: 'e' })
  expect(splitJid('evil.example/boss@x')).toEqual({ domain: 'evil.example', resource: 'boss@x' })
  expect(splitJid('@guests.example/')).toEqual({ domain: 'guests.example' })
})

test('what one reader does to an address does not reach the next', () => {
  const first = parseJid('shared@hill.example/a')
  if (first) first.user = 'changed'
  expect(parseJid('shared@hill.example/a')?.user).toBe('shared')
  for (let i = 0; i < 5000; i++) parseJid(`filler${i}@hill.example`)
  expect(parseJid('shared@hill.example/a')).toEqual({ user: 'shared', domain: 'hill.example', resource: 'a' })
})
