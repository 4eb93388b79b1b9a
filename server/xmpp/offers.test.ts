import { expect, test } from 'vitest'
import type { Claim } from './claims.ts'
import { Extension } from './extension.ts'
import { offersOf, presentIn } from './offers.ts'
import { stanzasOf } from './testManager.ts'

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
  expect(offers.get('message')?.list.map(({ owner }) => owner)).toEqual([1, 0])
  expect(offers.get('iq')).toBeUndefined()
})

test('sessions with the same extensions share one table, and others do not', () => {
  const first = offersOf([new Claiming(wide), new Claiming(narrow)])
  expect(offersOf([new Claiming(wide), new Claiming(narrow)])).toBe(first)
  expect(offersOf([new Claiming(narrow), new Claiming(wide)])).not.toBe(first)
})

test('only claims on what a stanza holds are worth a look, and those that name no payload', () => {
  const other: readonly Claim[] = [{ name: 'message', xmlns: 'urn:y', child: 'y' }]
  const offered = offersOf([new Claiming(wide), new Claiming(narrow), new Claiming(other)]).get('message')
  const worth = (text: string) =>
    stanzasOf(text).map((stanza) => {
      const present = presentIn(stanza, offered)
      return offered?.list.filter(({ mark }) => present & mark).map(({ owner }) => owner)
    })
  const texts = "<message><x xmlns='urn:x'/></message><message> <a:y xmlns:a='urn:y'/></message><message/>"
  expect(worth(texts)).toEqual([[1, 0], [2, 0], [0]])
})

test('however many namespaces are claimed, none is overlooked', () => {
  const names = Array.from({ length: 100 }, (_, index) => `urn:${index}`)
  const offered = offersOf([new Claiming(names.map((xmlns) => ({ name: 'message', xmlns })))]).get('message')
  for (const [index, name] of names.entries())
    for (const stanza of stanzasOf(`<message><x xmlns='${name}'/></message>`))
      expect(presentIn(stanza, offered) & (offered?.list[index]?.mark ?? 0)).not.toBe(0)
})
