import type { Affiliation } from '#protocol/occupants.ts'
import { Collection } from '../../store/collection.ts'
import { type Entry, entryOf, type Facts } from './entry.ts'
import type { Surroundings } from './review.ts'
import { TableIndex } from './tableIndex.ts'

const FLASH_MS = 2500

/** The rows of a table, and what is marked in them. Who is nobody of the room any more goes by itself. */
export class PeopleRows {
  readonly index = new TableIndex()
  readonly selected = new Collection<string, true>()
  /** Rows that somebody else changed a moment ago. */
  readonly flashed = new Collection<string, true>()
  readonly #around: Surroundings
  readonly #isKept: (key: string) => boolean

  constructor(around: Surroundings, isKept: (key: string) => boolean) {
    this.#around = around
    this.#isKept = isKept
  }

  /** A row, with something new about it. */
  put(key: string, part: Partial<Facts>): void {
    const jid = key.startsWith('nick:') ? undefined : key
    const { own, nameOf } = this.#around
    const base = this.index.rows.get(key) ?? { affiliation: 'none' as const, nicks: [], self: jid === own() }
    const entry = entryOf({ ...base, ...part, ...(jid ? { jid } : {}), name: jid ? nameOf(jid) : '' })
    this.index.put(entry)
    this.drop(entry.key)
  }

  /** A row that was not there. */
  add(jid: string, affiliation: Affiliation, reserved?: string, reason?: string): void {
    const { own, nameOf } = this.#around
    const self = jid === own()
    this.index.put(entryOf({ jid, affiliation, name: nameOf(jid), reserved, nicks: [], reason, self }))
  }

  /** Whoever has no rank, is not here and has nothing staged is nobody of this room. */
  drop(key: string): void {
    const entry: Entry | undefined = this.index.rows.get(key)
    if (entry?.affiliation !== 'none' || entry.nicks.length > 0 || this.#isKept(key)) return
    this.index.delete(key)
    this.selected.delete(key)
  }

  flash(key: string): void {
    this.flashed.set(key, true)
    setTimeout(() => this.flashed.delete(key), FLASH_MS)
  }
}
