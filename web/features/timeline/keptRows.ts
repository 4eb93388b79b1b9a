import type { ConversationId } from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import type { VaultRow } from '../../store/vault.ts'
import type { TimelineModel } from './archiveQuery.ts'
import type { CacheWriter } from './cacheWriter.ts'
import type { Entry } from './entry.ts'
import { arrivalOfKept, type KeptRow, readKept, rowKey } from './keptRow.ts'
import { chain } from './placing.ts'

/** Puts what was kept back into conversations, where it stood. */
export class KeptRows {
  readonly #timeline: TimelineModel
  readonly #writer: CacheWriter
  /** The entries of gaps, by the rows that keep them. */
  readonly #gaps = new Map<string, string>()
  #isReading = false

  constructor(timeline: TimelineModel, writer: CacheWriter) {
    this.#timeline = timeline
    this.#writer = writer
  }

  /** Somebody changed it, and not what is being put back. */
  changed(conversation: ConversationId, key: string): void {
    if (this.#isReading) return
    const entry = this.#timeline.of(conversation).entries.get(key)
    if (entry?.gap) this.#gaps.set(rowKey(conversation, entry), key)
    this.#writer.changed(conversation, key)
  }

  /** The keys of its rows, in their order. */
  put(
    rows: readonly VaultRow<KeptRow>[],
    as: 'past' | 'quiet',
    tops = new Map<ConversationId, string>(),
  ): string[] {
    const known: [ConversationId, string][] = []
    // What this page has placed itself may have been kept before that.
    const fixed = new Set<string>()
    this.#isReading = true
    batch(() => {
      for (const row of rows) {
        const kept = readKept(row.value)
        if (!kept) continue
        const { entries, unplaced } = this.#timeline.of(kept.conversation)
        const before = entries.size
        const key = this.#place(kept, as)
        if (key === undefined) continue
        known.push([kept.conversation, key])
        // A last row alone says of no other where it stands.
        const isPlaced = as === 'past' ? !unplaced.has(key) : !unplaced.delete(key)
        if (isPlaced && entries.size === before) fixed.add(key)
        const name = rowKey(kept.conversation, { ...kept.entry, key } as Entry)
        this.#writer.rows.set(key, { name, order: kept.order })
        if (entries.get(key)?.removed && !kept.entry.removed) this.#writer.changed(kept.conversation, key)
      }
      chain(this.#timeline, known.toReversed(), 'older', tops, fixed)
    })
    this.#isReading = false
    return known.map(([, key]) => key)
  }

  #place(kept: KeptRow, as: 'past' | 'quiet'): string | undefined {
    const { conversation, entry, order } = kept
    const place = this.#timeline.of(conversation)
    if (entry.gap) {
      const row = rowKey(conversation, { ...entry, key: '' } as Entry)
      // One that this page has itself, or has closed.
      const own = this.#gaps.get(row)
      if (own !== undefined) return place.entries.get(own)?.key
      const key = `gap ${row}`
      this.#gaps.set(row, key)
      const gap: Entry = { ...entry, key, delayed: true, gap: { ...entry.gap, state: 'open' } }
      place.entries.insertAgain(key, gap, order)
      return key
    }
    const arrival = arrivalOfKept(kept)
    const known = arrival.replace === undefined ? place.known(arrival) : undefined
    const added = this.#timeline.add(conversation, arrival, as)
    return known?.key ?? added?.key
  }
}
