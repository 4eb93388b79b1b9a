import { expect, test } from 'vitest'
import { departureWords } from './departureWords.ts'

test('whoever put one out cannot hide behind marks that turn their name around', () => {
  const words = departureWords({ how: 'kicked', actor: 'ffiB\u202e' })
  expect(words).toContain('ffiB⟨U+202E⟩')
})
