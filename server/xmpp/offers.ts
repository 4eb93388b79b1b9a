import { type Claim, specificity } from './claims.ts'
import type { Extension } from './extension.ts'
import type { Element } from './xml.ts'

export interface Offer {
  readonly claim: Claim
  /** The extension's place in the list. */
  readonly owner: number
  /** A bit that a stanza must have for the claim to be worth a look (`presentIn`). */
  readonly mark: number
}

/** Claims on stanzas of one name, narrowest first, and the bits of the namespaces that they name. */
export interface Offered {
  readonly list: readonly Offer[]
  readonly marks: ReadonlyMap<string, number>
}

/** By the stanza's name. */
export type Offers = ReadonlyMap<string, Offered>

/** Of claims that name no namespace; every stanza has it. */
const ANY = 1 << 30
/** Where more namespaces are claimed, some share a bit: it says that a claim may match, never that it does. */
const MARKS = 30

/** The bits of what a stanza holds: one look at its children, instead of one for each claim. */
export function presentIn(stanza: Element, offered: Pick<Offered, 'marks'> | undefined): number {
  if (offered === undefined) return 0
  const { marks } = offered
  let present = ANY
  if (marks.size === 0) return present
  for (const child of stanza.children)
    if (typeof child !== 'string') present |= marks.get(child.getNS() ?? '') ?? 0
  return present
}

interface Kept extends Offered {
  readonly list: Offer[]
  readonly marks: Map<string, number>
}

// All sessions have the same extensions: what they claim is sorted once.
let latest: { claims: (readonly Claim[])[]; offers: Offers } | undefined

export function offersOf(extensions: readonly Extension[]): Offers {
  const claims = extensions.map((extension) => extension.claims)
  const isSame =
    latest?.claims.length === claims.length && latest.claims.every((each, index) => each === claims[index])
  if (latest !== undefined && isSame) return latest.offers
  const offers = new Map<string, Kept>()
  for (const [owner, list] of claims.entries())
    for (const claim of list) {
      const offered: Kept = offers.get(claim.name) ?? { list: [], marks: new Map() }
      offers.set(claim.name, offered)
      offered.list.push({ claim, owner, mark: markOf(claim, offered.marks) })
    }
  for (const { list } of offers.values()) list.sort((a, b) => specificity(b.claim) - specificity(a.claim))
  latest = { claims, offers }
  return offers
}

function markOf({ xmlns }: Claim, marks: Map<string, number>): number {
  if (xmlns === undefined) return ANY
  const mark = marks.get(xmlns) ?? 1 << (marks.size % MARKS)
  marks.set(xmlns, mark)
  return mark
}
