import { expect, test } from 'vitest'
import { names, stretches } from './mention.ts'

test('a nick is named only as a word of its own', () => {
  expect(names('hello MARTY!', 'marty')).toBe(true)
  expect(names('smarty pants', 'marty')).toBe(false)
  expect(names('smarty and marty', 'marty')).toBe(true)
  expect(names('marty_mcfly', 'marty')).toBe(false)
  expect(names('marty2', 'marty')).toBe(false)
  expect(names('@marty,', 'marty')).toBe(true)
  expect(names('anything', '')).toBe(false)
})

test.each(['a(b', '[x]', 'c++', 'a.b', '^_^', 'back\\slash', '$1', 'a|b', 'x*', 'half-life', 'a/b'])(
  'the signs of %s mean themselves',
  (nick) => {
    expect(names(`hello ${nick}: there`, nick)).toBe(true)
    expect(names('hello aab a0b x ab', nick)).toBe(false)
  },
)

test('every script has words', () => {
  expect(names('привет, Марти!', 'марти')).toBe(true)
  expect(names('мартини', 'Марти')).toBe(false)
  expect(names('Zoe\u0308 is here', 'Zo\u00eb')).toBe(true)
  // A letter beyond the first plane, and a mark that belongs to the letter before it.
  expect(names('𐐀doc', 'doc')).toBe(false)
  expect(names('doc\u0301', 'doc')).toBe(false)
  expect(names('マーティさん', 'マーティ')).toBe(true)
  expect(names('hi 🛹 there', '🛹')).toBe(true)
})

const people = new Set(['Doc', 'Marty McFly', 'a(b', 'mr. x', 'Marty'])
const found = (text: string, self = 'Biff') =>
  stretches(text, self, (nick) => people.has(nick)).flatMap(({ text: name, names: who }) =>
    who ? [`${who} ${name}`] : [],
  )

test('one’s own nick stands out, and those of others as they write them', () => {
  expect(found('biff: Doc and Marty McFly, meet a(b.')).toEqual([
    'self biff',
    'other Doc',
    'other Marty McFly',
    'other a(b',
  ])
  expect(found('@Doc (Doc) "Marty" mr. x!')).toEqual(['other Doc', 'other Doc', 'other Marty', 'other mr. x'])
  expect(found('doc, Docs and martyr')).toEqual([])
})

test('nothing of a text is lost or changed', () => {
  for (const text of ['', '  Doc ', 'biff', 'a\n\nDoc: b', 'Doc Doc', 'x'.repeat(5000), '🛹 Doc'])
    expect(
      stretches(text, 'biff', (nick) => people.has(nick))
        .map((each) => each.text)
        .join(''),
    ).toBe(text)
})
