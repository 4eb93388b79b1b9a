import type { ProtocolError, Reason } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { NS_INFO, parseInfo } from '../codec/xep0030.ts'
import { buildJoin } from '../codec/xep0045.ts'
import { Failure } from '../xmpp/errors.ts'
import type { JoinedRoom, RoomList } from '../xmpp/rooms.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const JOIN_TIMEOUT_MS = 30_000
const RENAME_TIMEOUT_MS = 10_000
const REFUSALS = 5
const REFUSALS_WITHIN_MS = 60_000

export interface JoinRequest {
  room: string
  nick: string
  password?: string | undefined
  history?: { maxchars?: number | string | null; maxstanzas?: number | string | null } | null | undefined
}

/** What entering a room needs of an extension. */
export interface Door {
  rooms: RoomList
  send(stanza: Element): void
  request(iq: Element): Promise<Element>
  id(): string
}

/** Enters a room and waits until it is entered (XEP-0045 §7.2), or says why not. */
export async function enter(door: Door, request: JoinRequest): Promise<Joined> {
  const known = door.rooms.get(request.room)
  if (known?.state === 'joined') {
    // §7.6: inside, asking to enter under another nick is asking for that nick.
    if (known.nick !== request.nick) await rename(door, known, request.nick)
    return joinedOf(known)
  }
  if (known?.state === 'leaving') {
    await new Promise<void>((resolve) => known.whenLeft.push(resolve))
    return enter(door, request)
  }
  const refused = tooManyRefusals(door.rooms, request)
  if (refused) throw new Failure(refused)
  if (known?.nick === request.nick && known.password === request.password) return wait(known, known.joinId)
  const entry = known ?? door.rooms.add(request.room, request.nick, request.password)
  if (known) Object.assign(known, { nick: request.nick, password: request.password })
  else learnFeatures(door, entry)
  return knock(door, entry, request)
}

/** Sends the presence that enters; the answer comes to all who asked for the same. */
export function knock(door: Door, entry: JoinedRoom, request: Omit<JoinRequest, 'room'>): Promise<Joined> {
  const id = door.id()
  entry.joinId = id
  const answer = wait(entry, id, () => {
    if (entry.state === 'joining' && entry.joinId === id) door.rooms.delete(entry.room)
  })
  door.send(buildJoin(entry.room, request.nick, id, { ...door.rooms.availability, ...request }))
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

// Asked before the presence: answers come in order, so occupants' ids are known to be trusted when they arrive.
function learnFeatures(door: Door, entry: JoinedRoom): void {
  const iq = xml('iq', { type: 'get', id: door.id(), to: entry.room }, xml('query', { xmlns: NS_INFO }))
  door.request(iq).then(
    (reply) => {
      const info = parseInfo(reply.getChild('query', NS_INFO))
      entry.features = new Set(
        info.flatMap(({ kind, var: name }) => (kind === 'feature' && name ? [name] : [])),
      )
    },
    () => {},
  )
}

export function joinedOf(entry: JoinedRoom): Joined {
  const { room, nick, self, status, subject } = entry
  return { room, nick, self, status, ...(subject === undefined ? {} : { subject }) }
}

const REASONS = new Map<string, Reason>(
  Object.entries({
    'registration-required': 'members-only',
    forbidden: 'banned',
    conflict: 'nick-conflict',
    'not-acceptable': 'nick-locked',
    'service-unavailable': 'full',
    'resource-constraint': 'full',
    'item-not-found': 'not-found',
    'not-allowed': 'creation-restricted',
    gone: 'gone',
    'remote-server-timeout': 'remote-timeout',
    'remote-server-not-found': 'remote-timeout',
    'jid-malformed': 'bad-jid',
  } satisfies Record<string, Reason>),
)

/** §7.2.6: "required" and "wrong" look the same on the wire; only the sender knows whether one was sent. */
export function joinError(error: ProtocolError, hadPassword: boolean): ProtocolError {
  const condition = error.condition ?? ''
  if (condition === 'not-authorized')
    return { ...error, reason: hadPassword ? 'wrong-password' : 'password-required' }
  // A Map: the condition is a stranger's word, and an object would answer to `constructor`.
  const reason = REASONS.get(condition)
  return reason ? { ...error, reason } : error
}

export function noteRefusal(rooms: RoomList, room: string): void {
  const recent = (rooms.refusals.get(room) ?? []).filter((at) => at > Date.now() - REFUSALS_WITHIN_MS)
  rooms.refusals.set(room, [...recent, Date.now()])
}

function tooManyRefusals(rooms: RoomList, { room, password }: JoinRequest): ProtocolError | undefined {
  if (!password) return undefined
  const times =
    rooms.refusals.get(bareOf(room) ?? room)?.filter((at) => at > Date.now() - REFUSALS_WITHIN_MS) ?? []
  const [oldest] = times
  if (times.length < REFUSALS || oldest === undefined) return undefined
  const seconds = Math.ceil((oldest + REFUSALS_WITHIN_MS - Date.now()) / 1000)
  return { type: 'wait', condition: 'policy-violation', reason: 'rate-limited', detail: String(seconds) }
}
