import type { ConversationId } from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import type { TimelineModel } from './archiveQuery.ts'
import type { Told } from './model.ts'

/** Where a page goes on: in each conversation, the row behind (or before) which its next one stands. */
export interface Joint {
  readonly rows: Map<ConversationId, string>
  /** Every row that a page has spoken of. */
  readonly placed: Set<string>
  /** Beyond these rows nothing new belongs, whatever clocks say. */
  readonly limits?: ReadonlyMap<ConversationId, string>
  /** Rows that are as good as new: only a clock has said where they stand, until a page does. */
  readonly loose?: Set<string>
}

export const joint = (rows: Iterable<readonly [ConversationId, string]> = []): Joint => ({
  rows: new Map(rows),
  placed: new Set(),
})

/**
 * Puts a page of an archive in, all of it at once: rows that came in one by one would move who reads. Clocks decide
 * where the first row stands, and the archive's order where the others do: what stood elsewhere goes where it belongs.
 * `news` is heard of like what arrives, `past` where somebody marked how far they read, `quiet` not at all.
 */
export function placePage(
  timeline: TimelineModel,
  told: readonly Told[],
  direction: 'newer' | 'older',
  { rows, placed, limits, loose }: Joint,
  as: 'news' | 'past' | 'quiet',
): void {
  batch(() => {
    const known: Link[] = []
    for (const { conversation, archiveId, arrival, strike } of told) {
      const place = timeline.of(conversation)
      if (strike) place.strike(strike)
      const isNew = arrival !== undefined && timeline.add(conversation, arrival, as) !== undefined
      const key = archiveId === undefined ? undefined : place.keyOf(archiveId)
      if (key === undefined) continue
      const isLimited = loose?.delete(key) || isNew
      if (place.unplaced.delete(key)) place.entries.onChange(key)
      known.push([conversation, key, isLimited ? limits?.get(conversation) : undefined])
    }
    if (direction === 'older') known.reverse()
    for (const [, key] of known) placed.add(key)
    chain(timeline, known, direction, rows)
  })
}

/** A row, and the one beyond which it does not belong. */
type Link = readonly [ConversationId, string, (string | undefined)?]

/** Each row stands behind (or before) the one that was told before it; those that are `fixed` stay where they are. */
export function chain(
  timeline: TimelineModel,
  links: readonly Link[],
  direction: 'newer' | 'older',
  rows: Map<ConversationId, string>,
  fixed?: ReadonlySet<string>,
): void {
  for (const [conversation, key, limit] of links) {
    if (!fixed?.has(key))
      follow(timeline, conversation, direction, { other: rows.get(conversation), limit }, key)
    rows.set(conversation, key)
  }
}

function follow(
  timeline: TimelineModel,
  conversation: ConversationId,
  direction: 'newer' | 'older',
  { other, limit }: { other: string | undefined; limit: string | undefined },
  key: string,
): void {
  const { entries } = timeline.of(conversation)
  const [behind, before, side] =
    direction === 'newer' ? ([limit, other, 'behind'] as const) : ([other, limit, 'before'] as const)
  const isBeyond = (behind && entries.isBefore(behind, key)) || (before && entries.isBefore(key, before))
  if (!isBeyond) return
  if (other !== undefined) entries.moveTo(side, other, key)
  else if (limit !== undefined) entries.moveTo(side === 'before' ? 'behind' : 'before', limit, key)
}
