import { EventEmitter } from 'node:events'
import { type Element, xml } from '@xmpp/xml'
import { fullJid, type Jid, parseJid } from '../../shared/protocol/jid.ts'
import { backoff } from './backoff.ts'
import { bind } from './bind.ts'
import { Heartbeat } from './heartbeat.ts'
import { asFailure, negotiate, type Ready } from './negotiate.ts'
import { ask, streamFailure } from './negotiation.ts'
import { admit } from './pacing.ts'
import { prove } from './prove.ts'
import type { StreamOwner, XmlStream } from './stream.ts'
import { acknowledgement, type Batch, Outgoing, sentOf } from './streamManagement.ts'
import { tell } from './tell.ts'
import {
  type ClientEvents,
  type ClientOptions,
  DEFAULT_TIMERS,
  isFinal,
  LoginFailure,
  NS,
  type Timers,
  type TransportConfig,
} from './types.ts'

const STANZAS = new Set(['message', 'presence', 'iq'])
const NO_TIMERS = { socket: { setTimeout() {}, setKeepAlive() {} } }

/**
 * What xmpp-ftw asks of its client, and a supervisor around it: after the first success it stays connected until
 * `end()`. Events: `online` { jid }, `stanza`, `error` (LoginFailure; only for what is final), `offline`, and ours:
 * `state` (LinkState), `ack` (messages that the server has taken over, or without stream management were
 * written), `fail` (messages that may be lost).
 */
export class FtwClient extends EventEmitter implements StreamOwner {
  /** xmpp-ftw reaches for the socket's timers; ours are the transport's own business. */
  readonly connection = NO_TIMERS
  jid: Jid | undefined
  readonly #options: ClientOptions
  readonly #config: TransportConfig
  readonly #timers: Timers
  readonly #outgoing = new Outgoing()
  #stream: XmlStream | undefined
  #heartbeat: Heartbeat | undefined
  #handled = 0
  #resumeId: string | undefined
  #attempts = 0
  /** The last link ended in silence. */
  #wasSilent = false
  #ended = false
  #attempt: AbortController | undefined
  #opening: XmlStream | undefined
  #retryTimer: NodeJS.Timeout | undefined

