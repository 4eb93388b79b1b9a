import type { ProtocolError, Reason } from '#protocol/define.ts'
import { bareOf } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { NS_INFO, parseInfo } from '../codec/xep0030.ts'
import { buildJoin } from '../codec/xep0045.ts'
import { Failure } from '../xmpp/errors.ts'
import type { JoinedRoom, RoomList } from '../xmpp/rooms.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const JOIN_TIMEOUT_MS = 30_000
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
export function enter(door: Door, request: JoinRequest): Promise<Joined> {
  const known = door.rooms.get(request.room)
  if (known?.state === 'joined') return Promise.resolve(joinedOf(known))
  const refused = tooManyRefusals(door.rooms, request)
  if (refused) return Promise.reject(new Failure(refused))
  const entry = door.rooms.add(request.room, request.nick, request.password)
  return new Promise((resolve, reject) => {
    const fail = (error: ProtocolError) => reject(new Failure(error))
    const timer = setTimeout(() => {
      if (entry.state !== 'joining') return
      door.rooms.delete(entry.room)
      fail({ type: 'wait', condition: 'remote-server-timeout', reason: 'remote-timeout' })
    }, JOIN_TIMEOUT_MS)
    const done = (run: () => void) => {
      clearTimeout(timer)
      run()
    }
    entry.pending.push({
      hadPassword: Boolean(request.password),
      resolve: (joined) => done(() => resolve(joined)),
      reject: (error) => done(() => fail(error)),
    })
    learnFeatures(door, entry)
    door.send(buildJoin(entry.room, request.nick, door.id(), request))
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

const REASONS: Record<string, Reason> = {
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
}

/** §7.2.6: "required" and "wrong" look the same on the wire; only the sender knows whether one was sent. */
export function joinError(error: ProtocolError, hadPassword: boolean): ProtocolError {
  const condition = error.condition ?? ''
  if (condition === 'not-authorized')
    return { ...error, reason: hadPassword ? 'wrong-password' : 'password-required' }
  const reason = REASONS[condition]
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
