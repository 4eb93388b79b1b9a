import { EventEmitter } from 'node:events'
import { type Element, xml } from '@xmpp/xml'
import { type Jid, parseJid, splitJid } from '../../shared/protocol/jid.ts'
import { bind } from './bind.ts'
import { asFailure, ask, negotiate, type Ready, streamFailure } from './negotiate.ts'
import { admit, watch } from './pacing.ts'
import type { StreamOwner, XmlStream } from './stream.ts'
import { Outgoing } from './streamManagement.ts'
import {
  type ClientOptions,
  isFinal,
  type LinkState,
  LoginFailure,
  NS,
  type TransportConfig,
} from './types.ts'

const CONNECT_TIMEOUT_MS = 15_000
const MAX_BACKOFF_MS = 30_000
const IDLE_MS = 10_000
const ANSWER_MS = 10_000
const ACK_AFTER_MS = 25

/**
 * What xmpp-ftw asks of its client, and a supervisor around it: after the first success it stays connected until
 * `end()`. Events: `online` { jid }, `stanza`, `error` (LoginFailure; only for what is final), `offline`, and ours:
 * `state` (LinkState), `ack` (ids that the server has taken over), `fail` (ids that may be lost).
 */
export class FtwClient extends EventEmitter implements StreamOwner {
  /** xmpp-ftw reaches for the socket's timers; ours are the transport's own business. */
  readonly connection = { socket: { setTimeout() {}, setKeepAlive() {} } }
  jid: Jid | undefined
  readonly #options: ClientOptions
  readonly #config: TransportConfig
  readonly #outgoing = new Outgoing()
  #stream: XmlStream | undefined
  #handled = 0
  #resumeId: string | undefined
  #attempts = 0
  #ended = false
  #askedAt = 0
  #ackTimer: NodeJS.Timeout | undefined
  #retryTimer: NodeJS.Timeout | undefined
  #unwatch: (() => void) | undefined

