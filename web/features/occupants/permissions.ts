import type { Affiliation, Role } from '#protocol/occupants.ts'

/** As much of a person as the rules ask for. */
export interface Party {
  readonly affiliation: Affiliation
  readonly role: Role
  readonly jid?: string
  readonly self?: boolean
}

/** Why something may not be done; each has a sentence among the words of this slice. */
export type Refusal =
  | 'already'
  | 'hiddenAddress'
  | 'yourself'
  | 'yourselfLastOwner'
  | 'adminSteppingDown'
  | 'needsAdmin'
  | 'needsOwner'
  | 'needsModerator'
  | 'aboveYou'
  | 'alwaysModerates'
  | 'onlyBan'
  | 'ownServer'

export const refusals: readonly Refusal[] = [
  'already',
  'hiddenAddress',
  'yourself',
  'yourselfLastOwner',
  'adminSteppingDown',
  'needsAdmin',
  'needsOwner',
  'needsModerator',
  'aboveYou',
  'alwaysModerates',
  'onlyBan',
  'ownServer',
]

const isStaff = (affiliation: Affiliation) => affiliation === 'owner' || affiliation === 'admin'
const isDomain = (jid: string | undefined): jid is string => jid !== undefined && !jid.includes('@')

/**
 * Whether `actor` may give `target` the affiliation `next` (XEP-0045 §5.2.2, §9, §10.3–10.8): undefined for yes, else
 * why not. `otherOwners`: whether the room is known to have owners beside the target.
 */
export function affiliationRefusal(
  actor: Party,
  target: Party,
  next: Affiliation,
  otherOwners = true,
): Refusal | undefined {
  if (!isStaff(actor.affiliation)) return 'needsAdmin'
  if (target.affiliation === next) return 'already'
  if (target.self && next === 'outcast') return 'yourself'
  // A whole server can be kept out (§9.1, "a user's domain"), and is nobody who could hold a rank.
  if (isDomain(target.jid)) {
    if (next !== 'outcast' && next !== 'none') return 'onlyBan'
    if (next === 'outcast' && actor.jid?.endsWith(`@${target.jid}`)) return 'ownServer'
  }
  if (actor.affiliation !== 'owner') {
    if (isStaff(next)) return 'needsOwner'
    // COMPAT: §5.2.2 is silent about it; neither Prosody 0.12 nor ejabberd 23.01 lets an admin step down.
    if (isStaff(target.affiliation)) return target.self ? 'adminSteppingDown' : 'aboveYou'
  }
  if (target.affiliation === 'owner' && !otherOwners) return 'yourselfLastOwner'
  return target.jid === undefined ? 'hiddenAddress' : undefined
}

/** One of many changes that go out together. */
export interface Change {
  readonly target: Party
  readonly next: Affiliation
}

const makesOwner = ({ target, next }: Change) => next === 'owner' && target.affiliation !== 'owner'
const unmakesOwner = ({ target, next }: Change) => target.affiliation === 'owner' && next !== 'owner'

/**
 * The refusal of each of them, in their order: all but the last owner may go, and new ones count. `owners` is how many
 * the room has; undefined where it does not say.
 */
export function batchRefusals(
  actor: Party,
  changes: readonly Change[],
  owners: number | undefined,
): (Refusal | undefined)[] {
  const made = changes.filter(
    (change) => makesOwner(change) && !affiliationRefusal(actor, change.target, change.next),
  )
  let left = owners === undefined ? Number.POSITIVE_INFINITY : owners + made.length
  return changes.map((change) => {
    const refusal = affiliationRefusal(actor, change.target, change.next, left > 1)
    if (refusal === undefined && unmakesOwner(change)) left--
    return refusal
  })
}

/** New owners first, oneself last: whoever gives up their own rights can change nobody afterwards. */
export function inOrder<C extends Change>(changes: readonly C[]): C[] {
  const place = (change: C) => (change.target.self ? 2 : makesOwner(change) ? 0 : 1)
  return [...changes].sort((a, b) => place(a) - place(b))
}

/** Whether one has fewer rights afterwards, and cannot take them back oneself. */
export const losesRights = ({ target, next }: Change): boolean =>
  target.self === true && RANK[next] < RANK[target.affiliation]

const RANK: Readonly<Record<Affiliation, number>> = { outcast: 0, none: 1, member: 2, admin: 3, owner: 4 }

/**
 * Whether `actor` may give `target` the role `next` (§5.1.2, §8). Owners and admins moderate by what they are: no role
 * can be taken from them, and both servers refuse to remove them while they are staff.
 */
export function roleRefusal(actor: Party, target: Party, next: Role): Refusal | undefined {
  if (actor.role !== 'moderator') return 'needsModerator'
  if (target.self) return 'yourself'
  if (target.role === next) return 'already'
  if (isStaff(target.affiliation)) return 'alwaysModerates'
  const isAboutModeration = next === 'moderator' || target.role === 'moderator'
  if (isAboutModeration && !isStaff(actor.affiliation)) return 'needsAdmin'
  return undefined
}
