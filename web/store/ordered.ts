import { Collection } from './collection.ts'

interface Place {
  readonly key: string
  readonly at: number
  readonly rank: number
}

/**
 * Rows in the order of a number (a time). Arrivals at the end cost nothing but the push; a late one is put where it
 * belongs. Rows with the same number stand by their rank; without one, in the order in which they came.
 */
export class Ordered<V> {
  readonly rows = new Collection<string, V>()
  readonly #order: Place[] = []
  readonly #version = new Collection<'order', number>()
  #keys: readonly string[] | undefined = []
  #nextRank = 0

  get size(): number {
    return this.#order.length
  }

  /** In order; the same array until a row comes, goes or moves. */
  keys = (): readonly string[] => {
    this.#keys ??= this.#order.map(({ key }) => key)
    return this.#keys
  }

  get(key: string): V | undefined {
    return this.rows.get(key)
  }

  /** The number by which the last row stands there. */
  end(): number {
    return this.#order.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  }

  insert(key: string, row: V, at: number, rank = this.#nextRank++): void {
    this.#put({ key, at, rank })
    this.rows.set(key, row)
    this.#moved()
  }

  update(key: string, change: (row: V) => V): void {
    this.rows.update(key, change)
  }

  delete(key: string): void {
    const index = this.#indexOf(key)
    if (index === -1) return
    this.#order.splice(index, 1)
    this.rows.delete(key)
    this.#moved()
  }

  /** The row goes to where its new number puts it, behind those that have the same. */
  move(key: string, at: number): void {
    const index = this.#indexOf(key)
    if (index === -1) return
    const before = this.#keys
    this.#order.splice(index, 1)
    this.#put({ key, at, rank: this.#nextRank++ })
    if (this.#order[index]?.key === key) this.#keys = before
    else this.#moved()
  }

  last(): V | undefined {
    const end = this.#order.at(-1)
    return end && this.rows.get(end.key)
  }

  subscribeKeys = (listener: () => void): (() => void) => this.#version.subscribe('order', listener)

  #put(place: Place): void {
    let index = this.#order.length
    for (; index > 0; index--) {
      const before = this.#order[index - 1]
      if (before === undefined || before.at < place.at) break
      if (before.at === place.at && before.rank <= place.rank) break
    }
    this.#order.splice(index, 0, place)
  }

  // From the end: what changes is mostly what came last.
  #indexOf(key: string): number {
    return this.#order.findLastIndex((place) => place.key === key)
  }

  #moved(): void {
    this.#keys = undefined
    this.#version.set('order', (this.#version.get('order') ?? 0) + 1)
  }
}
