import type { EventData, EventName } from '#protocol/index.ts'
import { fullJid, splitJid } from '#protocol/jid.ts'
import type { Occupant } from '#protocol/occupants.ts'
import { parseDestroy, parseOccupant } from '../codec/xep0045.ts'
import { NS_OCCUPANT_ID, parseOccupantId } from '../codec/xep0421.ts'
import { parseStanzaError } from '../xmpp/errors.ts'
import type { JoinedRoom, RoomList } from '../xmpp/rooms.ts'
import type { Element } from '../xmpp/xml.ts'
import { joinError, joinedOf, noteRefusal } from './joining.ts'
import { forget } from './leaving.ts'

export type Emit = <N extends EventName>(name: N, data: EventData<N>) => void

// The subject ends the entry (§7.2.16); a room without one must not hold the join up.
const SUBJECT_WAIT_MS = 1000

/** A presence from a room of ours: somebody is there, has another name, is gone, or we may not enter. */
export function receivePresence(stanza: Element, entry: JoinedRoom, rooms: RoomList, emit: Emit): boolean {
  if (stanza.attrs.type === 'error') {
    refused(stanza, entry, rooms, emit)
    return true
  }
  if (stanza.attrs.type !== undefined && stanza.attrs.type !== 'unavailable') return true
  const occupant = parseOccupant(stanza, entry.room)
  if (occupant.nick === undefined) return true
  if (entry.features.has(NS_OCCUPANT_ID)) {
    const id = parseOccupantId(stanza)
    if (id) occupant.occupantId = id
  }
  // Inside, the sender's nick is the room's word; not every room repeats 110, and an occupant may forge it.
  const sender = splitJid(stanza.attrs.from ?? '').resource
  if (entry.state !== 'joining') {
    if (sender === entry.nick) occupant.self = true
    else delete occupant.self
  }
  const destroyed = stanza.attrs.type === 'unavailable' ? parseDestroy(stanza) : undefined
  if (destroyed) emit('xmpp.muc.destroy', { ...occupant, ...destroyed })
  else emit('xmpp.muc.roster', occupant)
  if (occupant.present) arrived(occupant, entry)
  else departed(occupant, entry, rooms)
  return true
}

function arrived(occupant: Occupant, entry: JoinedRoom): void {
  const nick = occupant.nick ?? ''
  entry.occupants.add(nick)
  if (!occupant.self) return
  entry.nick = nick
  entry.occupantId = occupant.occupantId
  entry.self = {
    ...(occupant.affiliation ? { affiliation: occupant.affiliation } : {}),
    ...(occupant.role ? { role: occupant.role } : {}),
    ...(occupant.jid ? { jid: fullJid(occupant.jid) } : {}),
  }
  if (entry.renaming?.nick === nick) entry.renaming.resolve()
  if (entry.state !== 'joining') return
  entry.state = 'joined'
  entry.status = Array.isArray(occupant.status) ? occupant.status : []
  if (entry.status.includes(201)) settle(entry)
  else
    setTimeout(() => {
      entry.isLive = true
      settle(entry)
    }, SUBJECT_WAIT_MS)
}

/** Tells those who wait that the room is entered; once. */
export function settle(entry: JoinedRoom): void {
  if (entry.state !== 'joined') return
  for (const pending of entry.pending.splice(0)) pending.resolve(joinedOf(entry))
}

function departed(occupant: Occupant, entry: JoinedRoom, rooms: RoomList): void {
  const gone = occupant.oldNick ?? occupant.nick ?? ''
  entry.occupants.delete(gone)
  if (!occupant.self) return
  if (occupant.oldNick !== undefined && occupant.nick !== undefined) {
    // The room may have prepared the nick that was asked for.
    if (entry.renaming) entry.renaming.nick = occupant.nick
    entry.nick = occupant.nick
    return
  }
  forget(entry, rooms)
}

function refused(stanza: Element, entry: JoinedRoom, rooms: RoomList, emit: Emit): void {
  const parsed = parseStanzaError(stanza)
  if (entry.state !== 'joining') {
    const error = joinError(parsed, true)
    emit('xmpp.muc.error', {
      type: 'presence',
      error,
      room: entry.room,
      ...nickOf(stanza, entry.renaming?.nick),
    })
    entry.renaming?.reject(error)
    return
  }
  const { id } = stanza.attrs
  const asked = entry.pending.filter((pending) => pending.id === id)
  const hadPassword = asked[0]?.hadPassword ?? Boolean(entry.password)
  const error = joinError(parsed, hadPassword)
  if (error.reason === 'wrong-password') noteRefusal(rooms, entry.room)
  emit('xmpp.muc.error', { type: 'presence', error, room: entry.room, ...nickOf(stanza, entry.nick) })
  // A second try (another nick, the password now) may be under way: this is the answer to the first.
  const isStale = asked.length > 0 && id !== entry.joinId
  const answered = isStale ? asked : entry.pending
  entry.pending = isStale ? entry.pending.filter((pending) => !asked.includes(pending)) : []
  if (!isStale) forget(entry, rooms)
  for (const pending of answered) pending.reject(joinError(parsed, pending.hadPassword))
}

function nickOf(stanza: Element, wanted: string | undefined): { nick?: string } {
  const nick = splitJid(stanza.attrs.from ?? '').resource ?? wanted
  return nick === undefined ? {} : { nick }
}
