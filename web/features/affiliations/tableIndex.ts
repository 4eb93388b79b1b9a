import type { Affiliation } from '#protocol/occupants.ts'
import { Collection } from '../../store/collection.ts'
import { type Entry, fold } from './entry.ts'

export const sortKeys = ['person', 'address', 'nick', 'rank', 'here', 'reason'] as const
export type SortKey = (typeof sortKeys)[number]
export interface Sort {
  readonly by: SortKey
  readonly isDown: boolean
}
export const tabs = ['all', 'owner', 'admin', 'member', 'none', 'outcast', 'here'] as const
export type Tab = (typeof tabs)[number]
export interface View {
  readonly keys: readonly string[]
  /** How many of each that fit the search. */
  readonly counts: Readonly<Record<Tab, number>>
}

const RANK: Readonly<Record<Affiliation, string>> = {
  owner: '0',
  admin: '1',
  member: '2',
  none: '3',
  outcast: '4',
}
// What is empty stands at the end, whatever it is compared with.
const LAST = '\uffff'

const sortValues: Readonly<Record<SortKey, (entry: Entry) => string>> = {
  person: (entry) => entry.sortName,
  address: (entry) => entry.jid ?? LAST,
  nick: (entry) => fold(entry.nicks[0] ?? entry.reserved ?? '') || LAST,
  rank: (entry) => RANK[entry.affiliation] + entry.sortName,
  here: (entry) => (entry.nicks.length > 0 ? (entry.role === 'moderator' ? '0' : '1') : '2') + entry.sortName,
  reason: (entry) => fold(entry.reason ?? '') || LAST,
}

/**
 * The rows of a table in the order asked for. Sorted once, and then kept so by putting each changed row where it
 * belongs; a search that grows by a letter looks only at what fitted before.
 */
export class TableIndex {
  readonly rows = new Collection<string, Entry>()
  #sort: Sort = { by: 'rank', isDown: false }
  // The rows themselves and not their keys: fifty thousand look-ups would cost more than the search.
  #order: Entry[] | undefined
  #version = 0
  #last: { version: number; query: string; fits: readonly Entry[] } | undefined

  put(entry: Entry): void {
    const old = this.rows.get(entry.key)
    this.#version++
    if (old) this.#take(old)
    this.rows.set(entry.key, entry)
    this.#order?.splice(this.#placeOf(this.#order, entry), 0, entry)
  }

  delete(key: string): void {
    const old = this.rows.get(key)
    if (!old) return
    this.#version++
    this.#take(old)
    this.rows.delete(key)
  }

  /** For thousands at once: sorted when next looked at. */
  scatter(): void {
    this.#order = undefined
    this.#version++
  }

  view(sort: Sort, tab: Tab, query: string): View {
    if (sort.by !== this.#sort.by || sort.isDown !== this.#sort.isDown) {
      this.#sort = sort
      this.scatter()
    }
    const fits = this.#search(fold(query.trim()))
    const counts: Record<Tab, number> = {
      all: 0,
      owner: 0,
      admin: 0,
      member: 0,
      none: 0,
      outcast: 0,
      here: 0,
    }
    counts.all = fits.length
    const keys: string[] = []
    for (const { key, affiliation, nicks } of fits) {
      counts[affiliation]++
      if (nicks.length > 0) counts.here++
      if (tab === 'all' || tab === affiliation || (tab === 'here' && nicks.length > 0)) keys.push(key)
    }
    return { keys, counts }
  }

  #search(query: string): readonly Entry[] {
    const sorted = this.#sorted()
    const last = this.#last
    const isNarrower = last !== undefined && last.version === this.#version && query.startsWith(last.query)
    const among = isNarrower ? last.fits : sorted
    const fits = query === '' ? sorted.slice() : among.filter(({ text }) => text.includes(query))
    this.#last = { version: this.#version, query, fits }
    return fits
  }

  #sorted(): readonly Entry[] {
    if (this.#order) return this.#order
    const value = sortValues[this.#sort.by]
    const turn = this.#sort.isDown ? -1 : 1
    const pairs = [...this.rows.values()].map((entry) => ({ entry, value: value(entry) }))
    pairs.sort((a, b) => turn * order(a.value, b.value) || order(a.entry.key, b.entry.key))
    this.#order = pairs.map(({ entry }) => entry)
    return this.#order
  }

  #compare(a: Entry, b: Entry): number {
    const value = sortValues[this.#sort.by]
    return (this.#sort.isDown ? -1 : 1) * order(value(a), value(b)) || order(a.key, b.key)
  }

  #take(entry: Entry): void {
    if (!this.#order) return
    const at = this.#placeOf(this.#order, entry)
    if (this.#order[at]?.key === entry.key) this.#order.splice(at, 1)
  }

  /** Where the row stands, or would stand. */
  #placeOf(rows: readonly Entry[], entry: Entry): number {
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const other = rows[middle]
      if (other && this.#compare(other, entry) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
