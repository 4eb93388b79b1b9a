import type { ProtocolError } from '#protocol/define.ts'
import type { Jid } from '#protocol/jid.ts'
import { createExtensions } from '../extensions/index.ts'
import type { LinkState } from '../transport/types.ts'
import type { Log } from '../xmpp/manager.ts'
import { Manager } from '../xmpp/manager.ts'
import { Hub, type Tab } from './hub.ts'

/**
 * A socket without a page's cookie: XMPP-FTW as it was. It signs in with `xmpp.login`, asks for what it wants, and its
 * XMPP session ends with it. Nothing is made before the first event.
 */
export class ScriptSession {
  readonly #tab: Tab
  readonly #log: Log
  #hub: Hub | undefined
  #manager: Manager | undefined

  constructor(tab: Tab, log: Log) {
    this.#tab = tab
    this.#log = log
  }

  receive(event: string, data: unknown, ack: unknown): void {
    // Those are sessions that a cookie holds; this one ends with its socket.
    if (event === 'xmpp.session.list' || event === 'xmpp.session.end') {
      if (typeof ack === 'function')
        ack({ type: 'cancel', condition: 'not-allowed', reason: 'not-allowed' } satisfies ProtocolError)
      return
    }
    this.#open().dispatch(event, data, ack, this.#tab)
  }

  end(): void {
    this.#manager?.logout(() => {})
    this.#hub?.detach(this.#tab)
  }

  #open(): Hub {
    if (this.#hub) return this.#hub
    const hub = new Hub(
      () => {},
      () => this.#tab.close(),
    )
    const manager = new Manager(hub, createExtensions(), this.#log)
    manager.on('client:online', ({ jid }: { jid: Jid }) => {
      hub.self = jid
    })
    manager.on('state', (state: LinkState) => {
      if (state.state === 'reconnecting' || state.resumed) hub.send('xmpp.session.state', state)
    })
    hub.attach(this.#tab)
    this.#hub = hub
    this.#manager = manager
    return hub
  }
}
