import type { EventData } from '#protocol/index.ts'
import type { SessionState } from '#protocol/session.ts'
import type { LinkState } from '../transport/types.ts'
import type { Manager } from '../xmpp/manager.ts'
import { roomsOf } from '../xmpp/rooms.ts'
import type { Credential } from './credential.ts'

/** What a session does with its account: another password; it is being deleted, after all it is not, it is gone. */
export type AccountChange = { password: string } | { account: 'leaving' | 'staying' | 'gone' }
/** Whoever is to know of it, and knows what the account's other sessions do. */
export interface AccountWatch {
  changed(change: AccountChange): void
  isLeaving(): boolean
}
type Place = Pick<Credential, 'rooms' | 'show' | 'status'>

// A password that is given or taken back changes it, too.
const COMMANDS = new Set(['xmpp.muc.join', 'xmpp.muc.forget'])
const OWN_PLACE = new Set(['xmpp.muc.roster', 'xmpp.muc.destroy'])

/** Where a session is and how it is there: what it must find again when it comes back in another process. */
export class Remembered {
  readonly #manager: object
  readonly #changed: () => void
  readonly #account: AccountWatch | undefined
  #own: Pick<Credential, 'show' | 'status'> = {}

  constructor(manager: Manager, changed: () => void, account?: AccountWatch) {
    this.#manager = manager
    this.#changed = changed
    this.#account = account
    manager.on('client:account', (change: AccountChange) => account?.changed(change))
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

  /**
   * Why it is over when the link is: of an account that is being deleted, a server says that nobody may sign in to it, or
   * (COMPAT: ejabberd 23.01) that it conflicts.
   */
  lastWord({ reason, description }: LinkState): SessionState {
    const isGone =
      (reason === 'wrong-password' || reason === 'replaced') && this.#account?.isLeaving() === true
    return { state: 'ended', ...(isGone ? { reason: 'unregistered' } : { reason, description }) }
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
