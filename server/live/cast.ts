import { randomUUID } from 'node:crypto'
import type { ProtocolError } from '#protocol/define.ts'
import type { Target } from '../../e2e/servers/houses.ts'
import { Peer } from './peer.ts'

export interface SignedIn {
  status: number
  cookie: string
  jid: string | undefined
  error: ProtocolError | undefined
  setCookie: string
}

/** `POST /session`, as the page does it. */
export async function postSession(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<SignedIn> {
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const reply = (await response.json()) as { jid?: string; error?: ProtocolError }
  const setCookie = response.headers.get('set-cookie') ?? ''
  const cookie = setCookie.split(';')[0] ?? ''
  return { status: response.status, cookie, jid: reply.jid, error: reply.error, setCookie }
}

/** Addresses that nobody had before: what one test does to its accounts cannot reach another. */
export function freshAccount({ server }: Target, name: string): { jid: string; password: string } {
  return { jid: `${name}-${randomUUID().slice(0, 8)}@${server.domain}`, password: `${name} knows 1.21 GW` }
}

export const freshRoom = ({ server }: Target, name: string) =>
  `${name}-${randomUUID().slice(0, 8)}@${server.mucDomain}`

/** People of one test file. Each has an account of their own and one tab; all are gone after `end`. */
export class Cast {
  readonly target: Target
  readonly #peers: Peer[] = []
  readonly #cookies: string[] = []

  constructor(target: Target) {
    this.target = target
  }

  /** Somebody new, signed in by cookie. */
  async enter(name: string, password?: string): Promise<Person> {
    const fresh = freshAccount(this.target, name)
    const account = { ...fresh, password: password ?? fresh.password }
    const signedIn = await postSession(this.target.url, { kind: 'register', ...account })
    if (signedIn.error) throw new Error(`${name} cannot enter: ${JSON.stringify(signedIn.error)}`)
    return this.#person(account, signedIn.cookie)
  }

  /** The same account once more: another device, with a session of its own. */
  async again(person: Person): Promise<Person> {
    const { account } = person
    const signedIn = await postSession(this.target.url, { kind: 'password', ...account })
    if (signedIn.error) throw new Error(`${account.jid} cannot enter: ${JSON.stringify(signedIn.error)}`)
    return this.#person(account, signedIn.cookie)
  }

  /** Another tab of the same session. */
  tab(cookie: string): Peer {
    const peer = new Peer(this.target.url, cookie)
    this.#peers.push(peer)
    return peer
  }

  /** A socket without a cookie. */
  script(): Peer {
    const peer = new Peer(this.target.url)
    this.#peers.push(peer)
    return peer
  }

  async end(): Promise<void> {
    for (const peer of this.#peers) peer.close()
    const { url } = this.target
    await Promise.all(
      this.#cookies.map((cookie) =>
        fetch(`${url}/session`, { method: 'DELETE', headers: { cookie, origin: url } }),
      ),
    )
  }

  async #person(account: Person['account'], cookie: string): Promise<Person> {
    this.#cookies.push(cookie)
    const tab = this.tab(cookie)
    await tab.hear('xmpp.connection', { status: 'online' })
    await tab.hear('xmpp.session.snapshot')
    // Servers drop headlines for who is not there yet (RFC 6121 §8.5.2.2.1); an answer comes after the presence.
    await tab.ok('xmpp.ping', {})
    return Object.assign(tab, { account, cookie, jid: account.jid, target: this.target })
  }
}

export type Person = Peer & {
  account: { jid: string; password: string }
  cookie: string
  jid: string
  target: Target
}

/** Two people who see each other's presence. */
export async function befriend(one: Person, other: Person): Promise<void> {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.say('xmpp.presence.subscribe', { to: to.jid })
    await to.hear('xmpp.presence.subscribe')
    to.say('xmpp.presence.subscribed', { to: from.jid })
    await from.hear('xmpp.presence.subscription', { type: 'subscribed' })
  }
  await one.hear('xmpp.roster.push', { subscription: 'both' })
  await other.hear('xmpp.roster.push', { subscription: 'both' })
}
