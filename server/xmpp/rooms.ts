import type { ProtocolError } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { notConnected } from './errors.ts'
import { JoinLimits } from './joinLimits.ts'

/** Passwords that one session keeps, at most; the oldest goes first. */
const MAX_PASSWORDS = 200

/** Somebody waits for the room's answer. */
export interface PendingJoin {
  /** Id of the presence that asked. */
  id: string
  resolve: (joined: Joined) => void
  reject: (error: ProtocolError) => void
  hadPassword: boolean
  isStored: boolean
}

/** On the way back into a room that was lost. */
export interface Rejoin {
  cause: 'connection' | 'lost' | 'kicked' | 'shutdown'
  attempts: number
  /** The next try; undefined while one is under way. */
  timer: NodeJS.Timeout | undefined
}

/** A room this session is in, or on its way into. */
export interface JoinedRoom {
  readonly room: string
  nick: string
  /** The one that the latest try was made with. */
  password: string | undefined
  /** It is the session's copy, not one that was given with the request. */
  isStored: boolean
  /** It may be kept once it has let us in. */
  remember: boolean
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
  /** Why nothing is known of it. */
  infoError: string | undefined
  /** Nicks of those present: who may send a private message. */
  occupants: Set<string>
  pending: PendingJoin[]
  /** Who wants to enter again as soon as we are out. */
  whenLeft: (() => void)[]
  /** History is over: what comes now is said now (§7.2.15: the subject is the last thing sent). */
  isLive: boolean
  /** A nick change that the room has not answered yet. */
  renaming: { nick: string; resolve: () => void; reject: (error: ProtocolError) => void } | undefined
  rejoin: Rejoin | undefined
  /** When we came in last, and how often we were lost again soon after it. */
  enteredAt: number
  losses: number
  /** Nicks from before a loss that the room has not named again. */
  stale: Set<string>
  /** When the room last gave a sign, and when it last told of its past. */
  heardAt: number
  pastAt: number
  /** A self-ping that is under way. */
  checking: Promise<'in' | 'likely' | 'out' | 'unknown'> | undefined
  /** What was heard lately, so that history that comes again is known. */
  recent: Set<string>
}

/** Rooms by prepared bare JID, kept in step with the server: listed from the join on, until the room says we are out. */
export class RoomList {
  readonly #rooms = new Map<string, JoinedRoom>()
  /** What contacts were told last; rooms are told the same (XEP-0045 §7.7). */
  availability: { show?: string | undefined; status?: string | undefined } = {}
  /** The link to the server is broken; what is sent now waits. */
  isAway = false
  /** We told everybody that we are not there: rooms let go of us, and are right. */
  isUnavailable = false
  readonly limits = new JoinLimits()
  /** What let us in, by room. On a disk it stands sealed only. */
  readonly #passwords = new Map<string, string>()

  get size(): number {
    return this.#rooms.size
  }

  passwordOf(address: string): string | undefined {
    return this.#passwords.get(bareOf(address) ?? address)
  }

  /** Keeps the session's copy, or drops it. */
  keepPassword(address: string, password: string | undefined): void {
    const room = bareOf(address) ?? address
    this.#passwords.delete(room)
    if (!password) return
    this.#passwords.set(room, password)
    const [oldest] = this.#passwords.keys()
    if (this.#passwords.size > MAX_PASSWORDS && oldest !== undefined) this.#passwords.delete(oldest)
  }

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
      isStored: false,
      remember: true,
      state: 'joining',
      joinId: '',
      self: {},
      status: [],
      subject: undefined,
      occupantId: undefined,
      features: new Set(),
      infoError: undefined,
      occupants: new Set(),
      pending: [],
      whenLeft: [],
      isLive: false,
      renaming: undefined,
      rejoin: undefined,
      enteredAt: 0,
      losses: 0,
      stale: new Set(),
      heardAt: 0,
      pastAt: 0,
      checking: undefined,
      recent: new Set(),
    }
    this.#rooms.set(room, entry)
    return entry
  }

  /** On the way back into a room that this account was in under another process. */
  restore({ room, nick, password }: { room: string; nick: string; password?: string | undefined }): void {
    this.keepPassword(room, password)
    const entry = this.add(room, nick, password)
    entry.rejoin = { cause: 'connection', attempts: 0, timer: undefined }
  }

  /** What it takes to enter again: rooms one is in, or on the way back to. */
  restorable(): { room: string; nick: string; password?: string }[] {
    return this.values()
      .filter(({ state, rejoin }) => state === 'joined' || (state === 'joining' && rejoin !== undefined))
      .map(({ room, nick }) => {
        const password = this.#passwords.get(room)
        return { room, nick, ...(password ? { password } : {}) }
      })
  }

  delete(room: string): void {
    this.#rooms.delete(room)
  }

  /** The session is over: whoever still waits for a room is told. */
  clear(): void {
    const waiting = this.values()
    this.#rooms.clear()
    this.#passwords.clear()
    this.availability = {}
    this.isAway = false
    this.isUnavailable = false
    for (const entry of waiting) {
      entry.state = 'left'
      clearTimeout(entry.rejoin?.timer)
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
