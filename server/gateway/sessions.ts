import { randomBytes } from 'node:crypto'
import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { LastWord, SessionState, SignIn } from '#protocol/session.ts'
import type { Log } from '../xmpp/manager.ts'
import type { Audit } from './audit.ts'
import { browserOf } from './browserOf.ts'
import { type HeldSession, hold, type Secret } from './heldSession.ts'
import { LastWords } from './lastWords.ts'
import { Life } from './life.ts'
import { closing, notOffered } from './refusals.ts'
import { nameOf } from './seal.ts'
import { ABSOLUTE_MS, type Opened, type SealedStore } from './sealedStore.ts'
import { Session } from './session.ts'
import { SessionList } from './sessionList.ts'
import { type Attempt, SignInGuard } from './signInGuard.ts'

const MAX_PER_ACCOUNT = 5
const TICK_MS = 60_000
/** How far behind the time of the last use on the disk may be. */
const SEEN_MS = 10 * 60_000

export interface SessionsOptions {
  log: Log
  audit: Audit
  domains: readonly string[]
  anonymousDomain: string | undefined
  registration: boolean
  limits: boolean
  /** Without it, no session outlives this process. */
  sealed?: SealedStore
  lingerMs?: number
  /** Whether anybody may watch the stanzas of their own session. */
  trace?: boolean
  /** Where files may go beside the server's own places. */
  fileOrigins?: readonly string[]
}

/** A session; `later` when it cannot be said now whether there is one. */
export type Found = Session | 'later' | undefined
type Made = Pick<HeldSession, 'life' | 'browser'> & { id?: string }

/** All sessions of pages, by the hash of the token that only their cookie holds. */
export class Sessions {
  readonly #held = new Map<string, HeldSession>()
  readonly #waking = new Map<string, Promise<Found>>()
  readonly #settling = new Map<string, Promise<void>>()
  readonly #lastWords = new LastWords()
  readonly #list: SessionList
  readonly options: SessionsOptions
  readonly guard: SignInGuard
  #ticking: NodeJS.Timeout | undefined
  #closing = false

  constructor(options: SessionsOptions) {
    this.options = options
    this.guard = new SignInGuard(options.audit, options.limits)
    this.#list = new SessionList(this.#held, options.sealed, this.#lastWords)
    this.#ticking = setInterval(() => void this.#tick(), TICK_MS).unref()
  }

  get size(): number {
    return this.#held.size
  }

  get isClosing(): boolean {
    return this.#closing
  }

  find(token: string | undefined): Session | undefined {
    const session = token ? this.#held.get(nameOf(token))?.session : undefined
    return session?.isOver ? undefined : session
  }

