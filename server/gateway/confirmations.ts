import type { Confirmed } from '#protocol/delivery.ts'

const MAX_KEPT = 2000

/** Which messages the server has taken over, for tabs that come later; the oldest are forgotten first. */
export class Confirmations {
  readonly #kept = new Map<string, Confirmed>()

  observe(confirmed: Confirmed): void {
    this.#kept.set(JSON.stringify([confirmed.to, confirmed.id]), confirmed)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }

  values(): Iterable<Confirmed> {
    return this.#kept.values()
  }
}
