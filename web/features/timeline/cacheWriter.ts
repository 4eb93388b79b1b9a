import type { ConversationId } from '../../lib/conversation.ts'
import type { Vault, VaultRow } from '../../store/vault.ts'
import type { TimelineModel } from './archiveQuery.ts'
import type { CacheLimit } from './cacheLimit.ts'
import { CURSORS, INDEX, SHELF } from './cacheShelf.ts'
import type { Entry } from './entry.ts'
import { isKept, type KeptRow, keep, rowKey, VERSION } from './keptRow.ts'
import { numbered } from './numbered.ts'
import { archiveOf, type Reading } from './reading.ts'

/** Rows of one write, or of one look. */
export const CHUNK = 200
/** Rows of one look at how a conversation is kept. */
const PAGE = 50
const IDLE_MS = 1000

export interface KeptCursor {
  readonly v: number
  readonly archive: string
  readonly cursor?: string
  /** What was kept behind it may stand in another order than the archive's. */
  readonly isBack?: true
}

/** By which row, and where among the others. */
interface Kept {
  readonly name: string
  readonly order: number
}

/** Writes what is said into the vault, when there is time. */
export class CacheWriter {
  readonly #timeline: TimelineModel
  readonly #readings: () => Iterable<Reading>
  readonly #vault: Vault
  readonly #limit: CacheLimit
  readonly #align: (conversation: ConversationId) => Promise<void>
  readonly #dirty = new Map<ConversationId, Set<string>>()
  /** How an entry is kept. */
  readonly rows = new Map<string, Kept>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #writing: Promise<void> = Promise.resolve()
  #isOurs = false
  /** Conversations of which it is known how they are kept. */
  readonly #joined = new Set<ConversationId>()

  /** `align` puts what only a clock has placed where it was kept before. */
  constructor(
    vault: Vault,
    limit: CacheLimit,
    timeline: TimelineModel,
    readings: () => Iterable<Reading>,
    align: (conversation: ConversationId) => Promise<void>,
  ) {
    this.#vault = vault
    this.#align = align
    this.#limit = limit
    this.#timeline = timeline
    this.#readings = readings
  }

  changed(conversation: ConversationId, key: string): void {
    this.#mark(conversation, key)
    this.touch()
  }

