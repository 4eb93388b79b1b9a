import type { Pair } from './pairs.ts'
import { median, type Row, ratio, sleep } from './stats.ts'

const MESSAGES = 2000
const ROUNDS = 5

/** All at once; the rate at which they arrive, none missing and none twice. */
export async function burst(pairs: readonly Pair[]): Promise<Row[]> {
  const rates = new Map(pairs.map((pair) => [pair.name, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++)
    // Who goes first changes: a warm machine favours the second.
    for (const pair of round % 2 === 0 ? pairs : [...pairs].reverse()) {
      rates.get(pair.name)?.push(await rate(pair, round))
      await sleep(500)
    }
  const of = (name: string) => median(rates.get(name) ?? [])
  return [
    ratio(
      `burst of ${MESSAGES} messages beside a bare WebSocket client`,
      { ours: of('gateway'), theirs: of('websocket'), unit: '/s', beside: 'websocket' },
      { atLeast: 0.9 },
    ),
  ]
}

function rate(pair: Pair, round: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const missing = new Set<string>()
    for (let i = 0; i < MESSAGES; i++) missing.add(`burst ${round} ${i}`)
    const timer = setTimeout(
      () => reject(new Error(`${pair.name}: ${missing.size} of ${MESSAGES} messages did not arrive`)),
      60_000,
    )
    const start = performance.now()
    pair.onArrival((text) => {
      if (!missing.delete(text)) return
      if (missing.size > 0) return
      clearTimeout(timer)
      resolve((MESSAGES * 1000) / (performance.now() - start))
    })
    for (const text of missing) pair.send(text)
  })
}
