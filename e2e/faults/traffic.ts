/** Numbers from 0 to 1 that only look like chance: the same seed, the same ones (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Who writes where, and how much of all that is said. */
export interface Share {
  readonly actor: string
  readonly conv: string
  readonly weight: number
}

export interface Turn {
  readonly actor: string
  readonly conv: string
  readonly cid: string
  /** Milliseconds from the beginning. */
  readonly at: number
}

/** People do not change conversations with every line. */
const RUN = 6

/** So many messages, spread over so long, by whom the seed says. */
export function plannedTraffic(
  shares: readonly Share[],
  count: number,
  overMs: number,
  seed: number,
): Turn[] {
  const random = seeded(seed)
  const total = shares.reduce((sum, { weight }) => sum + weight, 0)
  const runs = new Map<string, { share: Share; left: number }>()
  const numbers = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => {
    let pick = random() * total
    const chosen =
      shares.find(({ weight }) => {
        pick -= weight
        return pick < 0
      }) ?? (shares[0] as Share)
    // Who is in the middle of a run goes on with it; the choice only says who is next.
    const run = runs.get(chosen.actor)
    const share = run && run.left > 0 ? run.share : chosen
    runs.set(chosen.actor, { share, left: run && run.left > 0 ? run.left - 1 : Math.floor(random() * RUN) })
    const name = `${share.actor}-${share.conv}`
    const number = (numbers.get(name) ?? 0) + 1
    numbers.set(name, number)
    const at = ((index + random()) * overMs) / count
    return { actor: share.actor, conv: share.conv, cid: `${name}-${number}`, at }
  })
}
