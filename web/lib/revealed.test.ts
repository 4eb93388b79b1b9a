import { expect, test } from 'vitest'
import { revealed } from './revealed.ts'

test('what hides in a name is shown by its code point', () => {
  expect(revealed('doc\u202egpj')).toBe('doc⟨U+202E⟩gpj')
  expect(revealed('do\u200bc')).toBe('do⟨U+200B⟩c')
  expect(revealed('do\u00adc')).toBe('do⟨U+00AD⟩c')
  expect(revealed('do\u3164c')).toBe('do⟨U+3164⟩c')
  expect(revealed('do\u200dc')).toBe('do⟨U+200D⟩c')
})

test('joiners that do their work stay', () => {
  for (const name of ['👩‍🚀 Marty', '👩🏽‍🚀', '❤️‍🔥', 'می‌خواهم']) expect(revealed(name)).toBe(name)
})
