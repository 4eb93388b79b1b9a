import { expect, test } from 'vitest'
import type { Claim } from './claims.ts'
import { Extension } from './extension.ts'
import { offersOf } from './offers.ts'

class Claiming extends Extension {
  override readonly claims
  constructor(claims: readonly Claim[]) {
    super()
    this.claims = claims
  }
}
const wide: readonly Claim[] = [{ name: 'message' }]
const narrow: readonly Claim[] = [{ name: 'message', xmlns: 'urn:x' }]

test('the narrowest claim comes first, with the place of whoever made it', () => {
  const offers = offersOf([new Claiming(wide), new Claiming(narrow)])
  expect(offers.get('message')?.map(({ owner }) => owner)).toEqual([1, 0])
  expect(offers.get('iq')).toBeUndefined()
})

test('sessions with the same extensions share one table, and others do not', () => {
  const first = offersOf([new Claiming(wide), new Claiming(narrow)])
  expect(offersOf([new Claiming(wide), new Claiming(narrow)])).toBe(first)
  expect(offersOf([new Claiming(narrow), new Claiming(wide)])).not.toBe(first)
})
