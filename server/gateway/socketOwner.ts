import { notConnected } from '../xmpp/errors.ts'
import type { Log } from '../xmpp/manager.ts'
import type { Tab } from './hub.ts'
import { type Gate, ScriptSession } from './script.ts'
import type { Session } from './session.ts'

/** What a page may have asked before it is known whose it is. */
const MAX_EARLY = 100

/** Whose socket this is: a session's, or a script's own. What comes before that is known waits for it. */
export class SocketOwner {
  readonly #tab: Tab
  readonly #log: Log
  readonly #trace: boolean
  readonly #gate: Gate | undefined
  #session: Session | undefined
  #script: ScriptSession | undefined
  #early: [string, unknown, unknown][] | undefined = []
  #isGone = false

  constructor(tab: Tab, log: Log, trace = false, gate?: Gate) {
    this.#tab = tab
    this.#log = log
    this.#trace = trace
    this.#gate = gate
  }

  is(session: Session | undefined): void {
    if (this.#isGone) return
    this.#session = session
    if (session === undefined) this.#script = new ScriptSession(this.#tab, this.#log, this.#trace, this.#gate)
    else if (session.isOver) this.#tab.close()
    else session.attach(this.#tab)
    const early = this.#early ?? []
    this.#early = undefined
    for (const asked of early) this.receive(...asked)
  }

  receive(event: string, data: unknown, ack: unknown): void {
    if (this.#session) this.#session.receive(event, data, ack, this.#tab)
    else if (this.#script) this.#script.receive(event, data, ack)
    else if (this.#early && this.#early.length < MAX_EARLY) this.#early.push([event, data, ack])
    else if (typeof ack === 'function') ack(notConnected())
  }

  /** The bare address of who is signed in. */
  get account(): string | undefined {
    return this.#session?.bareJid || this.#script?.account
  }

  gone(): void {
    this.#isGone = true
    this.#early = undefined
    this.#session?.detach(this.#tab)
    this.#script?.end()
  }
}
