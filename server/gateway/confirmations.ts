import type { Confirmed } from '#protocol/delivery.ts'

const MAX_KEPT = 2000

type Entry = [string, unknown]

/** Which messages the server has taken over, for tabs that come later; the oldest are forgotten first. */
export class Confirmations {
  readonly #kept = new Map<string, Confirmed>()

  observe(confirmed: Confirmed): void {
    this.#kept.set(JSON.stringify([confirmed.to, confirmed.id]), confirmed)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest)
  }

  /** Messages as they stand now: an echo that the server has taken over is none any more, it has its place. */
  settled(conversations: Iterable<readonly Entry[]>): Entry[] {
    const ids = new Set(Array.from(this.#kept.values(), ({ id }) => id))
    return [...conversations].flat().map((entry) => {
      const [name, data] = entry as [string, { echo?: true; id?: string }]
      if (!data.echo || !ids.has(data.id ?? '')) return entry
      const { echo: _echo, ...said } = data
      return [name, said]
    })
  }

  values(): Iterable<Confirmed> {
    return this.#kept.values()
  }
}
