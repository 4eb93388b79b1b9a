import { Extension } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'
import { courierOf } from './courier.ts'
import type { Lost } from './lane.ts'

/** What becomes of what is said: gives the courier of the session what it needs (XEP-0198, XEP-0313). */
export class Delivery extends Extension {
  #client: unknown

  protected override started(): void {
    const { manager } = this
    const isOther = this.#client !== manager.client
    this.#client = manager.client
    const door = {
      rooms: this.rooms,
      get isOpen() {
        return Boolean(manager.client)
      },
      own: this.ownBare(),
      tellsTaken: 'tellsTaken' in manager,
      send: (stanza: Element) => this.send(stanza),
      request: (iq: Element, timeoutMs?: number) => this.request(iq, timeoutMs),
      id: () => this._getId(),
      emit: this.emit.bind(this),
    }
    courierOf(manager).begin(door, isOther)
  }

  override linked(isUp: boolean): void {
    courierOf(this.manager).linked(isUp)
  }

  override lost(sent: readonly Lost[]): void {
    courierOf(this.manager).lost(sent)
  }

  override taken(sent: readonly { to: string; id: string }[]): void {
    courierOf(this.manager).taken(sent)
  }
}
