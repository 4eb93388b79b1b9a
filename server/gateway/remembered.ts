import type { EventData } from '#protocol/index.ts'
import { roomsOf } from '../xmpp/rooms.ts'
import type { Credential } from './credential.ts'

type Place = Pick<Credential, 'rooms' | 'show' | 'status'>

// A password that is given or taken back changes it, too.
const COMMANDS = new Set(['xmpp.muc.join', 'xmpp.muc.forget'])
const OWN_PLACE = new Set(['xmpp.muc.roster', 'xmpp.muc.destroy'])

/** Where a session is and how it is there: what it must find again when it comes back in another process. */
export class Remembered {
  readonly #manager: object
  readonly #changed: () => void
  #own: Pick<Credential, 'show' | 'status'> = {}

  constructor(manager: object, changed: () => void) {
    this.#manager = manager
    this.#changed = changed
  }

  get own(): Pick<Credential, 'show' | 'status'> {
    return this.#own
  }

  get place(): Place {
    return { rooms: roomsOf(this.#manager).restorable(), ...this.#own }
  }

  /** Takes the session there: once its stream stands, the rooms are entered. Gives what the tabs are to be told. */
  restore({ rooms, show, status }: Place): EventData<'xmpp.muc.rejoining'>[] {
    this.#own = { ...(show ? { show } : {}), ...(status ? { status } : {}) }
    const list = roomsOf(this.#manager)
    list.availability = this.#own
    for (const room of rooms) list.restore(room)
    return rooms.map(({ room, nick }) => ({ room, nick, cause: 'connection' }))
  }

  observe(event: string, data: unknown): void {
    if (event === 'xmpp.presence.own') this.#own = data as EventData<'xmpp.presence.own'>
    else if (event !== 'xmpp.muc.error' && !(OWN_PLACE.has(event) && (data as { self?: boolean }).self))
      return
    this.#changed()
  }

  commanded(command: string): void {
    if (COMMANDS.has(command)) this.#changed()
  }
}
