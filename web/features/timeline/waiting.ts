import type { Ordered } from '../../store/ordered.ts'
import { isBeyondUs } from './better.ts'
import type { Entry } from './entry.ts'

/** One's own messages that nobody has yet: they stand behind all that was said, in the order of their own. */
export class Waiting {
  readonly #entries: Ordered<Entry>
  /** What failed is among them: it may be tried again. */
  readonly #keys = new Set<string>()

  constructor(entries: Ordered<Entry>) {
    this.#entries = entries
  }

  note({ key, own, delivery }: Entry): void {
    if (own && !isBeyondUs(delivery)) this.#keys.add(key)
  }

  /** Something was said, or found its place. */
  sink(): void {
    const waiting = this.#waiting()
    if (waiting.size === 0) return
    const keys = this.#entries.keys()
    let last: string | undefined
    const early: string[] = []
    for (let index = keys.length - 1, left = waiting.size; index >= 0 && left > 0; index--) {
      const key = keys[index] ?? ''
      if (!waiting.has(key)) last ??= key
      else {
        left--
        if (last !== undefined) early.push(key)
      }
    }
    // Each goes right behind the last that was said: the one typed last first, then those before it.
    for (const key of early) this.#entries.moveTo('behind', last ?? '', key)
  }

  #waiting(): Set<string> {
    const waiting = new Set<string>()
    for (const key of this.#keys) {
      const entry = this.#entries.get(key)
      if (!entry || isBeyondUs(entry.delivery)) this.#keys.delete(key)
      else if (entry.delivery === 'sending' && !entry.revising) waiting.add(key)
    }
    return waiting
  }
}
