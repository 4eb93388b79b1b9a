import type { Reason } from '#protocol/define.ts'
import type { Jid } from '#protocol/jid.ts'
import type { Tab } from './hub.ts'

/** A session's, or its link's. */
interface State {
  state: 'connecting' | 'online' | 'reconnecting' | 'offline' | 'ended'
  reason?: Reason | undefined
}

/** How long a page is kept in the dark: a server that is there has answered by then. */
const PATIENCE_MS = 4000

/**
 * The tabs of a session that is on its way back. A page that hears nothing waits as for a gateway that is away; when it
 * takes longer, it hears whose session it is and that the server is being tried, and keeps what it shows.
 */
export class WaitingTabs {
  readonly #tabs = new Map<string, Tab>()
  #jid: Jid | undefined
  #state: State | undefined
  #timer: NodeJS.Timeout | undefined

  get size(): number {
    return this.#tabs.size
  }

  add(tab: Tab, jid: Jid | undefined): void {
    this.#jid = jid
    this.#tabs.set(tab.id, tab)
    if (this.#state) this.#greet(tab, this.#state)
    else
      this.#timer ??= setTimeout(
        () => this.tell({ state: 'reconnecting', reason: 'timeout' }),
        PATIENCE_MS,
      ).unref()
  }

  delete(tab: Tab): void {
    this.#tabs.delete(tab.id)
  }

  /** How the way back goes. */
  tell(state: State): void {
    if (state.state === 'connecting' || state.state === 'online') return
    const isFirst = this.#state === undefined
    this.#state = state
    for (const tab of this.#tabs.values()) {
      if (isFirst && state.state !== 'ended') this.#greet(tab, state)
      else tab.emit('xmpp.session.state', state)
    }
  }

  /** All of them; none waits any more. */
  take(): Tab[] {
    clearTimeout(this.#timer)
    const tabs = [...this.#tabs.values()]
    this.#tabs.clear()
    return tabs
  }

  #greet(tab: Tab, state: State): void {
    tab.emit('xmpp.connection', { status: 'online', jid: this.#jid })
    tab.emit('xmpp.session.state', state)
  }
}
