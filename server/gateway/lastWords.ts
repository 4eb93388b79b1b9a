import type { LastWord, SessionState } from '#protocol/session.ts'

/** How long a browser may stay away and still be told, in milliseconds. */
const KEPT_MS = 24 * 3600_000
const MAX_KEPT = 1000

/**
 * Why sessions ended with no page there to hear it: their cookies come back and ask. By the hash of the token, in
 * memory. Whoever signed out knows it.
 */
export class LastWords {
  readonly #said = new Map<string, { word: LastWord; at: number }>()
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  add(name: string, jid: string, { reason }: SessionState): void {
    if (reason === undefined || reason === 'logged-out') return
    this.#said.delete(name)
    this.#said.set(name, { word: { jid, reason }, at: this.#now() })
    for (const [oldest, { at }] of this.#said)
      if (this.#said.size > MAX_KEPT || at < this.#now() - KEPT_MS) this.#said.delete(oldest)
      else break
  }

  of(name: string): LastWord | undefined {
    const said = this.#said.get(name)
    return said && said.at >= this.#now() - KEPT_MS ? said.word : undefined
  }

  /** The browser was told, and does as if it had signed out by itself. */
  forget(name: string): void {
    this.#said.delete(name)
  }
}
