import { expect, test } from 'vitest'
import { inLines, jsonTokens, xmlTokens } from './tokens.ts'

const whole = (tokens: readonly { text: string }[]) => tokens.map(({ text }) => text).join('')
const kinds = (tokens: readonly { kind: string; text: string }[]) =>
  tokens.map(({ kind, text }) => [kind, text])

test.each([
  '{"a": [1, -2.5e3, true, null], "b": "x \\" y"}',
  '',
  '{"broken',
  'no JSON at all <b>',
  '"a": "•••"',
])('no letter of %s is lost in colours, nor is one added', (text) => {
  expect(whole(jsonTokens(text))).toBe(text)
  expect(jsonTokens(text).every(({ at, text: part }) => text.slice(at, at + part.length) === part)).toBe(true)
})

test('keys, texts, values and what was hidden are told apart', () => {
  expect(kinds(jsonTokens('{"to":"a","n":1,"password":"•••"}'))).toEqual([
    ['mark', '{'],
    ['key', '"to"'],
    ['mark', ':'],
    ['text', '"a"'],
    ['mark', ','],
    ['key', '"n"'],
    ['mark', ':'],
    ['value', '1'],
    ['mark', ','],
    ['key', '"password"'],
    ['mark', ':'],
    ['text', '"'],
    ['hidden', '•••'],
    ['text', '"'],
    ['mark', '}'],
  ])
})

const STANZA = '<message to="a@b" id=\'1\'><body>1 &lt; 2</body><x xmlns="urn:x"/></message>'

test('of a stanza no letter is lost either', () => {
  for (const text of [STANZA, '<a', 'text', '<a b="c"', '<x:y z="•••"/>', ''])
    expect(whole(xmlTokens(text))).toBe(text)
})

test('names, attributes and texts of a stanza are told apart', () => {
  expect(kinds(xmlTokens('<body xml:lang="en">Hi</body>'))).toEqual([
    ['mark', '<'],
    ['name', 'body'],
    ['mark', ' '],
    ['key', 'xml:lang'],
    ['mark', '='],
    ['text', '"en"'],
    ['mark', '>'],
    ['text', 'Hi'],
    ['mark', '</'],
    ['name', 'body'],
    ['mark', '>'],
  ])
})

test('each element has its line, with its text beside it', () => {
  expect(inLines(STANZA)).toBe(
    ['<message to="a@b" id=\'1\'>', '  <body>1 &lt; 2</body>', '  <x xmlns="urn:x"/>', '</message>'].join(
      '\n',
    ),
  )
  expect(inLines('<iq><a></a><b><c/></b></iq>')).toBe('<iq>\n  <a></a>\n  <b>\n    <c/>\n  </b>\n</iq>')
})
