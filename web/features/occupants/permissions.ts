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
  | 'needsAdmin'
  | 'needsOwner'
  | 'needsModerator'
  | 'aboveYou'
  | 'alwaysModerates'

export const refusals: readonly Refusal[] = [
  'already',
  'hiddenAddress',
  'yourself',
  'yourselfLastOwner',
  'needsAdmin',
  'needsOwner',
  'needsModerator',
  'aboveYou',
  'alwaysModerates',
]

const isStaff = (affiliation: Affiliation) => affiliation === 'owner' || affiliation === 'admin'

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
  if (actor.affiliation !== 'owner') {
    if (isStaff(next)) return 'needsOwner'
    if (isStaff(target.affiliation)) return target.self ? 'needsOwner' : 'aboveYou'
  }
  if (target.affiliation === 'owner' && !otherOwners) return 'yourselfLastOwner'
  return target.jid === undefined ? 'hiddenAddress' : undefined
}

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
