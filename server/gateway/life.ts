/**
 * How old a session is and when it was last used. Counted by a clock that nobody sets, told by the one that people read:
 * a step of the latter makes no session older.
 */
export class Life {
  readonly #bornAt: number
  #seenAt: number

  /** Both in milliseconds since 1970; what lies ahead counts as now. */
  constructor(since = Date.now(), seen = since) {
    const [now, wall] = [performance.now(), Date.now()]
    this.#bornAt = now - Math.max(0, wall - since)
    this.#seenAt = now - Math.max(0, wall - seen)
  }

  get ageMs(): number {
    return performance.now() - this.#bornAt
  }

  get since(): number {
    return Math.round(Date.now() - this.ageMs)
  }

  get seen(): number {
    return Math.round(Date.now() - (performance.now() - this.#seenAt))
  }

  see(): void {
    this.#seenAt = performance.now()
  }
}
