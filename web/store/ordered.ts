import { Collection } from './collection.ts'

interface Place {
  readonly key: string
  readonly at: number
  readonly rank: number
  /** Grows strictly along the rows, and is the number itself wherever the neighbours leave room for it. */
  readonly order: number
}

/** Between rows of one number. Fits beside milliseconds since 1970 in a number's 53 bits. */
const STEP = 1 / 1024

/**
 * Rows in the order of a number (a time). Arrivals at the end cost nothing but the push; a late one is put where it
 * belongs. Rows with the same number stand by their rank; without one, in the order in which they came.
 */
export class Ordered<V> {
  readonly rows = new Collection<string, V>()
  readonly #order: Place[] = []
  readonly #places = new Map<string, Place>()
  readonly #version = new Collection<'order', number>()
  #keys: readonly string[] | undefined = []
  #nextRank = 0
  /** Hears of every row that comes, changes, moves or goes. */
  onChange: (key: string) => void = () => {}

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

  /** A row that stood here once comes back; `order` is what `orderOf` said of it, and is kept where it fits. */
  insertAgain(key: string, row: V, order: number): void {
    // Of one moment, those that come back stand before those that come anew, and by their orders.
    const at = Math.floor(order)
    this.insert(key, row, at, order - at - 1, order)
  }

  insert(key: string, row: V, at: number, rank = this.#nextRank++, order = at): void {
    this.#put({ key, at, rank, order })
    this.rows.set(key, row)
    this.#moved()
    this.onChange(key)
  }

  update(key: string, change: (row: V) => V): void {
    this.rows.update(key, change)
    this.onChange(key)
  }

  /** Where the row stands among the others, as a number that outlives them: the later row's is greater. */
  orderOf(key: string): number | undefined {
    return this.#places.get(key)?.order
  }

  /** Whether the first one stands before the other; false where one of them is not here. */
  isBefore(key: string, other: string): boolean {
    const [a, b] = [this.orderOf(key), this.orderOf(other)]
    return a !== undefined && b !== undefined && a < b
  }

  /** The row goes right before or right behind another one, whatever their numbers. */
  moveTo(side: 'before' | 'behind', other: string, key: string): void {
    const index = this.#indexOf(key)
    if (index === -1 || key === other || this.#indexOf(other) === -1) return
    this.#order.splice(index, 1)
    const there = this.#indexOf(other)
    const { at, rank } = this.#order[there] as Place
    this.#splice(side === 'before' ? there : there + 1, { key, at, rank, order: at })
    this.#moved()
    this.onChange(key)
  }

  delete(key: string): void {
    const index = this.#indexOf(key)
    if (index === -1) return
    this.#order.splice(index, 1)
    this.#places.delete(key)
    this.rows.delete(key)
    this.#moved()
    this.onChange(key)
  }

  /** The row goes to where its new number puts it, behind those that have the same. */
  move(key: string, at: number): void {
    const index = this.#indexOf(key)
    if (index === -1) return
    const before = this.#keys
    this.#order.splice(index, 1)
    this.#put({ key, at, rank: this.#nextRank++, order: at })
    this.onChange(key)
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
    this.#splice(index, place)
  }

  #splice(index: number, place: Place): void {
    const low = this.#order[index - 1]?.order ?? Number.NEGATIVE_INFINITY
    const high = this.#order[index]?.order ?? Number.POSITIVE_INFINITY
    const step = Math.min(STEP, (high - low) / 2)
    let { order } = place
    if (order <= low) order = low + step
    else if (order >= high) order = high - step
    const isBetween = low < order && order < high
    const placed = { ...place, order: isBetween ? order : low + STEP }
    this.#order.splice(index, 0, placed)
    this.#places.set(place.key, placed)
    if (!isBetween) this.#makeRoom(index + 1)
  }

  /** Where no number is left between two rows, those that follow get later ones. */
  #makeRoom(from: number): void {
    for (let index = from; index < this.#order.length; index++) {
      const [before, place] = [this.#order[index - 1] as Place, this.#order[index] as Place]
      if (before.order < place.order) return
      const placed = { ...place, order: before.order + STEP }
      this.#order[index] = placed
      this.#places.set(place.key, placed)
      this.onChange(place.key)
    }
  }

  #indexOf(key: string): number {
    const place = this.#places.get(key)
    if (!place) return -1
    // The orders grow strictly along the rows.
    let [low, high] = [0, this.#order.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#order[middle] as Place).order < place.order) low = middle + 1
      else high = middle
    }
    return this.#order.indexOf(place, low)
  }

  #moved(): void {
    this.#keys = undefined
    this.#version.set('order', (this.#version.get('order') ?? 0) + 1)
  }
}
