import { burstRate, MESSAGES } from './burstRate.ts'
import type { Pair } from './pairs.ts'
import { median, type Row, ratio } from './stats.ts'

const ROUNDS = 9
const WARM_UP = 3

/** All at once; the rate at which they arrive, in order, none missing and none twice. */
export async function burst(pairs: readonly Pair[]): Promise<Row[]> {
  const rates = new Map(pairs.map((pair) => [pair.name, [] as number[]]))
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (let turn = 0; turn < pairs.length; turn++) {
      // Who goes first changes: a warm machine favours the second.
      const pair = pairs[(round + turn) % pairs.length]
      if (!pair) continue
      const perSecond = await burstRate(pair, round)
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
