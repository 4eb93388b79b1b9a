import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import type { ServerInfo } from '../servers/testServer.ts'
import { burst } from './burst.ts'
import { idle } from './idle.ts'
import { latency } from './latency.ts'
import { pageChat } from './pageChat.ts'
import { pageConsole } from './pageConsole.ts'
import { pageCrowd } from './pageCrowd.ts'
import { pageHistory } from './pageHistory.ts'
import { pageKept } from './pageKept.ts'
import { pageRoom } from './pageRoom.ts'
import { pageRoster } from './pageRoster.ts'
import { openPageSetting, type PageSetting } from './pageSetting.ts'
import { gatewayPair, type Pair, rawPair } from './pairs.ts'
import { recovery } from './recovery.ts'
import { signIn } from './signIn.ts'
import type { Row } from './stats.ts'
import { trace } from './trace.ts'
import { translation } from './translation.ts'

const SESSIONS = 1000
const PATIENCE_MS = 10 * 60_000
const FOLDER = resolve(import.meta.dirname, '../../.bench')

/** Each benchmark starts what it needs and leaves nothing behind; the archive is off, so that no disk is measured. */
const benchmarks: Record<string, () => Promise<Row[]>> = {
  latency: () => withPairs(latency),
  burst: () => withPairs(burst),
  roster: () => withPage(pageRoster),
  room: () => withPage(pageRoom),
  crowd: () => withPage(pageCrowd),
  console: () => withPage(pageConsole),
  chat: () => withPage(pageChat),
  history: pageHistory,
  kept: pageKept,
  recovery,
  trace,
  translation,
  signin: signIn,
  // TLS to the server is most of a session's memory, and it is OpenSSL's: told apart.
  idle: async () => [...(await withSessions(true)), ...(await withSessions(false))],
}

/** As the embedded server is reached: TLS from the first byte. */
const directTls = ({ host, tlsPort }: ServerInfo) => ({ XMPP_SERVICE: `xmpps://${host}:${tlsPort}` })

async function withSessions(tls: boolean): Promise<Row[]> {
  const server = await startProsody({ archive: false, accounts: SESSIONS, tls })
  const link = tls ? directTls(server) : { XMPP_PLAIN_TEXT: 'on' }
  const gateway = await startGateway(server, { env: link }).catch(async (error) => {
    await server.stop()
    throw error
  })
  try {
    const accounts = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
    return await idle(gateway, accounts, tls ? 'TLS' : 'plain text')
  } finally {
    await gateway.stop()
    await server.stop()
  }
}

async function withPairs(run: (pairs: readonly Pair[]) => Promise<Row[]>): Promise<Row[]> {
  const server = await startProsody({ archive: false, accounts: 8 })
  const gateway = await startGateway(server, { env: directTls(server) }).catch(async (error) => {
    await server.stop()
    throw error
  })
  const [a, b, c, d, e, f, g, h] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
  const pairs: Pair[] = []
  try {
    if (!a || !b || !c || !d || !e || !f || !g || !h) throw new Error('The server has no accounts for this')
    pairs.push(await gatewayPair(gateway, [a, b]))
    pairs.push(await rawPair('websocket', server, [c, d]))
    pairs.push(await rawPair('websocket with stream management', server, [e, f]))
    pairs.push(await rawPair('tcp', server, [g, h]))
    return await run(pairs)
  } finally {
    for (const pair of pairs) pair.end()
    await gateway.stop()
    await server.stop()
  }
}

async function withPage(run: (setting: PageSetting) => Promise<Row[]>): Promise<Row[]> {
  const setting = await openPageSetting()
  try {
    return await run(setting)
  } finally {
    await setting.close()
  }
}

function inTime<T>(run: Promise<T>): Promise<T> {
  const timer = new Promise<never>((_, reject) => {
    setTimeout(
      () => reject(new Error(`not done within ${PATIENCE_MS / 60_000} minutes`)),
      PATIENCE_MS,
    ).unref()
  })
  return Promise.race([run, timer])
}

function print(rows: readonly Row[]): void {
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
  try {
    const found = await inTime(run())
    rows.push(...found)
    print(found)
  } catch (error) {
    console.error(`${name} could not be measured: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
if (rows.length > 0) print(rows)
mkdirSync(FOLDER, { recursive: true })
writeFileSync(
  resolve(FOLDER, 'results.json'),
  `${JSON.stringify({ at: new Date().toISOString(), rows }, null, 2)}\n`,
)
// What hangs in a benchmark that was given up must not keep the rest of it alive.
process.exit()