  #mark(conversation: ConversationId, key: string): void {
    const keys = this.#dirty.get(conversation)
    if (keys) keys.add(key)
    else this.#dirty.set(conversation, new Set([key]))
  }

  #readingOf(conversation: ConversationId): Reading | undefined {
    const archive = archiveOf(conversation)
    return [...this.#readings()].find((each) => each.archive === archive)
  }

  /** Whether an archive may still place it, or something may be missing before it: a cursor is to cover what is kept. */
  #waits(reading: Reading | undefined, unplaced: ReadonlySet<string>, key: string): boolean {
    return unplaced.has(key) || (reading?.isAhead === true && reading.loose.has(key))
  }

  /** From now on this tab writes, and no other: two would number the same rows apart. */
  begin(): void {
    this.#isOurs = true
    this.#limit.begin()
    this.touch()
  }

  /** Something is to be written, when there is time. */
  touch(): void {
    this.#timer ??= setTimeout(this.flush, IDLE_MS)
  }

  /** Writes what has changed, and how far the archives were read: both or nothing, for one stands on the other. */
  flush = (): Promise<void> => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  async #write(): Promise<void> {
    if (!this.#isOurs) return
    for (const conversation of this.#dirty.keys()) {
      if (!this.#joined.has(conversation)) await this.#join(conversation)
      await this.#place(conversation)
    }
    const dirty = [...this.#dirty]
    this.#dirty.clear()
    const gone: string[] = []
    const rows: VaultRow<unknown>[] = []
    const written: [string, Kept][] = []
    for (const [conversation, changed] of dirty) {
      const { entries, unplaced } = this.#timeline.of(conversation)
      const reading = this.#readingOf(conversation)
      const keys = new Set<string>()
      for (const key of changed)
        if (this.#waits(reading, unplaced, key)) this.#mark(conversation, key)
        else keys.add(key)
      const orders = this.#ordersOf(conversation, keys)
      for (const key of new Set([...keys, ...orders.keys()])) {
        const entry = entries.get(key)
        const order = orders.get(key)
        const whole = entry && order !== undefined ? rowOf(conversation, entry, order) : undefined
        const row = whole && this.#limit.allows(conversation, whole.order) ? whole : undefined
        const old = this.rows.get(key)?.name
        // What is being said in other words stays as it was until that is settled.
        if (old !== undefined && old !== row?.key && !entry?.revising) gone.push(old)
        if (row) written.push([key, { name: row.key, order: row.order }])
        if (row) rows.push(row)
        else if (!entry) this.rows.delete(key)
      }
      const last = this.#lastOf(conversation, orders)
      if (last)
        rows.push({ key: `${INDEX} ${conversation}`, group: INDEX, order: last.entry.at, value: last })
    }
    rows.push(...this.#cursors())
    let isWritten = true
    for (let from = 0; from < rows.length && isWritten; from += CHUNK)
      isWritten = await this.#vault.put(SHELF, rows.slice(from, from + CHUNK))
    if (!isWritten) {
      for (const [conversation, keys] of dirty)
        this.#dirty.set(conversation, new Set([...keys, ...(this.#dirty.get(conversation) ?? [])]))
      return
    }
    for (const [key, row] of written) this.rows.set(key, row)
    this.#limit.wrote(written.length)
    if (gone.length > 0) await this.#vault.delete(SHELF, gone)
  }

  /** Another tab wrote until now: what it kept stays where it put it, and what is new goes behind. */
  async #join(conversation: ConversationId): Promise<void> {
    this.#joined.add(conversation)
    let below: number | undefined
    for (let isOther = true; isOther; ) {
      const options = { limit: PAGE, reverse: true, ...(below === undefined ? {} : { below }) }
      const page = await this.#vault.range<KeptRow>(SHELF, conversation, options)
      const { entries } = this.#timeline.of(conversation)
      const names = new Map(
        entries.keys().flatMap((key) => {
          const entry = entries.get(key)
          return entry ? [[rowKey(conversation, entry), key] as const] : []
        }),
      )
      isOther = false
      for (const { key: name, order } of page) {
        const key = names.get(name)
        if (key === undefined || this.rows.get(key)?.order === order) continue
        this.rows.set(key, { name, order })
        isOther = page.length === PAGE
      }
      below = page.at(-1)?.order
    }
  }

  // Before anything is numbered: what stands behind a row that only a clock has placed would be kept before it.
  async #place(conversation: ConversationId): Promise<void> {
    const { unplaced } = this.#timeline.of(conversation)
    if (unplaced.size > 0 && !this.#readingOf(conversation)?.isAhead) await this.#align(conversation)
  }

  /** The numbers of all that is to be written of it, and of what must give way to that. */
  #ordersOf(conversation: ConversationId, changed: ReadonlySet<string>): Map<string, number> {
    const { entries, unplaced } = this.#timeline.of(conversation)
    const reading = this.#readingOf(conversation)
    const rows = entries.keys().flatMap((key) => {
      const entry = entries.get(key)
      const isChanged = changed.has(key)
      const order = this.rows.get(key)?.order
      if (!entry || (isChanged ? !isKept(entry) : order === undefined)) return []
      // Where it stands here says nothing yet.
      if (this.#waits(reading, unplaced, key)) return []
      return [{ key, at: entry.at, order, isChanged }]
    })
    return numbered(rows)
  }

  #lastOf(conversation: ConversationId, orders: ReadonlyMap<string, number>): KeptRow | undefined {
    const { entries, unplaced } = this.#timeline.of(conversation)
    const reading = this.#readingOf(conversation)
    const isLast = (entry: Entry | undefined) =>
      entry?.kind === 'message' && isKept(entry) && !this.#waits(reading, unplaced, entry.key)
    const last = entries.get(entries.keys().findLast((key) => isLast(entries.get(key))) ?? '')
    const order = last && (orders.get(last.key) ?? this.rows.get(last.key)?.order)
    return last && order !== undefined ? keep(conversation, last, order) : undefined
  }

  #cursors(): VaultRow<KeptCursor>[] {
    return [...this.#readings()].flatMap(({ archive, cursor, wasEmpty, isBack }) =>
      cursor === undefined && !wasEmpty
        ? []
        : [
            {
              key: `${CURSORS} ${archive}`,
              group: CURSORS,
              order: 0,
              value: {
                v: VERSION,
                archive,
                ...(cursor === undefined ? {} : { cursor }),
                ...(isBack ? { isBack } : {}),
              },
            },
          ],
    )
  }
}

function rowOf(conversation: ConversationId, entry: Entry, order: number): VaultRow<KeptRow> {
  return {
    key: rowKey(conversation, entry),
    group: conversation,
    order,
    value: keep(conversation, entry, order),
  }
}
