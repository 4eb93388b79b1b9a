import type { ConversationId } from '../../lib/conversation.ts'
import { batch } from '../../store/batch.ts'
import type { Vault, VaultRow } from '../../store/vault.ts'
import type { TimelineModel } from './archiveQuery.ts'
import { CacheLimit } from './cacheLimit.ts'
import { CURSORS, INDEX, SHELF } from './cacheShelf.ts'
import { CacheWriter, CHUNK, type KeptCursor } from './cacheWriter.ts'
import { authorOf, type Entry, idsOf } from './entry.ts'
import { arrivalOfKept, type KeptRow, readKept, rowKey, VERSION } from './keptRow.ts'
import { chain } from './placing.ts'
import { archiveOf, type Reading } from './reading.ts'
import { emptied, type Strike } from './strikes.ts'

const PAGE = 50
/** Pages that hold all that a gateway remembers of a conversation. */
const MOST_ALIGNED = 5
/** Archives whose cursors, and conversations whose last rows, are there before anybody answers. */
const [MOST_ARCHIVES, RECALLED] = [1000, 300]

/** What was said, kept by this browser: written when there is time, read a page at a time. */
export class Cache {
  readonly #timeline: TimelineModel
  readonly #vault: Vault
  readonly #writer: CacheWriter
  readonly #limit: CacheLimit
  /** How far down each conversation was read; undefined when there is nothing more. */
  readonly #below = new Map<ConversationId, number | undefined>()
  /** The first row of what was read of each: the next older page stands before it. */
  readonly #tops = new Map<ConversationId, string>()
  #isReading = false
  /** The last row of each conversation that was kept, as far as the lists needed it. */
  readonly #lasts = new Map<ConversationId, string>()
  readonly #cursors = new Map<string, KeptCursor>()

