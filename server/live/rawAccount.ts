import type { RawOptions } from '../../e2e/perf/rawClient.ts'
import type { Target } from '../../e2e/servers/houses.ts'
import { freshAccount, postSession } from './cast.ts'

/** A new account, and how a client of its own signs in to it. */
export async function rawAccount(target: Target, name: string): Promise<RawOptions & { jid: string }> {
  const account = freshAccount(target, name)
  const { error, cookie } = await postSession(target.url, { kind: 'register', ...account })
  if (error) throw new Error(`${name} cannot enter: ${JSON.stringify(error)}`)
  await fetch(`${target.url}/session`, { method: 'DELETE', headers: { cookie, origin: target.url } })
  const { host, port, domain, caFile } = target.server
  const user = account.jid.split('@')[0] ?? ''
  return { kind: 'tcp', host, port, domain, caFile, user, password: account.password, jid: account.jid }
}
