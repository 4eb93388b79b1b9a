import { wake } from './batch.ts'

/** One observable value. */
export class Value<T> {
  #now: T
  readonly #readers = new Set<() => void>()

  constructor(initial: T) {
    this.#now = initial
  }

  get = (): T => this.#now

  set = (next: T): void => {
    if (Object.is(this.#now, next)) return
    this.#now = next
    wake(this.#readers)
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#readers.add(listener)
    return () => this.#readers.delete(listener)
  }
}
