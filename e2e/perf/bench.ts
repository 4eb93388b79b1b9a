import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import { burst } from './burst.ts'
import { idle } from './idle.ts'
import { latency } from './latency.ts'
import { gatewayPair, type Pair, rawPair } from './pairs.ts'
import type { Row } from './stats.ts'

const SESSIONS = 1000
const FOLDER = resolve(import.meta.dirname, '../../.bench')

/** Each benchmark starts what it needs and leaves nothing behind; the archive is off, so that no disk is measured. */
const benchmarks: Record<string, () => Promise<Row[]>> = {
  latency: () => withPairs(latency),
  burst: () => withPairs(burst),
  async idle() {
    const server = await startProsody({ archive: false, accounts: SESSIONS })
    const gateway = await startGateway(server).catch(async (error) => {
      await server.stop()
      throw error
    })
    try {
      return await idle(
        gateway,
        server.accounts.filter(({ name }) => /^u\d+$/u.test(name)),
      )
    } finally {
      await gateway.stop()
      await server.stop()
    }
  },
}

async function withPairs(run: (pairs: readonly Pair[]) => Promise<Row[]>): Promise<Row[]> {
  const server = await startProsody({ archive: false, accounts: 6 })
  const gateway = await startGateway(server).catch(async (error) => {
    await server.stop()
    throw error
  })
  const [a, b, c, d, e, f] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
  const pairs: Pair[] = []
  try {
    if (!a || !b || !c || !d || !e || !f) throw new Error('The server has no accounts for this')
    pairs.push(await gatewayPair(gateway, [a, b]))
    pairs.push(await rawPair('websocket', server, [c, d]))
    pairs.push(await rawPair('tcp', server, [e, f]))
    return await run(pairs)
  } finally {
    for (const pair of pairs) pair.end()
    await gateway.stop()
    await server.stop()
  }
}

const wanted = process.argv.slice(2).filter((name) => !name.startsWith('-'))
const unknown = wanted.filter((name) => !Object.hasOwn(benchmarks, name))
if (unknown.length > 0) {
  console.error(
    `No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`,
  )
  process.exit(1)
}
const rows: Row[] = []
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`… ${name}`)
  rows.push(...(await run()))
}
console.table(
  rows.map(({ what, ours, beside, figure, reach, isReached }) => ({
    what,
    ours,
    beside,
    figure: Number(figure.toFixed(3)),
    reach: reach ?? '–',
    reached: isReached === undefined ? '–' : isReached ? 'yes' : 'NO',
  })),
)
mkdirSync(FOLDER, { recursive: true })
writeFileSync(
  resolve(FOLDER, 'results.json'),
  `${JSON.stringify({ at: new Date().toISOString(), rows }, null, 2)}\n`,
)
