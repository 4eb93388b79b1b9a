import type { Kept } from './lane.ts'

const MOST = 50
/** Servers let through 3 kB a second and less: more than this at once, and they seem to have died. */
const MOST_CHARS = 16 * 1024

/**
 * What was handed over and not taken over by the server yet. Few at a time: what a server has not looked at when a link
 * dies may still be stored after the archive was asked for it.
 */
export class InFlight {
  readonly #sent = new Set<Kept>()
  readonly #written: Kept[] = []
  #chars = 0

  get isFull(): boolean {
    return this.#sent.size >= MOST || this.#chars >= MOST_CHARS
  }

  add(said: Kept): void {
    // What a room was in doubt about goes out again before the server has taken over the first one.
    if (this.#sent.has(said)) return
    this.#sent.add(said)
    this.#chars += said.size
  }

  /** True: that makes room. */
  delete(said: Kept): boolean {
    const isThere = this.#sent.delete(said)
    if (isThere) this.#chars -= said.size
    return isThere
  }

  /** Where nobody says what was taken over, all that goes out in one turn is. */
  takeSoon(said: Kept, taken: (sent: readonly Kept[]) => void): void {
    if (this.#written.push(said) === 1) setImmediate(() => taken(this.#written.splice(0)))
  }

  clear(): void {
    this.#sent.clear()
    this.#chars = 0
  }
}
