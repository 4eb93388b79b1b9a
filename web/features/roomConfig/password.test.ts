import { expect, test } from 'vitest'
import { isLocalPart, localPartFor } from './address.ts'
import { suggestPassword } from './password.ts'

test('a suggested password can be read aloud and is never the same', () => {
  const many = new Set(Array.from({ length: 200 }, suggestPassword))
  expect(many.size).toBe(200)
  for (const each of many) expect(each).toMatch(/^(?:[a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}$/u)
})

test.each([
  ['Hill Valley High', 'hill-valley-high'],
  ['  Café “Zwölf”! ', 'cafe-zwolf'],
  ['Комната 7', 'комната-7'],
  ['doc@home / <lab>', 'doc-home-lab'],
  ['🛹', ''],
  ['', ''],
])('the name %j makes the address %j', (name, address) => {
  expect(localPartFor(name)).toBe(address)
})

test('an address has one part before the @', () => {
  expect(isLocalPart('lab')).toBe(true)
  for (const bad of ['', 'a@b', 'a b', 'a/b', '"']) expect(isLocalPart(bad)).toBe(false)
})
