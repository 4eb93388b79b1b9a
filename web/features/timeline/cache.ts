import type { ConversationId } from '../../lib/conversation.ts'
import type { Vault } from '../../store/vault.ts'
import type { TimelineModel } from './archiveQuery.ts'
import { CacheLimit } from './cacheLimit.ts'
import { CURSORS, INDEX, SHELF } from './cacheShelf.ts'
import { CacheWriter, CHUNK, type KeptCursor } from './cacheWriter.ts'
import { authorOf, type Entry, idsOf } from './entry.ts'
import { type KeptRow, readKept, rowKey, VERSION } from './keptRow.ts'
import { KeptRows } from './keptRows.ts'
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
  readonly #rows: KeptRows
  readonly #limit: CacheLimit
  /** How far down each conversation was read; undefined when there is nothing more. */
  readonly #below = new Map<ConversationId, number | undefined>()
  /** The first row of what was read of each: the next older page stands before it. */
  readonly #tops = new Map<ConversationId, string>()
  /** The last row of each conversation that was kept, as far as the lists needed it. */
  readonly #lasts = new Map<ConversationId, string>()
  readonly #cursors = new Map<string, KeptCursor>()

  constructor(vault: Vault, timeline: TimelineModel, readings: () => Iterable<Reading>) {
    this.#vault = vault
    this.#timeline = timeline
    this.#limit = new CacheLimit(vault)
    this.#writer = new CacheWriter(vault, this.#limit, timeline, readings, this.#align)
    this.#rows = new KeptRows(timeline, this.#writer)
    timeline.onChange((conversation, what) => {
      if (typeof what !== 'string') void this.#forget(conversation, what)
      else this.#rows.changed(conversation, what)
    })
    for (const conversation of timeline.conversations())
      for (const key of timeline.of(conversation).entries.keys()) this.#rows.changed(conversation, key)
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
  async recallCursor(reading: Reading): Promise<void> {
    if (reading.cursor !== undefined || reading.wasEmpty) return
    const kept = this.#cursors.get(reading.archive)
    for (const [conversation, key] of kept?.isBack ? [] : this.#lasts)
      if (archiveOf(conversation) === reading.archive && !reading.anchors.has(conversation))
        reading.anchors.set(conversation, key)
    if (kept?.v !== VERSION) return
    reading.isBack = kept.isBack === true
    reading.cursor = kept.cursor
    reading.wasEmpty = kept.cursor === undefined
    const last = await this.#lastCovered(reading)
    if (last !== undefined) reading.covers(last)
  }

  /** Of what came before the cursor was known, the last that lies before it: another tab has kept it. */
  async #lastCovered({ cursor, arrived }: Reading): Promise<string | undefined> {
    for (const [conversation, key] of arrived.toReversed()) {
      const place = this.#timeline.of(conversation)
      const entry = place.entries.get(key)
      if (cursor === undefined || !entry) continue
      if (entry.archiveId === cursor) return key
      const isKnown = place.keyOf(cursor) !== undefined
      if (!isKnown && (await this.#vault.get(SHELF, rowKey(conversation, entry))) !== undefined) return key
    }
    return undefined
  }

  /** The last message of each conversation, for the lists. */
  async recall(): Promise<void> {
    await this.#limit.recall()
    // Another tab may write meanwhile: a cursor must not be newer than the rows.
    for (const { value } of await this.#vault.range<KeptCursor>(SHELF, CURSORS, { limit: MOST_ARCHIVES }))
      this.#cursors.set(value.archive, value)
    const rows = await this.#vault.range<KeptRow>(SHELF, INDEX, { limit: RECALLED, reverse: true })
    this.#rows.put(rows.reverse(), 'past', this.#lasts)
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
    this.#rows.put(rows.reverse(), 'quiet', this.#tops)
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
    this.#rows.put(before.reverse(), 'quiet', this.#tops)
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
    const keys = this.#rows.put(rows, 'quiet')
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
