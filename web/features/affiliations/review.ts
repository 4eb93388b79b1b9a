import type { Person } from '../occupants/model.ts'
import { batchRefusals, inOrder, type Party, type Refusal } from '../occupants/permissions.ts'
import type { Entry } from './entry.ts'
import type { Staged } from './staged.ts'

/** What a table asks of the world around it. */
export interface Surroundings {
  nameOf(jid: string): string
  /** Oneself in the room, as far as the room said. */
  self(): Person | undefined
  own(): string
}

export interface Reviewed {
  readonly staged: Staged
  readonly refusal: Refusal | undefined
  /** Somebody else gave them another rank since it was staged. */
  readonly isChanged: boolean
}

/** Everything staged in the order in which it would go out, with what is against it. */
export function reviewOf(
  staged: Iterable<Staged>,
  rows: { get(jid: string): Entry | undefined },
  actor: Party,
  owners: number | undefined,
): Reviewed[] {
  const changes = inOrder(
    [...staged].map((each) => {
      const { affiliation, role = 'none' as const } = rows.get(each.jid) ?? { affiliation: each.from }
      const target: Party = { affiliation, role, jid: each.jid, self: each.jid === actor.jid }
      return { staged: each, target, next: each.to }
    }),
  )
  const refusals = batchRefusals(actor, changes, owners)
  return changes.map(({ staged: each, target }, at) => ({
    staged: each,
    refusal: refusals[at],
    isChanged: target.affiliation !== each.from,
  }))
}

/** Whether somebody else is an owner once all that is staged is applied. */
export function hasOtherOwner(
  jid: string | undefined,
  rows: Iterable<Entry>,
  staged: { get(jid: string): Staged | undefined },
): boolean {
  for (const { key, affiliation } of rows)
    if (key !== jid && (staged.get(key)?.to ?? affiliation) === 'owner') return true
  return false
}
