import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { notConnected } from './errors.ts'

/** Somebody waits for the room's answer. */
export interface PendingJoin {
  /** Id of the presence that asked. */
  id: string
  resolve: (joined: Joined) => void
  reject: (error: ProtocolError) => void
  hadPassword: boolean
}

/** A room this session is in, or on its way into. The password stays in this process's memory. */
export interface JoinedRoom {
  readonly room: string
  nick: string
  password: string | undefined
  state: 'joining' | 'joined' | 'leaving' | 'left'
  /** Id of the latest presence that asked to enter. */
  joinId: string
  /** Role, affiliation and real JID, from the room's own word about us. */
  self: { affiliation?: string; role?: string; jid?: string }
  status: number[]
  subject: string | undefined
  occupantId: string | undefined
  /** disco#info features of the room, once known. */
  features: ReadonlySet<string>
  /** Nicks of those present: who may send a private message. */
  occupants: Set<string>
  pending: PendingJoin[]
  /** Who wants to enter again as soon as we are out. */
  whenLeft: (() => void)[]
  /** History is over: what comes now is said now (§7.2.15: the subject is the last thing sent). */
  isLive: boolean
  /** A nick change that the room has not answered yet. */
  renaming: { nick: string; resolve: () => void; reject: (error: ProtocolError) => void } | undefined
}

/** Rooms by prepared bare JID, kept in step with the server: listed from the join on, until the room says we are out. */
export class RoomList {
  readonly #rooms = new Map<string, JoinedRoom>()
  /** What contacts were told last; rooms are told the same (XEP-0045 §7.7). */
  availability: { show?: string | undefined; status?: string | undefined } = {}
  /** When a password was refused, by room: guessing is slowed down. */
  readonly refusals = new Map<string, number[]>()

  /** The room of an address, with or without a nick. */
  get(address: string | undefined): JoinedRoom | undefined {
    if (!address || this.#rooms.size === 0) return undefined
    const slash = address.indexOf('/')
    const bare = slash === -1 ? address : address.slice(0, slash)
    return this.#rooms.get(bare) ?? this.#rooms.get(bareOf(bare) ?? '')
  }

  add(address: string, nick: string, password: string | undefined): JoinedRoom {
    const room = bareOf(address) ?? address
    const entry: JoinedRoom = {
      room,
      nick,
      password,
      state: 'joining',
      joinId: '',
      self: {},
      status: [],
      subject: undefined,
      occupantId: undefined,
      features: new Set(),
      occupants: new Set(),
      pending: [],
      whenLeft: [],
      isLive: false,
      renaming: undefined,
    }
    this.#rooms.set(room, entry)
    return entry
  }

  delete(room: string): void {
    this.#rooms.delete(room)
  }

  /** The session is over: whoever still waits for a room is told. */
  clear(): void {
    const waiting = this.values()
    this.#rooms.clear()
    this.availability = {}
    for (const entry of waiting) {
      entry.state = 'left'
      for (const pending of entry.pending.splice(0)) pending.reject(notConnected())
      entry.renaming?.reject(notConnected())
      for (const resume of entry.whenLeft.splice(0)) resume()
    }
  }

  values(): JoinedRoom[] {
    return [...this.#rooms.values()]
  }
}

const lists = new WeakMap<object, RoomList>()

/** The rooms of one session. Kept beside the manager, not in it, so that any XMPP-FTW host will do. */
export function roomsOf(manager: object): RoomList {
  let list = lists.get(manager)
  if (list === undefined) {
    list = new RoomList()
    lists.set(manager, list)
  }
  return list
}
