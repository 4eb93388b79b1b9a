import type { Pair } from './pairs.ts'
import { quantile, type Row, ratio, sleep } from './stats.ts'

const ROUNDS = 1000
// Code that ran a few dozen times is still interpreted, on both sides.
const WARM_UP = 1500

/** One message at a time, each pair in its turn: all meet the same noise of the machine. */
export async function latency(pairs: readonly Pair[]): Promise<Row[]> {
  for (const pair of pairs) for (let i = 0; i < WARM_UP; i++) await trip(pair, `warm ${i}`)
  const samples = new Map(pairs.map((pair) => [pair.name, [] as number[]]))
  for (let round = 0; round < ROUNDS; round++)
    for (let turn = 0; turn < pairs.length; turn++) {
      // Who goes first changes: what one leaves behind (a garbage collection, a warm cache) the next one meets.
      const pair = pairs[(round + turn) % pairs.length]
      if (!pair) continue
      samples.get(pair.name)?.push(await trip(pair, `ping ${round}`))
      await sleep(2)
    }
  const at = (name: string, q: number) => quantile(samples.get(name) ?? [], q)
  return ['websocket', 'websocket with stream management', 'tcp'].flatMap((yardstick) =>
    [0.5, 0.95].map((q) =>
      ratio(
        `1:1 latency p${q * 100} beside a bare ${yardstick} client`,
        { ours: at('gateway', q), theirs: at(yardstick, q), unit: 'ms', beside: yardstick },
        yardstick === 'websocket' && q === 0.5 ? { atMost: 1.25 } : undefined,
      ),
    ),
  )
}

/** From the call that sends to the call that receives. Whatever else arrives meanwhile is a fault. */
function trip(pair: Pair, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${pair.name}: "${text}" did not arrive`)), 10_000)
    const start = performance.now()
    pair.onArrival((arrived) => {
      const ms = performance.now() - start
      clearTimeout(timer)
      const unexpected = (stray: string) =>
        reject(new Error(`${pair.name}: "${stray}" arrived, and nobody had sent it (again)`))
      if (arrived !== text) return unexpected(arrived)
      pair.onArrival(unexpected)
      resolve(ms)
    })
    pair.send(text)
  })
}
