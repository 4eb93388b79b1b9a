import { readFileSync } from 'node:fs'
import type { Gateway } from '../servers/gateway.ts'
import type { Account } from '../servers/testServer.ts'
import { ScriptClient } from './scriptClient.ts'
import { atMost, type Row, sleep } from './stats.ts'

const AT_A_TIME = 50

// By then the code is compiled and the young generation of the heap has its full size; what follows is what sessions cost.
const BASE = 200

/** Many people who do nothing: what each costs the gateway, and whether all of them get in. */
export async function idle(gateway: Gateway, accounts: readonly Account[], link: string): Promise<Row[]> {
  const start = performance.now()
  const warm = await enter(gateway, accounts.slice(0, BASE))
  const paused = performance.now()
  await sleep(5000)
  const before = rssBytes(gateway.pid)
  const resumed = performance.now()
  const rest = await enter(gateway, accounts.slice(BASE))
  const seconds = (performance.now() - start - (resumed - paused)) / 1000
  await sleep(15_000)
  const whole = rssBytes(gateway.pid) / 1024 / 1024
  const perSession = (rssBytes(gateway.pid) - before) / Math.max(1, rest.clients.length) / 1024
  for (const client of [...warm.clients, ...rest.clients]) client.end()
  const failures = [...warm.failures, ...rest.failures]
  return [
    atMost(
      `${accounts.length} sign-ins over ${link}, ${AT_A_TIME} at a time, in ${seconds.toFixed(0)} s: failures`,
      failures.length,
      0,
      '',
      [...new Set(failures)].join(', ') || '–',
    ),
    atMost(
      `resident memory per idle session at ${accounts.length} over ${link}`,
      perSession,
      60,
      'KiB',
      `whole process ${whole.toFixed(0)} MiB`,
    ),
  ]
}

async function enter(gateway: Gateway, accounts: readonly Account[]) {
  const clients: ScriptClient[] = []
  const failures: string[] = []
  const waiting = [...accounts]
  async function lane(): Promise<void> {
    for (let account = waiting.shift(); account; account = waiting.shift()) {
      const client = new ScriptClient(gateway.url)
      await client.start(account).then(
        () => clients.push(client),
        (error: Error) => failures.push(error.message),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, lane))
  return { clients, failures }
}

function rssBytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/u.exec(status)?.[1]) * 1024
}