  constructor(options: ClientOptions, config: TransportConfig) {
    super()
    this.#options = options
    this.#config = config
    // The owner listens only after the constructor returned.
    setImmediate(() => void this.#connect())
  }

  /** Hands a stanza (or the stanza that a child belongs to) over. While the link is away it waits, in order. */
  send(element: Element): void {
    if (this.#ended) return
    const stanza = element.root()
    if (!this.#outgoing.push(stanza, this.#stream !== undefined)) {
      this.emit('fail', [stanza.attrs.id].filter(Boolean))
      return
    }
    if (this.#stream) {
      this.#stream.write(this.#outgoing.last)
      this.#askSoon()
    }
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#release()
    clearTimeout(this.#retryTimer)
    this.#stream?.close()
    this.#stream = undefined
  }

  /** Asks the network at once instead of waiting for the next try. */
  retryNow(): void {
    if (this.#retryTimer === undefined || this.#ended) return
    clearTimeout(this.#retryTimer)
    void this.#connect()
  }

  element(element: Element): void {
    if (element.getNS() === NS.sm) {
      this.#management(element)
      return
    }
    if (element.is('error', NS.stream)) {
      this.#stream?.destroy(streamFailure(element))
      return
    }
    try {
      this.emit('stanza', element)
    } catch (error) {
      this.#log(`A handler failed on <${element.name}/>: ${error instanceof Error ? error.name : 'unknown'}`)
    }
    // XEP-0198 §4: counted even when our own code stumbled, or the server would send it for ever.
    this.#handled = (this.#handled + 1) >>> 0
  }

  closed(cause: LoginFailure): void {
    if (this.#stream === undefined || this.#ended) return
    this.#release()
    this.#stream = undefined
    this.#outgoing.disconnected()
    if (isFinal(cause.reason)) this.#giveUp(cause)
    else this.#retry(cause)
  }

  async #connect(): Promise<void> {
    this.#retryTimer = undefined
    const leave = await admit()
    if (this.#ended) return leave()
    const deadline = AbortSignal.timeout(this.#config.connectTimeoutMs ?? CONNECT_TIMEOUT_MS)
    try {
      if (this.#attempts === 0) this.#state({ state: 'connecting' })
      const domain = splitJid(this.#options.jid).domain
      const jid = parseJid(this.#options.jid)
      if (!jid) throw new LoginFailure('bad-jid')
      if (!this.#config.domains.includes(domain)) throw new LoginFailure('unknown-domain')
      const ready = await negotiate(this.#options, this.#config, deadline)
      if (this.#ended) return ready.stream.close()
      const cut = () => ready.stream.destroy(new LoginFailure('timeout'))
      deadline.addEventListener('abort', cut)
      try {
        await this.#begin(ready)
      } finally {
        deadline.removeEventListener('abort', cut)
      }
    } catch (error) {
      const cause = asFailure(error)
      if (this.#ended) return
      if (this.jid === undefined || isFinal(cause.reason)) this.#giveUp(cause)
      else this.#retry(cause)
    } finally {
      leave()
    }
  }

  async #begin({ stream, features, link }: Ready): Promise<void> {
    const canManage = features.getChild('sm', NS.sm) !== undefined
    if (this.#resumeId !== undefined && canManage) {
      const resume = xml('resume', { xmlns: NS.sm, previd: this.#resumeId, h: this.#handled })
      const answer = await ask(stream, link, resume)
      if (answer.is('resumed', NS.sm)) {
        this.#acknowledge(answer)
        this.#online({ stream, link, features }, true)
        return
      }
      // XEP-0198 §6: `h` in the refusal tells what did arrive.
      if (answer.attrs.h !== undefined) this.#acknowledge(answer)
    }
    const lost = this.#outgoing.restart()
    this.#resumeId = undefined
    this.#handled = 0
    this.jid = await bind({ stream, features, link }, this.#options)
    if (canManage) {
      const enabled = await ask(stream, link, xml('enable', { xmlns: NS.sm, resume: 'true' }))
      this.#outgoing.managed = enabled.is('enabled', NS.sm)
      if (enabled.attrs.resume === 'true' || enabled.attrs.resume === '1') this.#resumeId = enabled.attrs.id
    }
    this.#online({ stream, link, features }, false)
    if (lost.length > 0) this.emit('fail', lost)
  }

  #online({ stream, link }: Ready, resumed: boolean): void {
    this.#stream = stream
    this.#attempts = 0
    this.#askedAt = 0
    if (this.#options.register) this.#options.register = false
    this.#state({ state: 'online', resumed })
    if (!resumed) this.emit('online', { jid: this.jid })
    const waiting = this.#outgoing.connected()
    if (waiting !== '') {
      stream.write(waiting)
      this.#askSoon()
    }
    this.#unwatch = watch(() => this.#checkLink())
    link.handOver(this)
  }

  #management(element: Element): void {
    if (element.name === 'r') this.#stream?.write(`<a xmlns='${NS.sm}' h='${this.#handled}'/>`)
    else if (element.name === 'a') this.#acknowledge(element)
  }

  #acknowledge(element: Element): void {
    this.#askedAt = 0
    const taken = this.#outgoing.acknowledge(Number(element.attrs.h))
    if (taken.length > 0) this.emit('ack', taken)
  }

  #askSoon(): void {
    if (!this.#outgoing.managed || this.#ackTimer !== undefined) return
    this.#ackTimer = setTimeout(() => {
      this.#ackTimer = undefined
      this.#ask()
    }, ACK_AFTER_MS)
  }

  #ask(): void {
    if (this.#askedAt === 0) this.#askedAt = Date.now()
    this.#stream?.write(`<r xmlns='${NS.sm}'/>`)
  }

  #checkLink(): void {
    const stream = this.#stream
    if (stream === undefined || !this.#outgoing.managed) return
    const now = Date.now()
    if (this.#askedAt !== 0 && now - this.#askedAt > ANSWER_MS && now - stream.lastHeardAt > ANSWER_MS)
      stream.destroy(new LoginFailure('timeout', 'The server does not answer'))
    else if (this.#askedAt === 0 && now - stream.lastHeardAt > IDLE_MS) this.#ask()
  }

  #retry(cause: LoginFailure): void {
    // Full jitter: after a server's restart, people come back spread out instead of all at once.
    const ceiling = Math.min(MAX_BACKOFF_MS, 1000 * 2 ** this.#attempts)
    this.#attempts++
    const wait = 250 + Math.random() * ceiling
    this.#retryTimer = setTimeout(() => void this.#connect(), wait)
    this.#state({
      state: 'reconnecting',
      reason: cause.reason,
      description: cause.text,
      retryAt: Date.now() + wait,
    })
  }

  #giveUp(cause: LoginFailure): void {
    const wasOnline = this.jid !== undefined
    this.#ended = true
    this.#release()
    this.#state({ state: 'offline', reason: cause.reason, description: cause.text })
    this.emit('error', cause)
    if (wasOnline) this.emit('offline')
  }

  #release(): void {
    this.#unwatch?.()
    clearTimeout(this.#ackTimer)
    this.#ackTimer = undefined
  }

  #state(state: LinkState): void {
    this.emit('state', state)
  }

  #log(text: string): void {
    this.#config.log?.('warn', text)
  }
}
