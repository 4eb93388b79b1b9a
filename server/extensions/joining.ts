import type { ProtocolError } from '#protocol/define.ts'
import type { EventData, EventName } from '#protocol/index.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { NS_INFO, parseInfo } from '../codec/xep0030.ts'
import { buildJoin } from '../codec/xep0045.ts'
import { Failure, notConnected, parseStanzaError } from '../xmpp/errors.ts'
import type { JoinedRoom, RoomList } from '../xmpp/rooms.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import type { Courier } from './courier.ts'

const CREATED = 201
const JOIN_TIMEOUT_MS = 30_000
const RENAME_TIMEOUT_MS = 10_000
/** The longest that a join waits for its turn; a page would think it lost. */
const MAX_TURN_MS = 10_000

export interface JoinRequest {
  room: string
  nick: string
  password?: string | undefined
  history?: { maxchars?: number | string | null; maxstanzas?: number | string | null } | null | undefined
  remember?: boolean | null | undefined
}

/** What entering a room needs of an extension. */
export interface Door {
  rooms: RoomList
  courier: Courier
  /** Somebody is signed in; what is sent then goes out sooner or later. */
  isOpen: boolean
  send(stanza: Element): void
  request(iq: Element, timeoutMs?: number): Promise<Element>
  ask(iq: Element, heard: (reply: Element) => void): void
  id(): string
}

/** A door that can also tell the page what happens unasked. */
export interface Doorway extends Door {
  emit<N extends EventName>(name: N, data: EventData<N>): void
}

/** Enters a room and waits until it is entered (XEP-0045 §7.2), or says why not. */
export async function enter(door: Door, request: JoinRequest): Promise<Joined> {
  const { rooms } = door
  const { room, nick } = request
  const known = rooms.get(room)
  if (known?.state === 'joined') {
    // §7.6: inside, asking to enter under another nick is asking for that nick.
    if (known.nick !== nick) await rename(door, known, nick)
    return joinedOf(known)
  }
  if (known?.state === 'leaving') {
    await new Promise<void>((resolve) => known.whenLeft.push(resolve))
    return enter(door, request)
  }
  const stored = request.password ? undefined : rooms.passwordOf(room)
  const password = request.password || stored
  // Already on its way: one presence is enough, unless the next try is only being waited for.
  const isUnderWay = known?.nick === nick && known.password === password && !known.rejoin?.timer
  if (known && isUnderWay) return wait(known, known.joinId)
  // A room that stayed listed would be entered, password and all, by whoever signs in here next.
  const refused = door.isOpen ? tooFast(rooms, known, room, password) : notConnected()
  if (refused) throw new Failure(refused)
  const entry = known ?? rooms.add(room, nick, password)
  if (!known) learnFeatures(door, entry)
  if (entry.rejoin) clearTimeout(entry.rejoin.timer)
  const remember = request.remember !== false
  // Asked to keep none, what is kept already goes, too.
  if (!remember) rooms.keepPassword(room, undefined)
  Object.assign(entry, { nick, password, isStored: stored !== undefined, remember, rejoin: undefined })
  const joined = await knock(door, entry, request.history)
  // §10.1.1: there was no room to ask before; whoever made it would know nothing of it for good.
  if (joined.status.includes(CREATED)) learnFeatures(door, entry)
  return joined
}

/** Sends the presence that enters, when it is its turn; the answer comes to all who asked for the same. */
export function knock(door: Door, entry: JoinedRoom, history: JoinRequest['history']): Promise<Joined> {
  const { rooms } = door
  const { room, nick, password } = entry
  const id = door.id()
  entry.joinId = id
  const isCurrent = () => entry.state === 'joining' && entry.joinId === id
  const answer = wait(entry, id, () => {
    if (password) rooms.limits.notGuessed(room)
    if (!isCurrent() || entry.rejoin) return
    rooms.delete(room)
    door.courier.abandon(room)
    // The room may let us in after all: nobody here would know that we sit in it.
    if (door.isOpen) door.send(xml('presence', { to: `${room}/${nick}`, type: 'unavailable' }))
  })
  if (password) rooms.limits.guessed(room)
  const send = () => door.send(buildJoin(room, nick, id, { ...rooms.availability, password, history }))
  const delay = rooms.limits.takeTurn()
  if (delay === 0) send()
  else
    setTimeout(() => {
      if (isCurrent()) send()
    }, delay)
  return answer
}

