import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Child } from './child.ts'
import type { TestServer } from './testServer.ts'

const ROOT = resolve(import.meta.dirname, '../..')

export interface ProsodyOptions {
  /** Off keeps the archive's disk out of a measurement. */
  archive?: boolean
  /** Off serves plain text, to tell what TLS is of a cost. */
  tls?: boolean
  /** How many accounts `u0`, `u1` … to make beside the demo people. */
  accounts?: number
  /** More to fill it with: what `server/embedded/run.ts` takes as `--seed`. */
  seed?: unknown
}

/** What the embedded server says of itself. */
interface Facts {
  host: string
  domain: string
  hosts: { rooms: string; guests: string; component: string }
  ports: { c2s: number; directTls: number; http: number; component: number }
  caFile: string
  componentSecret: string
  accounts: { jid: string; password: string }[]
}

/** The embedded Prosody with its demo people, alone and with data that goes away: the very one that `npm start` runs. */
export async function startProsody(options: ProsodyOptions = {}): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'hoverboard-prosody-'))
  const args = [`--data=${folder}`, `--accounts=${options.accounts ?? 0}`]
  if (options.archive === false) args.push('--archive=off')
  if (options.tls === false) args.push('--tls=off')
  if (options.seed !== undefined) {
    writeFileSync(join(folder, 'more.json'), JSON.stringify(options.seed))
    args.push(`--seed=${join(folder, 'more.json')}`)
  }
  const entry = ['--import', 'tsx', resolve(ROOT, 'server/embedded/run.ts')]
  const launch = () =>
    new Child(process.execPath, [...entry, ...args], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'C.UTF-8' },
    })
  let child = launch()
  const announced = () => /^\{.*\}$/mu.exec(child.stdout)?.[0]
  const line = await child.until(announced, 'Prosody', 180_000).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  const { host, domain, hosts, ports, caFile, accounts, componentSecret: secret } = JSON.parse(line) as Facts
  return {
    kind: 'prosody',
    host,
    port: ports.c2s,
    tlsPort: ports.directTls,
    wsPort: ports.http,
    domain,
    mucDomain: hosts.rooms,
    anonymousDomain: hosts.guests,
    caFile,
    component: { port: ports.component, domain: hosts.component, secret },
    accounts: accounts.map(({ jid, password }) => ({ name: jid.split('@')[0] ?? '', jid, password })),
    async restart(isCrash) {
      await child.stop(isCrash ? 0 : undefined)
      child = launch()
      await child.until(announced, 'Prosody')
    },
    async stop() {
      await child.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
