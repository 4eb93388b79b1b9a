import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ServerInfo } from '../servers/testServer.ts'
import type { Secrets } from './faultyLink.ts'

const SERVERS = /^(?:beam|lua|prosody)/u

/** The process of a server that we started: it is the one that was told this server's folder. */
export function pidOf({ caFile }: ServerInfo): number {
  const folder = /^(\/.*?\/hoverboard-(?:prosody|ejabberd)-[^/]+)/u.exec(caFile)?.[1]
  if (!folder) throw new Error(`No folder of ours: ${caFile}`)
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/u.test(each))) {
    try {
      if (!readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder)) continue
      if (SERVERS.test(readFileSync(`/proc/${name}/comm`, 'utf8'))) return Number(name)
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`No process with ${folder}`)
}

/** What a link needs to pass for this server to who trusts its authority. */
export function secretsOf({ caFile, domain }: ServerInfo): Secrets {
  const at = (name: string) => join(dirname(caFile), name)
  const certificate = readFileSync(at('server.pem'), 'utf8')
  const key = existsSync(at('server.key')) ? readFileSync(at('server.key'), 'utf8') : certificate
  return { ca: readFileSync(caFile, 'utf8'), certificate, key, servername: domain }
}
