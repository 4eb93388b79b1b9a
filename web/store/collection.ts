import { batch, wake } from './batch.ts'

type Listener = () => void

/** Rows by key. A reader of one row is woken by that row alone; a reader of the keys by arrivals and departures. */
export class Collection<K, V> {
  readonly #rows = new Map<K, V>()
  readonly #rowReaders = new Map<K, Set<Listener>>()
  readonly #keyReaders = new Set<Listener>()
  readonly #anyReaders = new Set<Listener>()
  #keys: readonly K[] | undefined
  #version = 0

  get size(): number {
    return this.#rows.size
  }

  /** Grows with each change: the cheap snapshot of a reader that looks at many rows. */
  get version(): number {
    return this.#version
  }

  get(key: K): V | undefined {
    return this.#rows.get(key)
  }

  has(key: K): boolean {
    return this.#rows.has(key)
  }

  /** In order of arrival; the same array until a key comes or goes. */
  keys(): readonly K[] {
    this.#keys ??= [...this.#rows.keys()]
    return this.#keys
  }

  values(): IterableIterator<V> {
    return this.#rows.values()
  }

  entries(): IterableIterator<[K, V]> {
    return this.#rows.entries()
  }

  set(key: K, row: V): void {
    const isNew = !this.#rows.has(key)
    if (!isNew && Object.is(this.#rows.get(key), row)) return
    this.#rows.set(key, row)
    this.#changed(key, isNew)
  }

  /** Replaces the row by what `change` makes of it; nothing happens where there is no row. */
  update(key: K, change: (row: V) => V): void {
    const row = this.#rows.get(key)
    if (row !== undefined) this.set(key, change(row))
  }

  delete(key: K): boolean {
    if (!this.#rows.delete(key)) return false
    this.#changed(key, true)
    return true
  }

  clear(): void {
    batch(() => {
      for (const key of [...this.#rows.keys()]) this.delete(key)
    })
  }

  subscribe(key: K, listener: Listener): () => void {
    let readers = this.#rowReaders.get(key)
    if (readers === undefined) {
      readers = new Set()
      this.#rowReaders.set(key, readers)
    }
    readers.add(listener)
    return () => {
      readers.delete(listener)
      if (readers.size === 0 && this.#rowReaders.get(key) === readers) this.#rowReaders.delete(key)
    }
  }

  subscribeKeys(listener: Listener): () => void {
    this.#keyReaders.add(listener)
    return () => this.#keyReaders.delete(listener)
  }

  subscribeAny(listener: Listener): () => void {
    this.#anyReaders.add(listener)
    return () => this.#anyReaders.delete(listener)
  }

  #changed(key: K, keysToo: boolean): void {
    this.#version++
    if (keysToo) this.#keys = undefined
    batch(() => {
      wake(this.#rowReaders.get(key))
      if (keysToo) wake(this.#keyReaders)
      wake(this.#anyReaders)
    })
  }
}