  constructor(options: ClientOptions, config: TransportConfig) {
    super()
    const jid = parseJid(options.jid)
    this.#options = { ...options, jid: jid ? fullJid(jid) : '' }
    this.#config = config
    this.#timers = config.timers ? { ...DEFAULT_TIMERS, ...config.timers } : DEFAULT_TIMERS
    // The owner listens only after the constructor returned.
    setImmediate(() => void this.#connect())
  }

  /** Hands a stanza (or the stanza that a child belongs to) over. While the link is away it waits, in order. */
  send(element: Element): void {
    if (this.#ended) return
    const stanza = element.root()
    this.#tell('sent', stanza)
    const out = this.#outgoing.push(stanza, this.#stream !== undefined)
    const sent = sentOf(stanza)
    if (out) this.#write(out)
    else if (sent) this.#tell('fail', [sent])
  }

  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#heartbeat?.stop()
    clearTimeout(this.#retryTimer)
    this.#stream?.close(this.#outgoing.isManaged ? this.#handled : undefined)
    this.#opening?.close()
    this.#attempt?.abort()
    this.#stream = undefined
  }

  /** Signs in with this one from now on. */
  changePassword(password: string): void {
    this.#options.password = password
  }

  /** Whether somebody looks (XEP-0352); a link that is away is told nothing, and begins with `active` again. */
  indicate(state: 'active' | 'inactive'): void {
    this.#stream?.indicate(state)
  }

  /** Asks the network at once instead of waiting for the next try. */
  retryNow(): void {
    if (this.#retryTimer === undefined || this.#ended) return
    clearTimeout(this.#retryTimer)
    void this.#connect()
  }

  element(element: Element): void {
    if (this.#ended) return
    if (element.getNS() === NS.sm) this.#management(element)
    else if (element.is('error', NS.stream)) this.#stream?.destroy(streamFailure(element))
    else {
      this.#tell('stanza', element)
      // XEP-0198 §4: counted even when our own code stumbled, or the server would send it for ever.
      if (STANZAS.has(element.getName())) this.#handled = (this.#handled + 1) >>> 0
    }
  }

  closed(cause: LoginFailure): void {
    if (this.#stream === undefined || this.#ended) return
    this.#heartbeat?.stop()
    this.#stream = undefined
    if (cause.reason === 'timeout') this.#wasSilent = true
    // What it could not speak of, or we not read, it would say again.
    if (cause.reason === 'protocol') this.#resumeId = undefined
    this.#outgoing.disconnected()
    this.#recover(cause)
  }

  async #connect(): Promise<void> {
    this.#retryTimer = undefined
    const leave = await admit(!this.#isKnown)
    if (this.#ended) return leave()
    const attempt = new AbortController()
    this.#attempt = attempt
    const deadline = setTimeout(() => attempt.abort(), this.#timers.connectMs)
    try {
      if (this.#attempts === 0) this.#tell('state', { state: 'connecting' })
      const jid = parseJid(this.#options.jid)
      if (!jid) throw new LoginFailure('bad-jid')
      if (!this.#config.domains.includes(jid.domain)) throw new LoginFailure('unknown-domain')
      const ready = await negotiate(this.#options, this.#config, attempt.signal)
      this.#opening = ready.stream
      await this.#begin(ready)
    } catch (error) {
      const cause = asFailure(error)
      this.#opening?.destroy(cause)
      if (!this.#ended) this.#recover(cause)
    } finally {
      clearTimeout(deadline)
      this.#attempt = undefined
      this.#opening = undefined
      leave()
    }
  }

  async #begin(ready: Ready): Promise<void> {
    const { stream, features, link } = ready
    const canManage = features.getChild('sm', NS.sm) !== undefined
    if (this.#resumeId !== undefined && canManage) {
      const resume = xml('resume', { xmlns: NS.sm, previd: this.#resumeId, h: this.#handled })
      const answer = await ask(stream, link, resume)
      // XEP-0198 §6: `h` in a refusal, too, tells what did arrive.
      this.#acknowledge(answer)
      if (answer.is('resumed', NS.sm)) {
        const proof = await prove(stream, link)
        if (proof && this.#acknowledge(proof)) return this.#online(ready, true)
        this.#resumeId = undefined
        throw new LoginFailure('timeout', 'The server does not go on with the session')
      }
    }
    this.#resumeId = undefined
    const jid = await bind(ready, this.#options)
    const enabled = canManage
      ? await ask(stream, link, xml('enable', { xmlns: NS.sm, resume: 'true' }))
      : undefined
    const { resume, id } = enabled?.attrs ?? {}
    if (resume === 'true' || resume === '1') this.#resumeId = id
    // Not before there is a new session: should the link die on the way to it, the next try still knows them.
    const lost = this.#outgoing.restart(enabled?.is('enabled', NS.sm) === true)
    this.#handled = 0
    this.jid = jid
    this.#online(ready, false)
    this.#tell('fail', lost)
  }

  #online({ stream, link }: Ready, resumed: boolean): void {
    this.#stream = stream
    this.#attempts = 0
    this.#heartbeat = new Heartbeat(stream, this.#outgoing.isManaged, this.#timers)
    // COMPAT: ejabberd 23.01, when it hung, still does what it had read, and counts it no more.
    const doubtful = resumed && this.#wasSilent ? this.#outgoing.doubt() : []
    this.#wasSilent = false
    // What the old link lost goes first, whatever the listeners send; in a new session they open with presence.
    if (resumed) this.#write(this.#outgoing.connected())
    this.#tell('fail', doubtful)
    this.#tell('state', { state: 'online', resumed })
    if (!resumed) {
      this.#tell('online', { jid: this.jid })
      this.#write(this.#outgoing.connected())
    }
    link.handOver(this, (stanza) => this.#tell('stanza', stanza))
  }

  #write({ text, taken }: Batch): void {
    // Not within `send`: whoever is told of the end of something must have heard of its beginning.
    if (taken.length > 0) setImmediate(() => this.#tell('ack', taken))
    if (text === '' || this.#stream === undefined) return
    this.#stream.write(text)
    this.#heartbeat?.sent(text.length)
  }

  #management(element: Element): void {
    if (element.name === 'r') this.#stream?.write(acknowledgement(this.#handled))
    else if (element.name === 'a') this.#acknowledge(element)
  }

  /** False: what counts stanzas that were never sent is no answer. */
  #acknowledge({ attrs: { h } }: Element): boolean {
    if (!this.#outgoing.covers(Number(h))) return false
    this.#heartbeat?.answered()
    this.#tell('ack', this.#outgoing.acknowledge(Number(h)))
    return true
  }

  get #isKnown(): boolean {
    return this.jid !== undefined || this.#options.returning === true
  }

  // Somebody who never got in is told at once; who was in stays in, unless trying again cannot help.
  #recover(cause: LoginFailure): void {
    if (!this.#isKnown || isFinal(cause.reason)) this.#giveUp(cause)
    else this.#retry(cause)
  }

  #retry({ reason, text: description }: LoginFailure): void {
    const wait = backoff(this.#timers, this.#attempts++)
    this.#retryTimer = setTimeout(() => void this.#connect(), wait)
    this.#tell('state', { state: 'reconnecting', reason, description, retryAt: Date.now() + wait })
  }

  #giveUp(cause: LoginFailure): void {
    const wasOnline = this.jid !== undefined
    this.#ended = true
    this.#tell('fail', this.#outgoing.drain())
    this.#tell('state', { state: 'offline', reason: cause.reason, description: cause.text })
    this.#tell('error', cause)
    if (wasOnline) this.#tell('offline', undefined)
  }

  #tell<E extends keyof ClientEvents>(event: E, data: ClientEvents[E]): void {
    tell(this, event, data, this.#config.log)
  }
}
