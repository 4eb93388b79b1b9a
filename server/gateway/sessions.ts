import { createHash, randomBytes } from 'node:crypto'
import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { SignIn } from '#protocol/session.ts'
import type { Log } from '../xmpp/manager.ts'
import type { Audit } from './audit.ts'
import { SignInLimits } from './limits.ts'
import { Session } from './session.ts'

const MAX_PER_ACCOUNT = 5

export interface SessionsOptions {
  log: Log
  audit: Audit
  domains: readonly string[]
  anonymousDomain: string | undefined
  registration: boolean
  limits: boolean
  lingerMs?: number
}

/** All sessions of pages, by the hash of the token that only their cookie holds. */
export class Sessions {
  readonly #byHash = new Map<string, Session>()
  readonly #limits = new SignInLimits()
  readonly options: SessionsOptions
  #closing = false

  constructor(options: SessionsOptions) {
    this.options = options
  }

  get size(): number {
    return this.#byHash.size
  }

  find(token: string | undefined): Session | undefined {
    if (!token) return undefined
    const session = this.#byHash.get(hash(token))
    return session?.isOver ? undefined : session
  }

  /** A new session and the token for its cookie: 256 random bits, kept here as a hash only. */
  async signIn(
    how: SignIn,
    address: string,
  ): Promise<{ ok: true; session: Session; token: string } | { ok: false; error: ProtocolError }> {
    const { audit, limits } = this.options
    const refused = this.#refuse(how)
    if (refused) return { ok: false, error: refused }
    const account = how.kind === 'anonymous' ? 'guest' : (bareOf(how.jid) ?? how.jid)
    const wait = limits ? this.#limits.attempt(account, address) : 0
    if (wait > 0) {
      audit.note('login-throttled', { jid: account, seconds: wait })
      return { ok: false, error: rateLimited(wait) }
    }
    const session = new Session({
      log: this.options.log,
      anonymousDomain: this.options.anonymousDomain,
      ended: (ended) => this.#forget(ended),
      ...(this.options.lingerMs === undefined ? {} : { lingerMs: this.options.lingerMs }),
    })
    const result = await session.signIn(how)
    if (!result.ok) {
      audit.note('login-failed', { jid: account, reason: result.error.reason })
      if (result.error.reason === 'wrong-password') this.#limits.failed(account)
      return result
    }
    this.#limits.succeeded(account, address)
    if (this.#closing || session.isOver) {
      session.end()
      return { ok: false, error: closing() }
    }
    audit.note('login', { jid: session.bareJid, kind: how.kind })
    this.#makeRoom(session.bareJid)
    const token = randomBytes(32).toString('base64url')
    this.#byHash.set(hash(token), session)
    return { ok: true, session, token }
  }

  /** Ends every session; nothing new begins. */
  close(): void {
    this.#closing = true
    for (const session of [...this.#byHash.values()]) session.end({ state: 'ended', reason: 'disconnected' })
  }

  #refuse(how: SignIn): ProtocolError | undefined {
    if (this.#closing) return closing()
    if (how.kind === 'register' && !this.options.registration)
      return { type: 'cancel', condition: 'not-allowed', reason: 'registration-closed' }
    if (how.kind === 'anonymous' && this.options.anonymousDomain === undefined)
      return { type: 'cancel', condition: 'not-allowed', reason: 'no-mechanism' }
    return undefined
  }

  #forget(session: Session): void {
    for (const [key, each] of this.#byHash) if (each === session) this.#byHash.delete(key)
    if (session.jid) this.options.audit.note('logout', { jid: session.bareJid })
  }

  // Servers hold a number of sessions per account and kick the oldest; we do it where the page can be told.
  #makeRoom(account: string): void {
    const own = [...this.#byHash.values()].filter(
      (session) => session.bareJid === account && !session.isGuest,
    )
    for (const session of own.slice(0, Math.max(0, own.length - MAX_PER_ACCOUNT + 1)))
      session.end({ state: 'ended', reason: 'replaced' })
  }
}

const closing = (): ProtocolError => ({
  type: 'wait',
  condition: 'service-unavailable',
  reason: 'unreachable',
})

export const rateLimited = (seconds: number): ProtocolError => ({
  type: 'wait',
  condition: 'policy-violation',
  description: `Too many requests: wait ${seconds} s`,
  reason: 'rate-limited',
  detail: String(seconds),
})

const hash = (token: string) => createHash('sha256').update(token).digest('base64')
