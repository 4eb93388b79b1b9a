import { expect, test } from 'vitest'
import { revealedName } from './revealedName.ts'

test('S18: padding that makes a name look like another is seen', () => {
  expect(revealedName('Doc ')).toBe('Doc⟨U+0020⟩')
  expect(revealedName(' Doc')).toBe('⟨U+0020⟩Doc')
  expect(revealedName('Marty  McFly')).toBe('Marty ⟨U+0020⟩McFly')
  expect(revealedName('Doc\u00a0')).toBe('Doc⟨U+00A0⟩')
  expect(revealedName('Do\u200bc')).toBe('Do⟨U+200B⟩c')
  expect(revealedName(' ')).toBe('⟨U+0020⟩')
})

test('a name with a space stays as it is, and so does one that holds a slash', () => {
  for (const name of ['Marty McFly', 'Doc/x', 'd', '']) expect(revealedName(name)).toBe(name)
})
