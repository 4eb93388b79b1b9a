import { randomUUID } from 'node:crypto'
import type { ProtocolError } from '#protocol/define.ts'
import { bareJid, fullJid, type Jid, splitJid } from '#protocol/jid.ts'
import type { RosterItem } from '#protocol/roster.ts'
import type { SessionState, SignIn } from '#protocol/session.ts'
import type { LinkState } from '../transport/types.ts'
import type { Log, Manager } from '../xmpp/manager.ts'
import { Attention } from './attention.ts'
import type { Credential } from './credential.ts'
import { Hub, type Tab } from './hub.ts'
import { openManager } from './openManager.ts'
import { type AccountWatch, Remembered } from './remembered.ts'
import { Snapshot } from './snapshot.ts'
import { WaitingTabs } from './waitingTabs.ts'

/** How long a session waits for a tab to come back, in milliseconds. */
const LINGER_MS = 10 * 60_000
const GUEST_LINGER_MS = 2 * 60_000
const ROSTER_WAIT_MS = 5000

export type SignInResult = { ok: true; jid: Jid } | { ok: false; error: ProtocolError }

export interface SessionOptions {
  log: Log
  anonymousDomain: string | undefined
  /** Without a state it is only asleep: it may be brought back. */
  ended: (session: Session, state?: SessionState) => void
  lingerMs?: number
  id?: string
  /** What it takes to come back has changed. */
  changed?: () => void
  /** Without a tab for long: whether it may be ended for now, since it can be brought back. */
  maySleep?: () => boolean
  /** Commands about the sessions of the account. */
  siblings?: (event: string, data: unknown, ack: unknown, session: Session) => void
  /** Whether its tabs may watch what passes. */
  trace?: boolean
  fileOrigins?: readonly string[]
  account?: AccountWatch
}

const OF_SIBLINGS = new Set(['xmpp.session.list', 'xmpp.session.end'])

/**
 * One XMPP session, shared by every tab that holds its token; it outlives them for a while. What a page needs at once
 * (roster, own presence) is fetched here, before the first tab asks.
 */
export class Session {
  readonly id: string
  readonly hub: Hub
  jid: Jid | undefined
  isGuest = false
  readonly #manager: Manager
  readonly #snapshot = new Snapshot()
  readonly #options: SessionOptions
  readonly #waiting = new WaitingTabs()
  #linger: NodeJS.Timeout | undefined
  #ended = false
  #isPrimed = false
  readonly #attention = new Attention((visible) => this.hub.dispatch('xmpp.session.visibility', { visible }))
  #begun = 0
  readonly #remembered: Remembered

  constructor(options: SessionOptions) {
    this.#options = options
    this.id = options.id ?? randomUUID()
    this.hub = new Hub(
      (event, data) => {
        this.#snapshot.observe(event, data)
        if (!this.#ended) this.#remembered.observe(event, data)
      },
      () => this.end(),
      options.trace,
    )
    this.hub.route({
      commands: OF_SIBLINGS,
      perform: (event, data, ack) => options.siblings?.(event, data, ack, this),
    })
    this.#manager = openManager(this.hub, options.fileOrigins, options.log)
    this.#remembered = new Remembered(this.#manager, () => options.changed?.(), options.account)
    this.#manager.on('client:online', ({ jid }: { jid: Jid }) => {
      this.jid = jid
      this.hub.self = jid
      this.#begun++
      if (this.#isPrimed) void this.#catchUp()
    })
    this.#manager.on('state', (state: LinkState) => this.#tellState(state))
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

  /** Signs in again as before, for as long as it takes; who attaches meanwhile hears how it goes. */
  restore({ jid, password, ...place }: Credential): void {
    this.jid = splitJid(jid) as Jid
    this.hub.self = this.jid
    this.#manager.once('client:online', () => {
      void this.#prime().then(() => {
        for (const tab of this.#waiting.take()) this.attach(tab)
      })
    })
    this.#manager.comeBack(jid, password)
    for (const each of this.#remembered.restore(place)) this.hub.send('xmpp.muc.rejoining', each)
    // Whoever asked may be gone again: a server that stays away is not tried for ever.
    this.#wait()
  }

  /** What it takes to come back, but the password. */
  get restorable(): Pick<Credential, 'jid' | 'rooms' | 'show' | 'status'> {
    return { jid: this.jid ? fullJid(this.jid) : '', ...this.#remembered.place }
  }

  get tabs(): number {
    return this.hub.tabs + this.#waiting.size
  }

  /** Gives a tab the state so far and everything from now on; nothing is lost or told twice between the two. */
  attach(tab: Tab): void {
    clearTimeout(this.#linger)
    if (!this.#isPrimed) {
      this.#waiting.add(tab, this.jid)
      return
    }
    tab.emit('xmpp.connection', { status: 'online', jid: this.jid })
    tab.emit('xmpp.session.snapshot', { jid: this.jid, events: this.#snapshot.events() })
    this.hub.attach(tab)
    this.#attention.opened(tab)
  }

  detach(tab: Tab): void {
    this.hub.detach(tab)
    this.#attention.closed(tab)
    this.#waiting.delete(tab)
    if (!this.#ended && this.tabs === 0) this.#wait()
  }

  /** What a tab asks. */
  receive(event: string, data: unknown, ack: unknown, from: Tab): void {
    if (event === 'xmpp.login' || event === 'xmpp.login.anonymous') {
      const refused = { type: 'cancel', condition: 'not-allowed', reason: 'not-allowed' as const }
      from.emit('xmpp.error', { ...refused, description: 'This page is signed in already' })
      return
    }
    this.#snapshot.settled(event, data)
    this.hub.dispatch(event, this.#attention.said(from, event, data), ack, from)
    this.#remembered.commanded(event)
    if (event === 'xmpp.logout') this.end()
  }

  /** Ends it for every tab, once, and says why. */
  end(state: SessionState = { state: 'ended', reason: 'logged-out' }): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#linger)
    this.hub.send('xmpp.session.state', state)
    this.#waiting.tell(state)
    this.#manager.logout(() => {})
    this.#options.ended(this, state)
    setImmediate(() => this.#closeAll())
  }

  /** Goes off the server and says nothing of it to anybody here: a page is to see a gateway that is away. */
  sleep(): void {
    if (this.#ended) return
    this.#ended = true
    clearTimeout(this.#linger)
    // Before the rooms are left: they are remembered.
    this.#options.ended(this)
    this.#manager.logout(() => {})
    this.#closeAll()
  }

  #closeAll(): void {
    for (const tab of this.#waiting.take()) tab.close()
    this.hub.closeAll()
  }

  #wait(): void {
    clearTimeout(this.#linger)
    const wait = this.#options.lingerMs ?? (this.isGuest ? GUEST_LINGER_MS : LINGER_MS)
    this.#linger = setTimeout(() => (this.#options.maySleep?.() ? this.sleep() : this.end()), wait)
    this.#linger.unref()
  }

  async #prime(): Promise<void> {
    const begun = this.#begun
    for (const item of (await this.#roster()) ?? []) this.#snapshot.observe('xmpp.roster.push', item)
    this.hub.dispatch('xmpp.presence', this.#remembered.own)
    this.#isPrimed = true
    // The server went away and came back meanwhile: the answer may have gone with it.
    if (this.#begun !== begun) void this.#catchUp()
    if (this.tabs === 0) this.#wait()
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
    if (state.state === 'offline') this.end(this.#remembered.lastWord(state))
    else {
      this.hub.send('xmpp.session.state', state)
      this.#waiting.tell(state)
    }
  }
}
