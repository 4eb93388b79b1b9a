import type { ProtocolError } from '#protocol/define.ts'
import type * as contract from '#protocol/index.ts'
import type { AckFunction, CommandInput, CommandName, CommandReply } from '#protocol/index.ts'
import type { Jid } from '#protocol/jid.ts'
import type { Rsm } from '#protocol/rsm.ts'
import type { Bare, Listener, Login, Told } from './contract.ts'
import { Relogin } from './relogin.ts'
import { RequestError } from './requestError.ts'
import { Road } from './road.ts'

/** What an event holds. */
export type EventData<N extends contract.EventName> = contract.EventData<N>
/** The answer of a command, and the result set that came with it where it is one of several pages. */
export interface Answer<N extends CommandName> {
  reply: CommandReply<N>
  rsm: Rsm
}

export interface ClientOptions {
  /** Of a session that `signIn` began: the client's `cookie`. Only outside of browsers, which keep theirs themselves. */
  cookie?: string | undefined
  /** How long an answer may take, in milliseconds. */
  timeoutMs?: number | undefined
}

type Asked = Exclude<CommandName, Login>
type Args<N extends CommandName> = N extends Bare ? [data?: CommandInput<N>] : [data: CommandInput<N>]

const TIMEOUT_MS = 60_000
const NOT_CONNECTED: ProtocolError = { type: 'wait', condition: 'not-connected', reason: 'not-connected' }
const LOST: ProtocolError = { type: 'wait', condition: 'remote-server-timeout', reason: 'disconnected' }
const LATE: ProtocolError = { type: 'wait', condition: 'remote-server-timeout', reason: 'timeout' }

/**
 * A script's side of the gateway: XMPP-FTW's `send` and `on`, promises, and a socket that comes back by itself. What is
 * sent before it was ever open waits; what is sent while it is away is refused (`not-connected`), and what was not
 * answered when it was lost is told so (`disconnected`): it may have been done.
 */
export class Client {
  /** What holds the session, where `signIn` began it outside of a browser: pass it on to `connect`, and keep it secret. */
  readonly cookie: string | undefined
  readonly url: string
  readonly #timeoutMs: number
  readonly #road: Road
  readonly #relogin: Relogin
  readonly #listeners = new Map<string, Set<Listener<never>>>()
  readonly #waiting = new Set<(error: ProtocolError) => void>()

