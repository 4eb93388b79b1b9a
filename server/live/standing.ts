import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { expect } from 'vitest'
import type { Gateway } from '../../e2e/servers/gateway.ts'
import type { Target } from '../../e2e/servers/houses.ts'
import type { Person } from './cast.ts'

const ESTABLISHED = '01'

/** How it began, for the end to be compared with. */
interface Standing {
  pid: number | undefined
  children: string[]
}

export const standingOf = ({ pid }: Gateway): Standing => ({ pid, children: childrenOf(pid) })

/**
 * What has to hold after every attack: the same process, without a program of its own making; two bystanders who still
 * talk; a log without failures and secrets; no connection but those that came in, and to the server.
 */
export async function expectStanding(
  gateway: Gateway,
  { server }: Target,
  before: Standing,
  [one, other]: readonly [Person, Person],
  canaries: readonly string[] = [],
): Promise<void> {
  const content = `still here ${Math.random()}`
  await one.ok('xmpp.chat.message', { to: other.jid, content })
  await other.hear('xmpp.chat.message', { content })
  expect(gateway.isRunning()).toBe(true)
  expect(gateway.pid).toBe(before.pid)
  expect(childrenOf(gateway.pid)).toEqual(before.children)
  const log = gateway.log()
  expect(log).not.toMatch(/unhandled|uncaught|TypeError|handler failed/iu)
  for (const canary of [content, one.account.password, other.account.password, ...canaries])
    expect(log).not.toContain(canary)
  const reached = outgoing(gateway).filter((port) => port !== server.port && port !== server.tlsPort)
  expect(reached).toEqual([])
}

/** The programs that a process has started; where the system does not tell, none. */
function childrenOf(pid: number | undefined): string[] {
  const path = `/proc/${pid}/task/${pid}/children`
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean) : []
}

/** The ports at the other end of its TCP connections that did not come in. */
function outgoing({ pid, port }: Gateway): number[] {
  const folder = `/proc/${pid}/fd`
  if (!existsSync(folder)) return []
  const own = new Set(readdirSync(folder).flatMap((fd) => inodeOf(`${folder}/${fd}`)))
  const lines = ['tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n'),
  )
  return lines
    .map((line) => line.trim().split(/\s+/u))
    .filter(([, , , state, , , , , , inode = '']) => state === ESTABLISHED && own.has(inode))
    .filter(([, local = '']) => portOf(local) !== port)
    .map(([, , remote = '']) => portOf(remote))
}

function inodeOf(path: string): string[] {
  try {
    return /^socket:\[(\d+)\]$/u.exec(readlinkSync(path))?.slice(1) ?? []
  } catch {
    // Closed since it was listed.
    return []
  }
}

const portOf = (address: string) => Number.parseInt(address.split(':').at(-1) ?? '', 16)
