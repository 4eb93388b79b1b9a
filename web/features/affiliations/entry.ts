import type { ProtocolError } from '#protocol/define.ts'
import type { Affiliation, Role } from '#protocol/occupants.ts'
import type { Show } from '#protocol/presence.ts'
import { revealed } from '../../lib/revealed.ts'

/** The lists that a room keeps. */
export const listed = ['owner', 'admin', 'member', 'outcast'] as const
export type Listed = (typeof listed)[number]
export type ListState =
  | { readonly is: 'loading' | 'ready' }
  | { readonly is: 'failed'; readonly error: ProtocolError }

/** Somebody whom the room knows by a rank, or who is in it: one row of the table. */
export interface Entry {
  /** The bare JID or the domain; of an occupant whose address is hidden, `nick:` and the nick. */
  readonly key: string
  readonly jid?: string
  readonly affiliation: Affiliation
  /** What the roster calls them; empty for strangers. */
  readonly name: string
  /** The nick that the room keeps for them. */
  readonly reserved?: string
  /** Under which nicks they are in the room now. */
  readonly nicks: readonly string[]
  readonly role?: Role
  readonly show?: Show
  readonly occupantId?: string
  readonly reason?: string
  readonly self: boolean
  /** What a search looks at, and what sorting by person looks at. */
  readonly text: string
  readonly sortName: string
}

export type Facts = Omit<Entry, 'text' | 'sortName' | 'key'>

export const hiddenKey = (nick: string) => `nick:${nick}`
/** A whole server: it can be banned, and nothing else. */
export const isDomain = ({ jid }: { readonly jid?: string }) => jid !== undefined && !jid.includes('@')

/** What to call them: their name in the roster, else the nick, else the address. */
export const titleOf = (facts: Facts): string => revealed(callOf(facts))

const callOf = ({ name, nicks, reserved, jid }: Facts) => name || nicks[0] || reserved || jid || ''

const PLAIN = /^[\n\x20-\x7e]*$/u

/** Without case and accents, so that "jose" finds "José", and both stand together. */
export function fold(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

// Field by field: of fifty thousand rows, spread objects cost more than all else.
export function entryOf(facts: Facts): Entry {
  const { jid, affiliation, name, reserved, nicks, role, show, occupantId, reason, self } = facts
  let text = jid ?? ''
  for (const part of [name, reserved, ...nicks, reason]) if (part) text += `\n${part}`
  return {
    key: jid ?? hiddenKey(nicks[0] ?? ''),
    jid,
    affiliation,
    name,
    reserved,
    nicks,
    role,
    show,
    occupantId,
    reason,
    self,
    text: fold(text),
    sortName: fold(callOf(facts)),
  }
}
