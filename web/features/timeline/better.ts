import type { Delivery } from './entry.ts'

const RANK: Record<Delivery, number> = {
  failed: 0,
  unconfirmed: 1,
  sending: 2,
  sent: 3,
  delivered: 4,
  read: 5,
}

/** How far one's own message came, of two words about it; it never goes back. */
export function better(now: Delivery | undefined, next: Delivery | undefined): Delivery | undefined {
  if (now === undefined || next === undefined) return now ?? next
  return RANK[next] > RANK[now] ? next : now
}

/** Whether the server, or somebody beyond it, has it. */
export const isBeyondUs = (delivery: Delivery | undefined): boolean =>
  delivery !== undefined && RANK[delivery] >= RANK.sent

/** Whether whom it went to has it, whatever comes back besides: another device of theirs may be gone. */
export const hasArrived = (delivery: Delivery | undefined): boolean =>
  delivery !== undefined && RANK[delivery] >= RANK.delivered

/** What the gateway took from another tab is no proof: how far that came is told apart. */
export const proofOf = ({ delivery = 'sent' }: { readonly delivery?: Delivery }): Delivery | undefined =>
  delivery === 'sending' ? undefined : delivery