  constructor(url: string, { cookie, timeoutMs = TIMEOUT_MS }: ClientOptions = {}) {
    this.url = url
    this.cookie = cookie
    this.#timeoutMs = timeoutMs
    this.#relogin = new Relogin((name, data) => this.#road.emit(name, [data]))
    this.#road = new Road({
      url,
      headers: typeof document === 'undefined' ? headersOf(url, cookie) : undefined,
      opened: (again) => {
        this.#relogin.begin()
        this.#tell('open', [{ again }])
      },
      closed: (reason, retryAt) => {
        this.#relogin.pause()
        if (this.#road.isOld) this.#settle(LOST)
        this.#tell('close', [{ reason, ...(retryAt === undefined ? {} : { retryAt }) }])
      },
      told: (name, args) => this.#heard(name, args),
    })
  }

  /** The road to the gateway is there; whether anybody is signed in is told by `xmpp.connection`. */
  get isOpen(): boolean {
    return this.#road.isOpen
  }

  /** Asks, or says; the callback hears XMPP-FTW's `(error, reply, resultSet)`, once. */
  send<N extends Bare>(name: N, callback?: AckFunction<N>): void
  send<N extends CommandName>(name: N, data: CommandInput<N>, callback?: AckFunction<N>): void
  send(name: CommandName, first?: unknown, second?: unknown): void {
    const [data, callback] = typeof first === 'function' ? [{}, first] : [first ?? {}, second]
    const isAway = this.#road.isOld && !this.#road.isOpen
    if (typeof callback === 'function') {
      if (isAway) queueMicrotask(() => callback(NOT_CONNECTED))
      else this.#road.emit(name, [data, this.#once(callback as (...answer: unknown[]) => void)])
    } else if (isAway) queueMicrotask(() => this.#tell('xmpp.error.client', [NOT_CONNECTED]))
    else this.#road.emit(name, [data])
  }

  /** The reply of a command. Rejects with RequestError. */
  async request<N extends Asked>(name: N, ...data: Args<N>): Promise<CommandReply<N>> {
    return (await this.requestPage(name, ...data)).reply
  }

  /** The same with the result set: which page of a longer answer it is. */
  requestPage<N extends Asked>(name: N, ...[data]: Args<N>): Promise<Answer<N>> {
    return new Promise((resolve, reject) => {
      const heard = (error: ProtocolError | null, reply?: CommandReply<N>, rsm?: Rsm) => {
        if (error) reject(new RequestError(name, error))
        else resolve({ reply: reply as CommandReply<N>, rsm: rsm ?? {} })
      }
      this.send(name, (data ?? {}) as CommandInput<N>, heard as AckFunction<N>)
    })
  }

  /**
   * Signs in on this socket, as XMPP-FTW does, and on each that comes after it: the session ends with its socket, and
   * every later one tells `xmpp.connection` anew. Rejects with RequestError. `signIn` is for sessions that last.
   */
  login(who: CommandInput<'xmpp.login'>): Promise<Jid> {
    return this.#logIn('xmpp.login', who)
  }

  /** The same without an account; `jid` is the domain for guests. */
  loginAnonymously(where: CommandInput<'xmpp.login.anonymous'>): Promise<Jid> {
    return this.#logIn('xmpp.login.anonymous', where)
  }

  on<N extends keyof Told>(name: N, listener: Listener<N>): this {
    const listeners = this.#listeners.get(name) ?? new Set()
    this.#listeners.set(name, listeners.add(listener as Listener<never>))
    return this
  }

  once<N extends keyof Told>(name: N, listener: Listener<N>): this {
    const first: Listener<N> = (data, answer) => {
      this.off(name, first)
      listener(data, answer)
    }
    return this.on(name, first)
  }

  /** Without a listener: all of that event. */
  off<N extends keyof Told>(name: N, listener?: Listener<N>): this {
    if (listener) this.#listeners.get(name)?.delete(listener as Listener<never>)
    else this.#listeners.delete(name)
    return this
  }

  removeAllListeners(name?: keyof Told): this {
    if (name === undefined) this.#listeners.clear()
    else this.#listeners.delete(name)
    return this
  }

  /** Closes the socket for good. A session that `signIn` began goes on without it. */
  end(): void {
    this.#relogin.forget()
    this.#road.end()
    this.#settle(LOST)
  }

  /** Ends the session that `signIn` began, and the socket. */
  async signOut(): Promise<void> {
    this.end()
    const headers = headersOf(this.url, this.cookie)
    await fetch(new URL('/session', this.url), { method: 'DELETE', credentials: 'same-origin', headers })
  }

  #heard(name: string, args: unknown[]): void {
    if (name === 'xmpp.error') this.#relogin.failed(args[0] as ProtocolError)
    // Signed out, here or elsewhere: the gateway closes this socket, and the next one would be nobody's.
    if (name === 'xmpp.session.state' && (args[0] as Told['xmpp.session.state']).state === 'ended')
      this.#road.letGo()
    this.#tell(name, args)
  }

  #tell(name: string, args: unknown[]): void {
    const listeners = [...(this.#listeners.get(name) ?? [])] as unknown as ((...args: unknown[]) => void)[]
    for (const listener of listeners) listener(...args)
  }

  #logIn(name: Login, data: object): Promise<Jid> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer)
        this.off('xmpp.connection', accepted).off('xmpp.error', refused).off('close', lost)
      }
      const accepted: Listener<'xmpp.connection'> = ({ jid }) => {
        stop()
        this.#relogin.remember(name, data)
        resolve(jid)
      }
      const refused = (error: ProtocolError) => {
        stop()
        reject(new RequestError(name, error))
      }
      const lost = () => refused(this.#road.isOld ? LOST : NOT_CONNECTED)
      const timer = setTimeout(() => refused(LATE), this.#timeoutMs)
      this.on('xmpp.connection', accepted).on('xmpp.error', refused).on('close', lost)
      this.#relogin.forget()
      if (this.#road.isOld && !this.#road.isOpen) lost()
      else this.#road.emit(name, [data])
    })
  }

  /** A callback that is called once: by the answer, or by what stands in its way. */
  #once(callback: (...answer: unknown[]) => void): (...answer: unknown[]) => void {
    const end = (...answer: unknown[]) => {
      if (!this.#waiting.delete(end)) return
      clearTimeout(timer)
      callback(...answer)
    }
    const timer = setTimeout(() => end(LATE), this.#timeoutMs)
    this.#waiting.add(end)
    return end
  }

  #settle(error: ProtocolError): void {
    for (const end of [...this.#waiting]) end(error)
  }
}

/** The gateway lets a cookie in from its own origin alone, and a script has none by itself. */
export function headersOf(url: string, cookie: string | undefined): Record<string, string> {
  return cookie === undefined ? {} : { cookie, origin: new URL(url).origin }
}
