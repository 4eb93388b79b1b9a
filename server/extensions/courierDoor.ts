import type { EventData, EventName } from '#protocol/index.ts'
import type { RoomList } from '../xmpp/rooms.ts'
import type { Element } from '../xmpp/xml.ts'

/** What the courier needs of the session it works for. */
export interface CourierDoor {
  readonly rooms: RoomList
  /** Somebody is signed in. */
  readonly isOpen: boolean
  /** One's own bare JID. */
  readonly own: string
  /** Somebody says what the server has taken over; else, what was sent is as good as that. */
  readonly tellsTaken: boolean
  send(stanza: Element): void
  request(iq: Element, timeoutMs?: number): Promise<Element>
  id(): string
  emit<N extends EventName>(name: N, data: EventData<N>): void
}
