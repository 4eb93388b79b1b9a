import { type Claim, specificity } from './claims.ts'
import type { Extension } from './extension.ts'

/** Claims by the stanza's name, narrowest first; `owner` is the extension's place in the list. */
export type Offers = ReadonlyMap<string, readonly { claim: Claim; owner: number }[]>

// All sessions have the same extensions: what they claim is sorted once.
let latest: { claims: (readonly Claim[])[]; offers: Offers } | undefined

export function offersOf(extensions: readonly Extension[]): Offers {
  const claims = extensions.map((extension) => extension.claims)
  const isSame =
    latest?.claims.length === claims.length && latest.claims.every((each, index) => each === claims[index])
  if (latest !== undefined && isSame) return latest.offers
  const offers = new Map<string, { claim: Claim; owner: number }[]>()
  for (const [owner, list] of claims.entries())
    for (const claim of list) offers.set(claim.name, [...(offers.get(claim.name) ?? []), { claim, owner }])
  for (const list of offers.values()) list.sort((a, b) => specificity(b.claim) - specificity(a.claim))
  latest = { claims, offers }
  return offers
}
