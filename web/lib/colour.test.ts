import { expect, it } from 'vitest'
import { consistentHue } from './colour.ts'
import { sha1 } from './sha1.ts'

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

// XEP-0392 §13.2, angles without correction for colour vision deficiency
it.each([
  ['Romeo', 327.255249],
  ['juliet@capulet.lit', 209.4104],
  ['😺', 331.199341],
  ['council', 359.994507],
])('the hue of %s is that of the XEP', (name, angle) => {
  expect(consistentHue(name)).toBeCloseTo(angle, 4)
})

it('hashes text of every length as SHA-1 does', async () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const text = 'ü'.repeat(length >> 1) + 'a'.repeat(length % 2)
    const expected = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text))
    expect(hex(sha1(text))).toBe(hex(new Uint8Array(expected)))
  }
})
