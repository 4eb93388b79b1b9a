import type { Pair } from './pairs.ts'
import { quantile, type Row, ratio, sleep } from './stats.ts'

const ROUNDS = 400
const WARM_UP = 50

/** One message at a time, each pair in its turn: all meet the same noise of the machine. */
export async function latency(pairs: readonly Pair[]): Promise<Row[]> {
  const samples = new Map(pairs.map((pair) => [pair.name, [] as number[]]))
  for (let round = 0; round < ROUNDS + WARM_UP; round++)
    for (const pair of pairs) {
      const ms = await trip(pair, `ping ${round}`)
      if (round >= WARM_UP) samples.get(pair.name)?.push(ms)
      await sleep(2)
    }
  const at = (name: string, q: number) => quantile(samples.get(name) ?? [], q)
  return ['websocket', 'tcp'].flatMap((yardstick) =>
    [0.5, 0.95].map((q) =>
      ratio(
        `1:1 latency p${q * 100} beside a bare ${yardstick} client`,
        { ours: at('gateway', q), theirs: at(yardstick, q), unit: 'ms', beside: yardstick },
        { atMost: yardstick === 'websocket' && q === 0.5 ? 1.25 : 2 },
      ),
    ),
  )
}

function trip(pair: Pair, text: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${pair.name}: a message did not arrive`)), 10_000)
    const start = performance.now()
    pair.onArrival((arrived) => {
      if (arrived !== text) return
      clearTimeout(timer)
      resolve(performance.now() - start)
    })
    pair.send(text)
  })
}
