import { expect, it } from 'vitest'
import { initials } from './initials.ts'

it.each([
  ['Marty McFly', 'MM'],
  ['doc.brown@hill.valley', 'DB'],
  ['einstein', 'E'],
  ['Einstein 🐕', 'E'],
  ['🛹', '🛹'],
  ['👩‍🚀', '👩‍🚀'],
  ['שלום עולם', 'שע'],
  ['Jean-Luc Picard', 'JP'],
  ['', ''],
])('"%s" is shown as "%s"', (name, letters) => {
  expect(initials(name)).toBe(letters)
})

it('a small face has one letter', () => {
  expect(initials('Marty McFly', 1)).toBe('M')
})
