import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import type { Xmpp } from 'xmpp-ftw'
import type BaseClass from 'xmpp-ftw/lib/base.js'
import type { ProtocolError } from '#protocol/define.ts'
import type { CommandData, CommandName, CommandReply, EventData, EventName } from '#protocol/index.ts'
import { bareJid, type Jid, sameJid } from '#protocol/jid.ts'
import type { Rsm } from '#protocol/rsm.ts'
import type { Sent } from '../transport/types.ts'
import { type Claim, matches } from './claims.ts'
import { Failure, notConnected, parseStanzaError, timedOut } from './errors.ts'
import { readCommand } from './readCommand.ts'
import { type RoomList, roomsOf } from './rooms.ts'
import type { Element } from './xml.ts'

const Base: typeof BaseClass = createRequire(import.meta.url)('xmpp-ftw').Base
const REQUEST_TIMEOUT_MS = 30_000

/** A reply with its result set: XMPP-FTW's third argument of the acknowledgement. */
export class WithRsm<R> {
  readonly reply: R
  readonly rsm: Rsm | undefined
  constructor(reply: R, rsm: Rsm | undefined) {
    this.reply = reply
    this.rsm = rsm
  }
}

type Answer<N extends CommandName> = CommandReply<N> | WithRsm<CommandReply<N>>
export type Handlers = {
  readonly [N in CommandName]?: (data: CommandData<N>) => Answer<N> | Promise<Answer<N>>
}

/**
 * One slice of the protocol. Relies only on what XMPP-FTW promises an extension (`manager.socket`, `manager.client`,
 * `manager.trackId`), so it also runs in another XMPP-FTW 2 host. Payloads are parsed, acknowledgements given, and
 * failures told here: no handler does any of it.
 */
export abstract class Extension extends Base {
  // Made when they are asked for: kept, the closures of all slices would be the largest part of an idle session. Slices
  // that are asked all the time share one table among all sessions, whose methods are called on the extension.
  get handlers(): Handlers {
    return {}
  }

  /** The names of the handlers. */
  get commands(): ReadonlySet<string> {
    let names = namesOf.get(this.constructor)
    if (names === undefined) {
      names = new Set(Object.keys(this.handlers))
      namesOf.set(this.constructor, names)
    }
    return names
  }

  readonly claims: readonly Claim[] = NO_CLAIMS

  /** A stanza that a claim matched. True: finished; false: the next claim may have it. */
  receive(_stanza: Element): boolean {
    return false
  }

  /** A new session is online: the first one, or one that could not be resumed. */
  protected started(): void {}

  /** The link broke, and will be tried again; or the session goes on as if it had not. */
  linked(_isUp: boolean): void {}

  /** The server has taken these messages over; only a host with `tellsTaken` says so. */
  taken(_sent: readonly Sent[]): void {}

  /** These may not have reached the server; only a host with `tellsTaken` says so. */
  lost(_sent: readonly Sent[]): void {}

  override init(manager: Xmpp, ignoreEvents?: boolean): void {
    super.init(manager, ignoreEvents)
    this.started()
  }

  override get _events(): Record<string, string> {
    return Object.fromEntries([...this.commands].map((name) => [name, name]))
  }

  override registerEvents(): void {
    const { socket } = this
    if (isRouter(socket)) {
      socket.route(this)
      return
    }
    for (const name of this.commands) {
      socket.removeAllListeners(name)
      socket.on(name, (data, ack) => this.perform(name, data, ack))
    }
  }

  override handles(stanza: Element): boolean {
    return this.claims.some((claim) => matches(claim, stanza, this.rooms))
  }

  override handle(stanza: Element): boolean {
    return this.receive(stanza)
  }

