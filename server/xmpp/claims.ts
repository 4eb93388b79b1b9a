import { RoomList } from './rooms.ts'
import { type Element, isNamed } from './xml.ts'

/**
 * The shape of stanzas that an extension wants to be offered. `type: null` means: no type attribute. `xmlns` (and
 * `child`) name a payload. `when` narrows further; it sees the session's rooms and nothing else, for a claim is shared by
 * all sessions.
 */
export interface Claim {
  readonly name: 'iq' | 'message' | 'presence'
  readonly type?: string | readonly (string | null)[] | null
  readonly xmlns?: string
  readonly child?: string
  readonly when?: (stanza: Element, rooms: RoomList) => boolean
}

/**
 * Narrower claims are asked first: a payload weighs most, then a condition, then a type. A room's archive results must
 * reach the archive, although everything from a room of ours is the room's business.
 */
export function specificity(claim: Claim): number {
  return (
    (claim.xmlns ? 8 : 0) + (claim.child ? 4 : 0) + (claim.when ? 2 : 0) + (claim.type === undefined ? 0 : 1)
  )
}

const NOWHERE = new RoomList()

function holds(stanza: Element, { child, xmlns }: Claim): boolean {
  for (const each of stanza.children)
    if (
      typeof each !== 'string' &&
      (child === undefined || isNamed(each, child)) &&
      (xmlns === undefined || each.getNS() === xmlns)
    )
      return true
  return false
}

export function matches(claim: Claim, stanza: Element, rooms: RoomList = NOWHERE): boolean {
  if (claim.name !== stanza.name) return false
  // What most stanzas are told apart by: few have the payload that a claim names.
  if ((claim.xmlns !== undefined || claim.child !== undefined) && !holds(stanza, claim)) return false
  if (claim.type !== undefined) {
    const type = stanza.attrs.type ?? null
    if (Array.isArray(claim.type) ? !claim.type.includes(type) : claim.type !== type) return false
  }
  return claim.when === undefined || claim.when(stanza, rooms)
}

/** Two claims that would fight over the same stanzas with the same weight, without a condition to tell them apart. */
export function isAmbiguous(a: Claim, b: Claim): boolean {
  if (a.when || b.when || a.name !== b.name || specificity(a) !== specificity(b)) return false
  if (a.xmlns !== b.xmlns || a.child !== b.child) return false
  const types = (claim: Claim) =>
    claim.type === undefined ? undefined : Array.isArray(claim.type) ? claim.type : [claim.type]
  const [left, right] = [types(a), types(b)]
  return left === undefined || right === undefined || left.some((type) => right.includes(type))
}
