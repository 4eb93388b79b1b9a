import { readFileSync } from 'node:fs'
import { startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import type { Account, TestServer } from '../servers/testServer.ts'
import { CookieTab, cookieOf } from './cookieTab.ts'
import { RawClient } from './rawClient.ts'
import { atMost, quantile, type Row, sleep } from './stats.ts'

const FLOOD_MS = 15_000
const TEXT = 'x'.repeat(16_000)
const AT_ONCE = 10
const PAUSE_MS = 25

interface Course {
  /** MiB that the gateway grew by, at most. */
  grown: number
  /** MiB that were said to the reader. */
  said: number
  /** Milliseconds of somebody else's questions meanwhile. */
  waited: number[]
  isCut: boolean
}

/** Somebody who is told megabytes a second and reads nothing, beside somebody who reads it all. */
export async function stalledReader(): Promise<Row[]> {
  const server = await startProsody({ archive: false, accounts: 3 })
  try {
    const reads = await course(server, false)
    const stalls = await course(server, true)
    const beside = `a reader +${reads.grown.toFixed(0)} MiB`
    return [
      atMost(
        `R10: memory of the gateway under ${stalls.said.toFixed(0)} MiB for a reader that stalls, beyond a reader’s`,
        Math.max(0, stalls.grown - reads.grown),
        20,
        'MiB',
        beside,
      ),
      atMost('… the stalled one is still held by then', stalls.isCut ? 0 : 1, 0, ''),
      atMost(
        '… another’s question meanwhile, p99',
        quantile(stalls.waited, 0.99),
        1000,
        'ms',
        `${quantile(reads.waited, 0.99).toFixed(0)} ms beside a reader`,
      ),
    ]
  } finally {
    await server.stop()
  }
}

async function course(server: TestServer, isStalled: boolean): Promise<Course> {
  const gateway = await startGateway(server)
  const [reader, other, talker] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
  if (!reader || !other || !talker) throw new Error('The server has no accounts for this')
  const enter = async ({ jid, password }: Account) =>
    CookieTab.open(gateway.url, await cookieOf(gateway.url, { kind: 'password', jid, password }))
  const [tab, bystander] = [await enter(reader), await enter(other)]
  const flood = await RawClient.enter(server, talker)
  try {
    await sleep(2000)
    const before = residentMib(gateway.pid)
    let isCut = false
    tab.socket.on('disconnect', () => {
      isCut = true
    })
    const { transport } = tab.socket.io.engine as unknown as {
      transport: { ws?: { pause(): void; resume(): void } }
    }
    if (isStalled) transport.ws?.pause()
    const waited: number[] = []
    const until = Date.now() + FLOOD_MS
    let [most, said] = [before, 0]
    const asking = ask(bystander, until, waited)
    while (Date.now() < until) {
      for (let each = 0; each < AT_ONCE; each++)
        flood.send(`<message to='${reader.jid}' type='chat'><body>${TEXT}</body></message>`)
      said += AT_ONCE * TEXT.length
      await sleep(PAUSE_MS)
      most = Math.max(most, residentMib(gateway.pid))
    }
    await asking
    if (isStalled) transport.ws?.resume()
    await sleep(3000)
    return { grown: most - before, said: said / 1024 / 1024, waited, isCut }
  } finally {
    flood.end()
    tab.close()
    bystander.close()
    await gateway.stop()
  }
}

async function ask(tab: CookieTab, until: number, waited: number[]): Promise<void> {
  while (Date.now() < until) {
    const began = performance.now()
    await tab.ask('xmpp.ping', {})
    waited.push(performance.now() - began)
    await sleep(50)
  }
}

const residentMib = (pid: number | undefined) =>
  Number(/VmRSS:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