  constructor(vault: Vault, timeline: TimelineModel, readings: () => Iterable<Reading>) {
    this.#vault = vault
    this.#timeline = timeline
    this.#limit = new CacheLimit(vault)
    this.#writer = new CacheWriter(vault, this.#limit, timeline, readings, this.#align)
    timeline.onChange((conversation, what) => {
      if (typeof what !== 'string') void this.#forget(conversation, what)
      else if (!this.#isReading) this.#writer.changed(conversation, what)
    })
    for (const conversation of timeline.conversations())
      for (const key of timeline.of(conversation).entries.keys()) this.#writer.changed(conversation, key)
  }

  begin = (): void => this.#writer.begin()

  /** Something is to be written, when there is time. */
  touch(): void {
    this.#writer.touch()
  }

  /** What is to be kept is, once this resolves. */
  flush(): Promise<void> {
    return this.#writer.flush()
  }

  /** Lets go what is too old, or too much. */
  tidy(): Promise<void> {
    return this.#limit.apply()
  }

  /** How far an archive was read the last time, and which rows were the last ones then. */
  recallCursor(reading: Reading): void {
    if (reading.cursor !== undefined || reading.wasEmpty) return
    for (const [conversation, key] of this.#lasts)
      if (archiveOf(conversation) === reading.archive && !reading.anchors.has(conversation))
        reading.anchors.set(conversation, key)
    const kept = this.#cursors.get(reading.archive)
    if (kept?.v !== VERSION) return
    reading.cursor = kept.cursor
    reading.wasEmpty = kept.cursor === undefined
  }

  /** The last message of each conversation, for the lists. */
  async recall(): Promise<void> {
    await this.#limit.recall()
    // Another tab may write meanwhile: a cursor must not be newer than the rows.
    for (const { value } of await this.#vault.range<KeptCursor>(SHELF, CURSORS, { limit: MOST_ARCHIVES }))
      this.#cursors.set(value.archive, value)
    const rows = await this.#vault.range<KeptRow>(SHELF, INDEX, { limit: RECALLED, reverse: true })
    this.#put(rows.reverse(), 'past', this.#lasts)
  }

  /** Takes it out of the lists of the next visit. */
  drop = (conversation: ConversationId): void => void this.#vault.delete(SHELF, [`${INDEX} ${conversation}`])

  /** The next page of what is kept. How many were not here yet; undefined when there is no more. */
  async readOlder(conversation: ConversationId): Promise<number | undefined> {
    const below = this.#below.get(conversation)
    if (this.#below.has(conversation) && below === undefined) return undefined
    // What was being written while the rest went is no part of what hangs together.
    const above = this.floor(conversation) ?? Number.NEGATIVE_INFINITY
    const options = { limit: PAGE, reverse: true, above, ...(below === undefined ? {} : { below }) }
    const rows = await this.#vault.range<KeptRow>(SHELF, conversation, options)
    this.#below.set(conversation, rows.length < PAGE ? undefined : rows.at(-1)?.order)
    if (rows.length === 0) return undefined
    const { size } = this.#timeline.of(conversation).entries
    this.#put(rows.reverse(), 'quiet', this.#tops)
    return this.#timeline.of(conversation).entries.size - size
  }

  /** Whether something of it was kept: what is here of it hangs together, but where a gap says so. */
  isKept(conversation: ConversationId): boolean {
    return this.#tops.has(conversation)
  }

  // What a gateway remembers stands by its clock; it was kept in the order of an archive.
  readonly #align = async (conversation: ConversationId): Promise<void> => {
    const { unplaced } = this.#timeline.of(conversation)
    for (let page = 0; unplaced.size > 0 && page < MOST_ALIGNED; page++)
      if ((await this.readOlder(conversation)) === undefined) break
    unplaced.clear()
  }

  /** Whether this very message is kept. */
  async has({ conversation, entry }: KeptRow): Promise<boolean> {
    const key = rowKey(conversation, { ...entry, key: '' } as Entry)
    return (await this.#vault.get<KeptRow>(SHELF, key)) !== undefined
  }

  /** Where what is kept of it begins: the time by which its first row stands. */
  async lowest(conversation: ConversationId): Promise<number | undefined> {
    const [first] = await this.#vault.range<KeptRow>(SHELF, conversation, { limit: 1 })
    return first?.order
  }

  /** A page from there on, and half a one before it. Its last row, unless it reaches what is here. */
  async readFrom(conversation: ConversationId, order: number, below = Number.POSITIVE_INFINITY) {
    const older = { limit: PAGE / 2, reverse: true, below: order }
    const before = await this.#vault.range<KeptRow>(SHELF, conversation, older)
    this.#tops.delete(conversation)
    this.#put(before.reverse(), 'quiet', this.#tops)
    const lowest = before[0]?.order
    // What lies between is read from above, and older pages go on from here.
    this.#below.set(conversation, before.length < PAGE / 2 ? undefined : lowest)
    return this.readBetween(conversation, before.at(-1)?.order ?? order - 1, below)
  }

  /** The next page behind an order. Its last row; undefined when nothing is left up to `below`. */
  async readBetween(
    conversation: ConversationId,
    above: number,
    below: number,
  ): Promise<{ key: string; order: number } | undefined> {
    const rows = await this.#vault.range<KeptRow>(SHELF, conversation, { limit: PAGE, above, below })
    const keys = this.#put(rows, 'quiet')
    const [key, last] = [keys.at(-1), rows.at(-1)]
    return rows.length < PAGE || key === undefined || !last ? undefined : { key, order: last.order }
  }

  /** Up to which order nothing of it is kept any more, though it was. */
  floor(conversation: ConversationId): number | undefined {
    return this.#limit.floor(conversation)
  }

  /** An archive was read below all that is kept: older pages are there. */
  passed(conversation: ConversationId): void {
    this.#below.set(conversation, undefined)
  }

  /** Looks through all that is kept of a conversation, newest first, until `isEnough`. */
  async scan(
    conversation: ConversationId,
    look: (row: KeptRow) => void,
    isEnough: () => boolean,
  ): Promise<void> {
    let below: number | undefined
    while (!isEnough()) {
      const options = { limit: CHUNK, reverse: true, ...(below === undefined ? {} : { below }) }
      const rows = await this.#vault.range<KeptRow>(SHELF, conversation, options)
      for (const { value } of rows) {
        const kept = readKept(value)
        if (kept) look(kept)
      }
      below = rows.at(-1)?.order
      if (rows.length < CHUNK) return
    }
  }

  /** The keys of its rows, in their order. */
  #put(
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
        if (!unplaced.delete(key) && entries.size === before) fixed.add(key)
        this.#writer.rows.set(key, rowKey(kept.conversation, { ...kept.entry, key } as Entry))
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
      // One that this page keeps itself, or has just closed.
      const own = this.#writer.keyOf(row)
      if (own !== undefined) return place.entries.get(own)?.key
      const key = `gap ${row}`
      if (place.entries.get(key)) return key
      const gap: Entry = { ...entry, key, delayed: true, gap: { ...entry.gap, state: 'open' } }
      place.entries.insertAgain(key, gap, order)
      return key
    }
    const arrival = arrivalOfKept(kept)
    const known = arrival.replace === undefined ? place.known(arrival) : undefined
    const added = this.#timeline.add(conversation, arrival, as)
    return known?.key ?? added?.key
  }

  /** What was taken out is not kept, though nobody has it on the screen. */
  async #forget(conversation: ConversationId, { author, ids, removal }: Strike): Promise<void> {
    const isMeant = ({ entry }: KeptRow) =>
      author === undefined
        ? entry.archiveId !== undefined && ids.includes(entry.archiveId)
        : authorOf(entry) === author &&
          [...idsOf(entry), ...(entry.archiveId ? [entry.archiveId] : [])].some((id) => ids.includes(id))
    let found: KeptRow | undefined
    const look = (row: KeptRow) => {
      if (isMeant(row)) found ??= row
    }
    await this.scan(conversation, look, () => found !== undefined)
    if (!found) return
    const { order, entry: said } = found
    const { key: _key, ...entry } = emptied({ ...said, key: '' } as Entry, removal)
    const key = rowKey(conversation, { ...said, key: '' } as Entry)
    await this.#vault.put(SHELF, [{ key, group: conversation, order, value: { ...found, entry } }])
  }
}
