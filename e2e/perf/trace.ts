import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import { burstRate, MESSAGES } from './burstRate.ts'
import { gatewayPair, type Pair } from './pairs.ts'
import { median, type Row, ratio } from './stats.ts'

const BUNDLE = resolve(import.meta.dirname, '../../dist/server/main.js')
const UNWATCHED = resolve(import.meta.dirname, '../../dist/server/unwatched.js')
const ROUNDS = 21
const WARM_UP = 3

/** The console that nobody has opened costs a branch where something passes: a build without it shows what that is. */
export async function trace(): Promise<Row[]> {
  writeFileSync(UNWATCHED, withoutHooks(readFileSync(BUNDLE, 'utf8')))
  const server = await startProsody({ archive: false, accounts: 4 })
  const opened: (Gateway | { stop(): Promise<void> })[] = [server]
  const pairs: Pair[] = []
  try {
    const [a, b, c, d] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
    if (!a || !b || !c || !d) throw new Error('The server has no accounts for this')
    const env = { XMPP_SERVICE: `xmpps://${server.host}:${server.tlsPort}` }
    const watched = await startGateway(server, { env: { ...env, HOVERBOARD_TRACE: 'on' }, bundle: BUNDLE })
    opened.push(watched)
    const unwatched = await startGateway(server, { env, bundle: UNWATCHED })
    opened.push(unwatched)
    pairs.push(await gatewayPair(watched, [a, b]), await gatewayPair(unwatched, [c, d]))
    const [ours = [], theirs = []] = await race(pairs)
    // Round by round: whatever else the machine did in one, it did to both.
    const beside = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)))
    return [
      ratio(
        `burst of ${MESSAGES} messages with the console closed`,
        { ours: median(ours), theirs: median(ours) / beside, unit: '/s', beside: 'built without it' },
        { atLeast: 0.98 },
      ),
    ]
  } finally {
    for (const pair of pairs) pair.end()
    for (const each of opened.reverse()) await each.stop()
    rmSync(UNWATCHED, { force: true })
  }
}

async function race(pairs: readonly Pair[]): Promise<number[][]> {
  const rates = pairs.map((): number[] => [])
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (let turn = 0; turn < pairs.length; turn++) {
      // Who goes first changes: a warm machine favours the second.
      const index = (round + turn) % pairs.length
      const pair = pairs[index]
      if (!pair) continue
      const rate = await burstRate(pair, round)
      if (round >= WARM_UP) rates[index]?.push(rate)
    }
  return rates
}

/** The gateway's build with each of the console's hooks taken out. */
function withoutHooks(text: string): string {
  const take = (from: string, pattern: RegExp, by: string) => {
    const taken = from.replaceAll(pattern, by)
    if (taken === from) throw new Error(`The build has no such hook: ${pattern}`)
    return taken
  }
  const told = take(text, /if \(this\.#tracer\) this\.#tracer\.told\([^\n]*\);/gu, '')
  const asked = take(
    told,
    /if \(this\.#tracer\) this\.#tracer\.command\(\{[\s\S]*?\belse this\.#take\(/gu,
    'this.#take(',
  )
  return take(asked, /this\.#tell\("sent", \w+\);/gu, '')
}
