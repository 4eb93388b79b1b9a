import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { MenuItem } from '../../ui/menuItem.ts'

/** Somebody who is about to be blocked, and what they are called. */
export interface Blockee {
  /** Bare as a rule; an occupant of a room, or a whole server. */
  readonly jid: string
  readonly name: string
}

/** How much of the list is known. */
export type Known = 'unknown' | 'yes' | 'unsupported'

/** Who is blocked (XEP-0191). What fills it comes once the page stands. */
export const blockingModel = defineModel('blocking', () => {
  const rows = new Collection<string, true>()
  const known = new Value<Known>('unknown')
  const question = new Value<Blockee | undefined>(undefined)
  return {
    rows,
    /** Blocks or lets through, in a menu; there once that can be done. */
    actions: new Set<(blockee: Blockee) => MenuItem>(),
    known,
    question,
    ask: (next: Blockee | undefined) => question.set(next),
  }
})
