import type { ProtocolError } from '#protocol/define.ts'
import { bareJid, bareOf, type Jid, splitJid } from '#protocol/jid.ts'
import { createExtensions } from '../extensions/index.ts'
import type { LinkState } from '../transport/types.ts'
import type { Log } from '../xmpp/manager.ts'
import { Manager } from '../xmpp/manager.ts'
import { Hub, type Tab } from './hub.ts'
import { notOffered } from './refusals.ts'
import type { AccountChange } from './remembered.ts'
import type { Attempt, SignInGuard } from './signInGuard.ts'

/** Who counts its sign-ins, and for which address; what the operator lets it do. */
export interface Gate {
  guard: SignInGuard
  address: string
  registration: boolean
  /** Where files may go beside the server's own places. */
  fileOrigins?: readonly string[]
}

/**
 * A socket without a page's cookie: XMPP-FTW as it was. It signs in with `xmpp.login`, asks for what it wants, and its
 * XMPP session ends with it. Nothing is made before the first event.
 */
export class ScriptSession {
  readonly #tab: Tab
  readonly #log: Log
  readonly #trace: boolean
  readonly #gate: Gate | undefined
  #attempt: Attempt | undefined
  /** The bare address of who is signed in. */
  account: string | undefined
  #hub: Hub | undefined
  #manager: Manager | undefined

  constructor(tab: Tab, log: Log, trace = false, gate?: Gate) {
    this.#tab = gate ? this.#patient(tab) : tab
    this.#log = log
    this.#trace = trace
    this.#gate = gate
  }

  receive(event: string, data: unknown, ack: unknown): void {
    // Those are sessions that a cookie holds; this one ends with its socket.
    if (event === 'xmpp.session.list' || event === 'xmpp.session.end') {
      if (typeof ack === 'function')
        ack({ type: 'cancel', condition: 'not-allowed', reason: 'not-allowed' } satisfies ProtocolError)
      return
    }
    const refused = /^xmpp\.login(?:\.anonymous)?$/u.test(event) ? this.#refusal(event, data) : undefined
    if (refused) this.#tab.emit('xmpp.error', refused)
    else this.#open().dispatch(event, data, ack, this.#tab)
  }

  // Else a socket would be a way around what holds for the page, and one stranger could have the server ban us all.
  #refusal(event: string, data: unknown): ProtocolError | undefined {
    const account = event === 'xmpp.login' ? accountOf(data) : 'guest'
    if (!this.#gate || account === undefined) return undefined
    this.#abandon()
    const { guard, address, registration } = this.#gate
    const isNew = event === 'xmpp.login' && (data as { register?: unknown }).register === true
    const kind = isNew ? 'register' : event === 'xmpp.login' ? 'password' : 'anonymous'
    const closed = isNew ? notOffered({ kind }, { registration, anonymousDomain: undefined }) : undefined
    if (closed) return closed
    const attempt: Attempt = { kind, account, address, since: performance.now() }
    const refused = guard.refusal(attempt)
    if (!refused) this.#attempt = attempt
    return refused
  }

  // What the server says of a sign-in is the first error after it.
  #patient(tab: Tab): Tab {
    return {
      id: tab.id,
      close: () => tab.close(),
      unsentBytes: () => tab.unsentBytes(),
      emit: (event, data, ack) => {
        const tell = () => tab.emit(event, data, ack)
        if (event !== 'xmpp.error' || !this.#attempt) return tell()
        const { reason } = data as ProtocolError
        this.#settle((attempt, guard) => void guard.refused(attempt, reason).then(tell))
      },
    }
  }

  // The server may have heard a wrong password all the same.
  #abandon(): void {
    this.#settle((attempt, guard) => guard.abandoned(attempt))
  }

  #settle(settle: (attempt: Attempt, guard: SignInGuard) => void): void {
    const attempt = this.#attempt
    this.#attempt = undefined
    if (attempt && this.#gate) settle(attempt, this.#gate.guard)
  }

  end(): void {
    this.#abandon()
    this.#manager?.logout(() => {})
    this.#hub?.detach(this.#tab)
  }

  #open(): Hub {
    if (this.#hub) return this.#hub
    const hub = new Hub(undefined, () => this.#tab.close(), this.#trace)
    const manager = new Manager(hub, createExtensions(this.#gate?.fileOrigins), this.#log)
    manager.on('client:online', ({ jid }: { jid: Jid }) => {
      hub.self = jid
      this.account = bareJid(jid)
      this.#settle((attempt, guard) => guard.succeeded(attempt, bareJid(jid)))
    })
    manager.on('state', (state: LinkState) => {
      if (state.state === 'reconnecting' || state.resumed) hub.send('xmpp.session.state', state)
    })
    manager.on('client:account', (change: AccountChange) => {
      if ('password' in change || change.account !== 'gone') return
      hub.send('xmpp.session.state', { state: 'ended', reason: 'unregistered' })
      manager.logout(() => {})
    })
    hub.attach(this.#tab)
    this.#hub = hub
    this.#manager = manager
    return hub
  }
}

/** Whom a sign-in is for, as the manager reads it; nobody where it names no address. */
function accountOf(data: unknown): string | undefined {
  const { jid, host } = (data ?? {}) as { jid?: unknown; host?: unknown }
  if (typeof jid !== 'string' || jid === '') return undefined
  const isName = splitJid(jid).user === undefined && typeof host === 'string'
  return bareOf(isName ? `${jid}@${host}` : jid) ?? jid
}
