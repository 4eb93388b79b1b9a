import { randomUUID } from 'node:crypto'
import type { ProtocolError } from '#protocol/define.ts'
import { bareJid, type Jid } from '#protocol/jid.ts'
import type { RosterItem } from '#protocol/roster.ts'
import type { SessionState, SignIn } from '#protocol/session.ts'
import { createExtensions } from '../extensions/index.ts'
import type { LinkState } from '../transport/types.ts'
import { type Log, Manager } from '../xmpp/manager.ts'
import { Hub, type Tab } from './hub.ts'
import { Snapshot } from './snapshot.ts'

/** How long a session waits for a tab to come back, in milliseconds. */
const LINGER_MS = 10 * 60_000
const GUEST_LINGER_MS = 2 * 60_000
const ROSTER_WAIT_MS = 5000

export type SignInResult = { ok: true; jid: Jid } | { ok: false; error: ProtocolError }

export interface SessionOptions {
  log: Log
  anonymousDomain: string | undefined
  ended: (session: Session) => void
  lingerMs?: number
}

/**
 * One XMPP session, shared by every tab that holds its token; it outlives them for a while. What a page needs at once
 * (roster, own presence) is fetched here, before the first tab asks.
 */
export class Session {
  readonly id = randomUUID()
  readonly hub: Hub
  jid: Jid | undefined
  isGuest = false
  readonly #manager: Manager
  readonly #snapshot = new Snapshot()
  readonly #options: SessionOptions
  #linger: NodeJS.Timeout | undefined
  #ended = false
  #isPrimed = false

  constructor(options: SessionOptions) {
    this.#options = options
    this.hub = new Hub(
      (event, data) => this.#snapshot.observe(event, data),
      () => this.end(),
    )
    this.#manager = new Manager(this.hub, createExtensions(), options.log)
    this.#manager.on('client:online', ({ jid }: { jid: Jid }) => {
      this.jid = jid
      this.hub.self = jid
      if (this.#isPrimed) void this.#catchUp()
    })
    this.#manager.on('state', (state: LinkState) => this.#tellState(state))
    this.#manager.on('undelivered', (ids: string[]) => {
      for (const id of ids) this.#tellUndelivered(id)
    })
  }

  get isOver(): boolean {
    return this.#ended
  }

  get bareJid(): string {
    return this.jid ? bareJid(this.jid) : ''
  }

  /** Signs in and waits until the session can serve a page. Never rejects. */
  signIn(how: SignIn): Promise<SignInResult> {
    return new Promise((resolve) => {
      this.#manager.once('failed', (error: ProtocolError) => {
        resolve({ ok: false, error })
        if (this.jid === undefined) this.end()
      })
      this.#manager.once('client:online', ({ jid }: { jid: Jid }) => {
        this.#prime().then(() => resolve({ ok: true, jid }))
      })
      if (how.kind === 'anonymous') {
        this.isGuest = true
        this.hub.dispatch('xmpp.login.anonymous', { jid: this.#options.anonymousDomain ?? '' })
      } else {
        const register = how.kind === 'register'
        this.hub.dispatch('xmpp.login', {
          jid: how.jid,
          password: how.password,
          ...(register ? { register } : {}),
        })
      }
    })
  }

  /** Gives a tab the state so far and everything from now on; nothing is lost or told twice between the two. */
  attach(tab: Tab): void {
    clearTimeout(this.#linger)
    tab.emit('xmpp.connection', { status: 'online', jid: this.jid })
    tab.emit('xmpp.session.snapshot', { jid: this.jid, events: this.#snapshot.events() })
    this.hub.attach(tab)
  }

  detach(tab: Tab): void {
    this.hub.detach(tab)
    if (this.hub.tabs === 0) this.#wait()
  }

  /** What a tab asks. */
  receive(event: string, data: unknown, ack: unknown, from: Tab): void {
    if (event === 'xmpp.login' || event === 'xmpp.login.anonymous') {
      const refused = { type: 'cancel', condition: 'not-allowed', reason: 'not-allowed' as const }
      from.emit('xmpp.error', { ...refused, description: 'This page is signed in already' })
      return
    }
    this.#snapshot.settled(event, data)
    this.hub.dispatch(event, data, ack, from)
    if (event === 'xmpp.logout') this.end()
  }

  /** Ends it for every tab, once, and says why. */
  end(state: SessionState = { state: 'ended', reason: 'logged-out' }): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#linger)
    this.hub.send('xmpp.session.state', state)
    this.#manager.logout(() => {})
    this.#options.ended(this)
    setImmediate(() => this.hub.closeAll())
  }

  #wait(): void {
    clearTimeout(this.#linger)
    const wait = this.#options.lingerMs ?? (this.isGuest ? GUEST_LINGER_MS : LINGER_MS)
    this.#linger = setTimeout(() => this.end(), wait)
    this.#linger.unref()
  }

  async #prime(): Promise<void> {
    for (const item of (await this.#roster()) ?? []) this.#snapshot.observe('xmpp.roster.push', item)
    this.hub.dispatch('xmpp.presence', {})
    this.#isPrimed = true
    if (this.hub.tabs === 0) this.#wait()
  }

  // A session that began anew has missed pushes: what changed meanwhile is told as if it had been pushed.
  async #catchUp(): Promise<void> {
    const items = await this.#roster()
    if (items === undefined || this.#ended) return
    for (const item of this.#snapshot.rosterChanges(items)) this.hub.send('xmpp.roster.push', item)
  }

  /** The contact list, or nothing when the server refuses it or is too slow. */
  #roster(): Promise<RosterItem[] | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(undefined), ROSTER_WAIT_MS)
      this.hub.dispatch('xmpp.roster.get', {}, (_error: unknown, items?: RosterItem[]) => {
        clearTimeout(timer)
        resolve(items)
      })
    })
  }

  #tellState(state: LinkState): void {
    if (this.#ended || this.jid === undefined) return
    if (state.state === 'offline')
      this.end({ state: 'ended', reason: state.reason, description: state.description })
    else this.hub.send('xmpp.session.state', state)
  }

  // A resume was refused: whether these arrived, nobody here knows. Saying so beats sending them twice.
  #tellUndelivered(id: string): void {
    const error: ProtocolError = { type: 'wait', condition: 'undefined-condition', reason: 'unconfirmed' }
    if (this.jid) this.hub.send('xmpp.chat.error', { from: this.jid, id, error })
  }
}