function wait(entry: JoinedRoom, id: string, onTimeout: () => void = () => {}): Promise<Joined> {
  return new Promise((resolve, reject) => {
    const fail = (error: ProtocolError) => reject(new Failure(error))
    const timer = setTimeout(() => {
      entry.pending = entry.pending.filter((each) => each !== pending)
      onTimeout()
      fail({ type: 'wait', condition: 'remote-server-timeout', reason: 'remote-timeout' })
    }, JOIN_TIMEOUT_MS)
    const done = (run: () => void) => {
      clearTimeout(timer)
      run()
    }
    const pending = {
      id,
      hadPassword: Boolean(entry.password),
      isStored: entry.isStored,
      resolve: (joined: Joined) => done(() => resolve(joined)),
      reject: (error: ProtocolError) => done(() => fail(error)),
    }
    entry.pending.push(pending)
  })
}

/** Asks for another nick (§7.6) and waits for the room's word. */
export function rename(door: Pick<Door, 'send' | 'id'>, entry: JoinedRoom, nick: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forget = () => {
      entry.renaming = undefined
      clearTimeout(timer)
    }
    const fail = (error: ProtocolError) => {
      forget()
      reject(new Failure(error))
    }
    const timer = setTimeout(
      () => fail({ type: 'wait', condition: 'remote-server-timeout', reason: 'remote-timeout' }),
      RENAME_TIMEOUT_MS,
    )
    entry.renaming?.reject({ type: 'cancel', condition: 'conflict', reason: 'replaced' })
    entry.renaming = {
      nick,
      resolve: () => {
        forget()
        resolve()
      },
      reject: fail,
    }
    door.send(xml('presence', { to: `${entry.room}/${nick}`, id: door.id() }))
  })
}

// Asked before the presence: answers come in order, so occupants' ids are known to be trusted when they arrive. The
// answer is taken as it comes: what follows it in the same packet is handled before any promise could be.
export function learnFeatures(door: Door, entry: JoinedRoom): void {
  const iq = xml('iq', { type: 'get', id: door.id(), to: entry.room }, xml('query', { xmlns: NS_INFO }))
  door.ask(iq, (reply) => {
    if (reply.attrs.type === 'error') {
      entry.infoError = parseStanzaError(reply).condition
      return
    }
    const info = parseInfo(reply.getChild('query', NS_INFO))
    entry.features = new Set(
      info.flatMap(({ kind, var: name }) => (kind === 'feature' && name ? [name] : [])),
    )
  })
}

export function joinedOf(entry: JoinedRoom): Joined {
  const { room, nick, self, status, subject } = entry
  return { room, nick, self, status, ...(subject === undefined ? {} : { subject }) }
}

function tooFast(
  rooms: RoomList,
  known: JoinedRoom | undefined,
  address: string,
  password: string | undefined,
): ProtocolError | undefined {
  const { limits } = rooms
  if (!known && rooms.size >= limits.mostRooms)
    return {
      type: 'cancel',
      condition: 'policy-violation',
      reason: 'too-many-rooms',
      detail: String(limits.mostRooms),
    }
  const forTurn = limits.delay > MAX_TURN_MS ? Math.ceil((limits.delay - MAX_TURN_MS) / 1000) : 0
  const seconds = Math.max(forTurn, password ? limits.secondsToGuess(bareOf(address) ?? address) : 0)
  if (seconds === 0) return undefined
  return { type: 'wait', condition: 'policy-violation', reason: 'rate-limited', detail: String(seconds) }
}
