import type { Pair } from './pairs.ts'
import { sleep } from './stats.ts'

/** How many messages one burst is. */
export const MESSAGES = 2000
const SETTLE_MS = 500

/** All at once: messages a second until the last has arrived, in order, none missing and none twice. */
export async function burstRate(pair: Pair, round: number): Promise<number> {
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