  /** The session of the first token that opens one; one that is asleep is woken. Another gateway's are ignored. */
  async open(tokens: readonly string[]): Promise<Found> {
    for (const token of tokens) {
      const found = this.find(token) ?? (await this.#wake(token))
      if (found) return found
    }
    return this.#closing ? 'later' : undefined
  }

  /** Why the session of one of these tokens ended, when nobody was there to hear it. */
  lastWord(tokens: readonly string[]): LastWord | undefined {
    return tokens.map((token) => this.#lastWords.of(nameOf(token))).find((word) => word !== undefined)
  }

  /** A new session and the token for its cookie: 256 random bits, kept here as a hash only. */
  async signIn(
    how: SignIn,
    address: string,
    userAgent?: string,
  ): Promise<{ ok: true; session: Session; token: string } | { ok: false; error: ProtocolError }> {
    const { sealed } = this.options
    const refused = this.#closing ? closing() : notOffered(how, this.options)
    if (refused) return { ok: false, error: refused }
    const account = how.kind === 'anonymous' ? 'guest' : (bareOf(how.jid) ?? how.jid)
    const attempt: Attempt = { kind: how.kind, account, address, since: performance.now() }
    const throttled = this.guard.refusal(attempt)
    if (throttled) return { ok: false, error: throttled }
    const token = randomBytes(32).toString('base64url')
    const name = nameOf(token)
    const made: Made = { life: new Life(), browser: browserOf(userAgent) }
    const session = this.#make(name, made)
    const result = await session.signIn(how)
    if (!result.ok) {
      await this.guard.refused(attempt, result.error.reason)
      return result
    }
    this.guard.succeeded(attempt, session.bareJid)
    if (this.#closing) session.end()
    if (session.isOver) return { ok: false, error: closing() }
    this.#makeRoom(session.bareJid)
    const key = how.kind === 'anonymous' ? undefined : sealed?.keyFor(token)
    const secret = how.kind === 'anonymous' ? undefined : { password: how.password, how: how.kind }
    const held = this.#hold(name, session, made, key, secret)
    await held.file?.flush()
    return { ok: true, session, token }
  }

  /** The holders of these tokens sign out. */
  async end(tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      const name = nameOf(token)
      await this.#waking.get(name)
      const held = this.#held.get(name)
      this.#lastWords.forget(name)
      held?.session.end()
      if (held) await held.file?.remove()
      else if (this.options.sealed?.has(name)) await this.options.sealed.remove(name)
    }
  }

  /** Every session leaves the server, remembered as it is; to its pages, this gateway is away. Nothing new begins. */
  async close(): Promise<void> {
    this.#closing = true
    clearInterval(this.#ticking)
    const all = [...this.#held.values()]
    const written = all.map(({ file }) => file?.close())
    for (const { session } of all) session.sleep()
    await Promise.all([...written, ...this.#settling.values()])
  }

  #wake(token: string): Promise<Found> {
    const name = nameOf(token)
    const { sealed } = this.options
    if (this.#closing || !sealed?.has(name)) return Promise.resolve(undefined)
    // Too many wrong passwords in a row: the server hears no further one from us for a while.
    if (this.guard.isPaused) return Promise.resolve('later')
    let waking = this.#waking.get(name)
    if (waking === undefined) {
      waking = (this.#settling.get(name) ?? Promise.resolve())
        .then(() => sealed.read(token))
        .then((opened) => (typeof opened === 'object' ? this.#restore(name, opened) : opened))
        .finally(() => this.#waking.delete(name))
      this.#waking.set(name, waking)
    }
    return waking
  }

  #restore(name: string, { about, credential, key }: Opened): Found {
    if (this.#closing) return 'later'
    const { id, account, since, seen, ...browser } = about
    const made = { id, browser, life: new Life(since, seen) }
    const session = this.#make(name, made)
    this.#makeRoom(account)
    session.restore(credential)
    this.#hold(name, session, made, key, credential).file?.change()
    this.options.audit.note('resumed', { jid: account })
    return session
  }

  #make(name: string, { id }: Made): Session {
    const { log, anonymousDomain, lingerMs, trace = false, fileOrigins = [] } = this.options
    return new Session({
      log,
      anonymousDomain,
      trace,
      fileOrigins,
      ended: (session, state) => this.#forget(name, session, state),
      changed: () => this.#held.get(name)?.file?.change(),
      maySleep: () => this.#held.get(name)?.file?.isThere === true,
      siblings: (...asked) => void this.#list.answer(...asked),
      account: this.#list.watch(() => this.#held.get(name)),
      ...(id === undefined ? {} : { id }),
      ...(lingerMs === undefined ? {} : { lingerMs }),
    })
  }

  #hold(
    name: string,
    session: Session,
    made: Made,
    key: Buffer | undefined,
    secret: Secret | undefined,
  ): HeldSession {
    const { sealed: store } = this.options
    const held = hold(session, made, store && key && secret && { store, name, key, secret })
    this.#held.set(name, held)
    return held
  }

  async #tick(): Promise<void> {
    for (const held of [...this.#held.values()]) {
      const { session, life, file } = held
      if (session.tabs > 0) life.see()
      if (life.ageMs > ABSOLUTE_MS) {
        this.options.audit.note('expired', { jid: session.bareJid })
        session.end({ state: 'ended', reason: 'expired' })
      } else if (file?.isDirty || (file && session.tabs > 0 && file.ageMs > SEEN_MS)) file.change()
    }
    await this.options.sealed?.sweep((name) => this.#held.has(name))
  }

  #forget(name: string, session: Session, state: SessionState | undefined): void {
    const file = this.#held.get(name)?.file
    const { audit } = this.options
    const { bareJid: jid, isGuest } = session
    this.#held.delete(name)
    if (state === undefined) {
      if (!this.#closing) audit.note('asleep', { jid })
      this.#settle(name, file?.close())
      return
    }
    this.#settle(name, file?.remove())
    if (state.reason === 'wrong-password' && file) this.guard.failed({ account: jid }, state.reason)
    if (jid && !isGuest) this.#lastWords.add(name, jid, state)
    if (jid) audit.note('logout', { jid })
  }

  // Whoever comes back at once must not read what is just being written.
  #settle(name: string, done: Promise<void> | undefined): void {
    if (done === undefined) return
    const settling = done.finally(() => {
      if (this.#settling.get(name) === settling) this.#settling.delete(name)
    })
    this.#settling.set(name, settling)
  }

  // Servers hold a number of sessions per account and kick the oldest; we do it where the page can be told.
  #makeRoom(account: string): void {
    const own = [...this.#held.values()].filter(
      ({ session }) => session.bareJid === account && !session.isGuest,
    )
    for (const { session } of own.slice(0, Math.max(0, own.length - MAX_PER_ACCOUNT + 1)))
      session.end({ state: 'ended', reason: 'replaced' })
    void this.options.sealed?.prune(account, (name) => this.#held.has(name))
  }
}
