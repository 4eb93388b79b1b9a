import { createRequire } from 'node:module'
import type { FtwSocket, Xmpp as XmppClass } from 'xmpp-ftw'
import type { ProtocolError } from '#protocol/define.ts'
import { commands } from '#protocol/index.ts'
import { fullJid, type Jid, parseJid, splitJid } from '#protocol/jid.ts'
import { type LinkState, LoginFailure, type Sent } from '../transport/types.ts'
import { matches } from './claims.ts'
import { redact } from './errors.ts'
import type { Extension } from './extension.ts'
import { holdsIllegal } from './holdsIllegal.ts'
import { isAnswerer } from './isAnswerer.ts'
import { loginError } from './loginErrors.ts'
import { type Offer, type Offers, offersOf, presentIn } from './offers.ts'
import { roomsOf } from './rooms.ts'
import { refuse } from './unclaimed.ts'
import { unreadable } from './unreadable.ts'
import { type Element, xml } from './xml.ts'

const Xmpp: typeof XmppClass = createRequire(import.meta.url)('xmpp-ftw').Xmpp
const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
const TRACK_MS = 60_000

export type Log = (level: 'info' | 'warn', text: string, detail?: Record<string, unknown>) => void

interface Tracked {
  callback: (stanza: Element) => void
  to: string | undefined
  expires: number
}

/**
 * XMPP-FTW's manager with our guards: replies tracked by id *and* sender, stanzas offered by claim (narrowest first),
 * unclaimed requests refused as RFC 6120 §8.2.3 demands, and nothing a stanza or a browser holds gets out as a throw.
 * Emits `client:online` { jid }, `state` (LinkState), `failed` (ProtocolError), `forged` { kind, from }.
 */
export class Manager extends Xmpp {
  readonly #extensions: readonly Extension[]
  readonly #log: Log
  readonly #offers: Offers
  // A Map: ids come from strangers, and an object would answer to `constructor`.
  readonly #tracked = new Map<string, Tracked>()
  /** Whether extensions hear what the server has taken over. */
  readonly tellsTaken = true

  constructor(socket: FtwSocket, extensions: readonly Extension[], log: Log = () => {}) {
    super(socket)
    this.#extensions = extensions
    this.#log = log
    this.clearListeners()
    for (const extension of extensions) this.addListener(extension)
    this.#offers = offersOf(extensions)
  }

