import type { Pair } from './pairs.ts'
import { median, type Row, ratio, sleep } from './stats.ts'

const MESSAGES = 2000
const ROUNDS = 9
const WARM_UP = 3
const SETTLE_MS = 500

/** All at once; the rate at which they arrive, in order, none missing and none twice. */
export async function burst(pairs: readonly Pair[]): Promise<Row[]> {
  const rates = new Map(pairs.map((pair) => [pair.name, [] as number[]]))
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (let turn = 0; turn < pairs.length; turn++) {
      // Who goes first changes: a warm machine favours the second.
      const pair = pairs[(round + turn) % pairs.length]
      if (!pair) continue
      const perSecond = await rate(pair, round)
      if (round >= WARM_UP) rates.get(pair.name)?.push(perSecond)
    }
  const of = (name: string) => rates.get(name) ?? []
  // Round by round: whatever else the machine did in one, it did to both.
  const beside = (name: string) => median(of('gateway').map((ours, round) => ours / (of(name)[round] ?? NaN)))
  return ['websocket', 'websocket with stream management', 'tcp'].map((yardstick) =>
    ratio(
      `burst of ${MESSAGES} messages beside a bare ${yardstick} client`,
      {
        ours: median(of('gateway')),
        theirs: median(of('gateway')) / beside(yardstick),
        unit: '/s',
        beside: yardstick,
      },
      yardstick === 'websocket' ? { atLeast: 0.9 } : undefined,
    ),
  )
}

async function rate(pair: Pair, round: number): Promise<number> {
  let arrived = 0
  let stray: string | undefined
  let last = 0
  const start = performance.now()
  await new Promise<void>((resolve, reject) => {
    const fail = () =>
      reject(new Error(`${pair.name}: ${arrived} of ${MESSAGES} messages arrived; not expected: ${stray}`))
    const timer = setTimeout(fail, 60_000)
    pair.onArrival((text) => {
      if (text === `burst ${round} ${arrived}`) arrived++
      else stray ??= text
      if (arrived !== MESSAGES) return
      last = performance.now()
      clearTimeout(timer)
      resolve()
    })
    for (let i = 0; i < MESSAGES; i++) pair.send(`burst ${round} ${i}`)
  })
  // Long enough for a second copy to show, and for acknowledgements to be over.
  await sleep(SETTLE_MS)
  if (stray !== undefined) throw new Error(`${pair.name}: not expected: ${stray}`)
  return (MESSAGES * 1000) / (last - start)
}