  /** What the browser asked; `name` is one of `commands`. */
  perform(name: string, data: unknown, ack: unknown): void {
    const onlyAck = typeof data === 'function' && ack === undefined
    const callback = onlyAck ? data : ack
    const payload = onlyAck || data === undefined || data === null ? {} : data
    const read = readCommand(name as CommandName, payload, callback)
    if ('error' in read) {
      this.manager.emit('refused', { name, rule: read.error.description })
      this.#refuse(read.toEvent ? undefined : callback, read.error)
      return
    }
    try {
      this.#demandLink()
      const handler = this.handlers[name as CommandName] as ((data: unknown) => unknown) | undefined
      const reply = handler?.call(this, read.data)
      // Nobody waits: no promise is made for it.
      if (typeof callback !== 'function' && !(reply instanceof Promise)) return
      Promise.resolve(reply).then(
        (done) => give(callback, done),
        (error) => this.#fail(callback, error),
      )
    } catch (error) {
      this.#fail(callback, error)
    }
  }

  // A UUID v4 as XMPP-FTW makes it, but not from a handful of fresh random bytes each time.
  override _getId(): string {
    return randomUUID()
  }

  protected emit<N extends EventName>(name: N, data: EventData<N>): void {
    this.socket.send(name, data)
  }

  protected send(stanza: Element): void {
    const { client } = this.manager
    if (!client) throw new Failure(notConnected())
    client.send(stanza)
  }

  /** Sends an IQ and waits for its result. Rejects with Failure: the error stanza, or nothing in time. */
  protected request(iq: Element, timeoutMs = REQUEST_TIMEOUT_MS): Promise<Element> {
    return new Promise((resolve, reject) => {
      this.#demandLink()
      const timer = setTimeout(() => reject(new Failure(timedOut(iq.attrs.to))), timeoutMs)
      this.manager.trackId(iq, (stanza) => {
        clearTimeout(timer)
        if (stanza.attrs.type === 'error') reject(new Failure(parseStanzaError(stanza), stanza))
        else resolve(stanza)
      })
      try {
        this.send(iq)
      } catch (error) {
        clearTimeout(timer)
        reject(error)
      }
    })
  }

  /** Sends an IQ whose answer, good or bad, is taken at once; none may come at all. */
  protected ask(iq: Element, heard: (reply: Element) => void): void {
    this.#demandLink()
    this.manager.trackId(iq, heard)
    this.send(iq)
  }

  /** For an IQ whose result says nothing but "done". */
  protected async done(iq: Element): Promise<true> {
    await this.request(iq)
    return true
  }

  protected get rooms(): RoomList {
    return roomsOf(this.manager)
  }

  protected ownJid(): Jid {
    const { user, domain, resource } = this.manager.fullJid
    return { domain, ...(user ? { user } : {}), ...(resource ? { resource } : {}) }
  }

  protected ownBare(): string {
    return bareJid(this.manager.fullJid)
  }

  /** Whether the account itself speaks; who else sends what only it may say forges, and operators are told of `kind`. */
  protected isOfAccount({ attrs: { from } }: Element, kind: string): boolean {
    if (from === undefined || sameJid(from, this.ownBare())) return true
    this.manager.emit('forged', { kind, from })
    return false
  }

  // Another host keeps our listeners after a logout, and tells its page of an error when it is to track something then.
  #demandLink(): void {
    if (!this.manager.client) throw new Failure(notConnected())
  }

  #fail(callback: unknown, error: unknown): void {
    this.#refuse(callback, error instanceof Failure ? error.error : INTERNAL)
  }

  #refuse(callback: unknown, error: ProtocolError): void {
    if (typeof callback === 'function') answer(callback, error)
    else this.socket.send('xmpp.error.client', error)
  }
}

const INTERNAL: ProtocolError = { type: 'cancel', condition: 'internal-server-error', reason: 'internal' }
const NO_CLAIMS: readonly Claim[] = []
const namesOf = new WeakMap<object, ReadonlySet<string>>()

/** A socket that takes an extension whole, where a listener for each command would cost every session. */
interface Router {
  route(extension: Extension): void
}

const isRouter = (socket: object): socket is Router => 'route' in socket

function give(callback: unknown, reply: unknown): void {
  if (reply instanceof WithRsm) answer(callback, null, reply.reply, reply.rsm ?? {})
  else answer(callback, null, reply)
}

/** An acknowledgement that throws is its owner's trouble: nobody else can be told. */
function answer(callback: unknown, ...args: unknown[]): void {
  try {
    if (typeof callback === 'function') callback(...args)
  } catch {}
}