  // XMPP-FTW drops a second login within 750 ms without a word; a person with a typo is faster than that.
  override registerSocketEvents(): void {
    this.socket.on('xmpp.login', (data) => this.login(data))
    this.socket.on('xmpp.login.anonymous', (data) => this.anonymousLogin(data))
    this.socket.on('xmpp.logout', (data, ack) => this.logout(typeof data === 'function' ? data : ack))
    this.socket.on('xmpp.session.retry', (data, ack) => this.#retry(typeof data === 'function' ? data : ack))
    this.socket.on('end', () => this.logout())
    this.socket.on('disconnect', () => this.logout())
  }

  override login(data: unknown): void {
    this.#close()
    const parsed = commands['xmpp.login'].data.safeParse(data)
    if (!parsed.success) {
      this.#fail({
        type: 'auth',
        condition: 'client-error',
        description: 'Missing jid and/or password',
        request: redact(data),
        reason: 'bad-data',
      })
      return
    }
    const { jid, password, resource, host, register } = parsed.data
    const { user, domain, ...rest } = splitJid(jid)
    const address = user === undefined ? { user: domain, domain: host ?? '', ...rest } : splitJid(jid)
    this._connect({
      jid: fullJid({ ...address, resource: address.resource ?? resource }),
      password,
      register,
    })
  }

  /** Signs in again for a session that began in another process, for as long as it takes. The gateway's to ask alone. */
  comeBack(jid: string, password: string): void {
    this.#close()
    this._connect({ jid, password, returning: true })
  }

  override anonymousLogin(data: unknown): void {
    this.#close()
    const parsed = commands['xmpp.login.anonymous'].data.safeParse(data)
    if (!parsed.success) {
      this.#fail({
        type: 'auth',
        condition: 'client-error',
        description: "Missing 'jid' key",
        reason: 'bad-data',
      })
      return
    }
    const { domain, resource } = splitJid(parsed.data.jid)
    const jid = fullJid({ domain, resource: resource ?? parsed.data.resource })
    this._connect({ jid, preferredSaslMechanism: 'ANONYMOUS' })
  }

  override logout(callback?: unknown): void {
    this.#close()
    if (typeof callback === 'function') callback(null, true)
    else this.socket.end()
  }

  // An XMPP-FTW host's own client knows no retry; ours does.
  #retry(callback: unknown): void {
    const client = this.client as { retryNow?: () => void } | false
    if (client) client.retryNow?.()
    if (typeof callback === 'function') callback(null, true)
  }

  override registerXmppEvents(): void {
    const { client } = this
    if (!client) return
    client.on('error', (error: unknown) => this.handleError(error))
    client.on('online', ({ jid }: { jid: Jid }) => {
      this.jid = fullJid(jid)
      this.fullJid = jid
      this.online()
    })
    client.on('stanza', (stanza: Element) => this.handleStanza(stanza))
    client.on('state', (state: LinkState) => {
      this.emit('state', state)
      const isUp = state.state === 'online' && state.resumed === true
      if (isUp || state.state === 'reconnecting') this.#tell('link', (extension) => extension.linked(isUp))
    })
    client.on('ack', (sent: Sent[]) => this.#tell('ack', (extension) => extension.taken(sent)))
    client.on('fail', (sent: Sent[]) => this.#tell('fail', (extension) => extension.lost(sent)))
    client.on('offline', () => this.#close())
  }

  #tell(what: string, tell: (extension: Extension) => void): void {
    for (const extension of this.#extensions) this.#guard(what, () => tell(extension))
  }

  override online(): void {
    this.#dropTracked()
    this.#tell('start', (extension) => extension.init(this))
    this.socket.send('xmpp.connection', { status: 'online', jid: this.fullJid })
    this.emit('client:online', { jid: this.fullJid })
  }

  override handleError(error: unknown): void {
    const failure = error instanceof LoginFailure ? error : new LoginFailure('internal')
    this.#fail(loginError(failure))
    if (this.client && failure.reason !== 'replaced') this.#close()
  }

  override trackId(stanza: Element | string, callback: (stanza: Element) => void): void {
    const root = typeof stanza === 'string' ? undefined : stanza.root()
    const id = root ? root.attrs.id : stanza
    if (typeof id !== 'string' || id === '') throw new Error('Missing stanza ID')
    const now = Date.now()
    for (const [old, { expires }] of this.#tracked) {
      if (expires > now) break
      this.#tracked.delete(old)
    }
    this.#tracked.set(id, { callback, to: root?.attrs.to, expires: now + TRACK_MS })
  }

  override catchTracked(stanza: Element): boolean {
    const { id, from, type } = stanza.attrs
    if (stanza.name !== 'iq' || (type !== 'result' && type !== 'error') || id === undefined) return false
    const tracked = this.#tracked.get(id)
    // An answer nobody waits for, or from somebody who was not asked: no listener wants it either.
    if (tracked === undefined) return true
    if (!isAnswerer(tracked.to, from, this.fullJid))
      return this.emit('forged', { kind: 'answer', from }) || true
    this.#tracked.delete(id)
    tracked.callback(stanza)
    return true
  }

  override handleStanza(stanza: Element): void {
    const { from } = stanza.attrs
    // RFC 6120 §8.1.2.1: a sender that cannot be an address is nobody; §4.9.3.13: what is no XML never came.
    const isNobodys = from !== undefined && parseJid(from) === undefined
    if (isNobodys || holdsIllegal(stanza)) {
      this.#log('warn', 'A stanza with an impossible sender or character was dropped', { name: stanza.name })
      if (!isNobodys) this.#lose(stanza)
      return
    }
    const isDone = this.#guard(stanza.name, () => {
      if (!this.catchTracked(stanza) && !this.#isTaken(stanza)) refuse(stanza, this.client)
    })
    if (!isDone) this.#lose(stanza)
  }

  #lose(stanza: Element): void {
    const instead = unreadable(stanza)
    if (instead) this.#guard('unreadable', () => this.#isTaken(instead))
  }

  #isTaken(stanza: Element): boolean {
    const [offers, rooms] = [this.#offers.get(stanza.name), roomsOf(this)]
    const present = presentIn(stanza, offers)
    const takes = ({ claim, owner, mark }: Offer) =>
      present & mark && matches(claim, stanza, rooms) && this.#extensions[owner]?.receive(stanza) === true
    return offers?.list.some(takes) ?? false
  }

  #close(): void {
    const { client } = this
    if (client) {
      ;(client as unknown as { removeAllListeners(): void }).removeAllListeners()
      client.end()
      this.client = false
    }
    roomsOf(this).clear()
    this.#dropTracked()
  }

  #dropTracked(): void {
    const waiting = [...this.#tracked.values()]
    this.#tracked.clear()
    const condition = xml('remote-server-timeout', { xmlns: NS_STANZAS })
    const lost = xml('iq', { type: 'error' }, xml('error', { type: 'wait' }, condition))
    for (const { callback } of waiting) this.#guard('reply', () => callback(lost))
  }

  #fail(error: ProtocolError): void {
    this.socket.send('xmpp.error', error)
    this.emit('failed', error)
  }

  /** Whether it went well. */
  #guard(what: string, run: () => void): boolean {
    try {
      run()
      return true
    } catch (error) {
      this.#log('warn', 'A handler failed', {
        what,
        error: error instanceof Error ? error.name : typeof error,
      })
      return false
    }
  }
}
