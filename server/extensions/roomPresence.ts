import { fullJid, splitJid } from '#protocol/jid.ts'
import type { Occupant } from '#protocol/occupants.ts'
import { parseDestroy, parseOccupant } from '../codec/xep0045.ts'
import { NS_OCCUPANT_ID, parseOccupantId } from '../codec/xep0421.ts'
import { parseStanzaError } from '../xmpp/errors.ts'
import type { JoinedRoom, Rejoin } from '../xmpp/rooms.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { joinError, renameError } from './joinErrors.ts'
import { type Doorway, joinedOf } from './joining.ts'
import { forget } from './leaving.ts'
import { arrivedAgain, giveUp, lose } from './rejoining.ts'

// The subject ends the entry (§7.2.16); a room without one must not hold the join up.
const SUBJECT_WAIT_MS = 1000
/** A past that is still being told may take longer; but occupants can forge its mark, and must not hold it up either. */
const PAST_WAIT_MS = 10_000

/** A presence from a room of ours: somebody is there, has another name, is gone, or we may not enter. */
export function receivePresence(stanza: Element, entry: JoinedRoom, door: Doorway): boolean {
  entry.heardAt = Date.now()
  if (stanza.attrs.type === 'error') {
    refused(stanza, entry, door)
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
  // COMPAT: ejabberd 23 sends us the room's goodbye to the session that ours has just replaced. The room's answer to our
  // own presence is what counts, whatever has been done to the ghost.
  if (entry.state === 'joining' && entry.rejoin && !occupant.present && !destroyed && sender === entry.nick)
    return true
  const cause = destroyed ? undefined : lossOf(occupant, entry, door)
  if (cause) {
    const { status, reason } = occupant
    lose(door, entry, cause, { ...(Array.isArray(status) ? { status } : {}), ...(reason ? { reason } : {}) })
    return true
  }
  if (entry.rejoin && entry.password && occupant.self && isNew(occupant)) {
    // The room of before is gone, and with it what its password protected: nobody asked for an open one in its place.
    door.send(xml('presence', { to: `${entry.room}/${entry.nick}`, type: 'unavailable' }))
    giveUp(door, entry, { type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
    return true
  }
  if (destroyed) door.emit('xmpp.muc.destroy', { ...occupant, ...destroyed })
  else door.emit('xmpp.muc.roster', occupant)
  if (occupant.present) arrived(occupant, entry, door)
  else departed(occupant, entry, door)
  return true
}

const isNew = ({ status, present }: Occupant) => present && Array.isArray(status) && status.includes(201)

// §9.3, §9.8, §9.10, §10.9: somebody's will; anything else is the trouble of a server. 333 comes with 307 as well.
const WILL = [301, 307, 321, 322]

function lossOf(occupant: Occupant, entry: JoinedRoom, { rooms }: Doorway): Rejoin['cause'] | undefined {
  const isOut = occupant.self && !occupant.present && occupant.oldNick === undefined
  if (!isOut || entry.state !== 'joined' || rooms.isUnavailable) return undefined
  const codes = Array.isArray(occupant.status) ? occupant.status : []
  if (codes.includes(333)) return 'kicked'
  if (codes.some((code) => WILL.includes(code))) return undefined
  return codes.includes(332) ? 'shutdown' : 'lost'
}

function arrived(occupant: Occupant, entry: JoinedRoom, door: Doorway): void {
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
  entry.enteredAt = Date.now()
  // A subject that came before is of an earlier entry, or of nobody's.
  entry.isLive = false
  entry.status = Array.isArray(occupant.status) ? occupant.status : []
  if (entry.password) {
    door.rooms.limits.succeeded(entry.room)
    door.rooms.keepPassword(entry.room, entry.remember ? entry.password : undefined)
  }
  arrivedAgain(door, entry)
  if (isNew(occupant)) settle(entry, door)
  else awaitSubject(entry, door, entry.joinId)
}

function awaitSubject(entry: JoinedRoom, door: Doorway, joinId: string): void {
  setTimeout(() => {
    // Lost and entered again meanwhile, it has another past to tell.
    if (entry.state !== 'joined' || entry.joinId !== joinId || entry.isLive) return
    const now = Date.now()
    if (now - entry.pastAt < SUBJECT_WAIT_MS && now - entry.enteredAt < PAST_WAIT_MS) {
      awaitSubject(entry, door, joinId)
      return
    }
    entry.isLive = true
    settle(entry, door)
  }, SUBJECT_WAIT_MS)
}

/** Tells those who wait that the room is entered; once. */
export function settle(entry: JoinedRoom, door: Doorway): void {
  if (entry.state !== 'joined') return
  entry.rejoin = undefined
  for (const pending of entry.pending.splice(0)) pending.resolve(joinedOf(entry))
  door.courier.pump(entry.room)
}

function departed(occupant: Occupant, entry: JoinedRoom, door: Doorway): void {
  const gone = occupant.oldNick ?? occupant.nick ?? ''
  entry.occupants.delete(gone)
  if (!occupant.self) return
  if (occupant.oldNick !== undefined && occupant.nick !== undefined) {
    // The room may have prepared the nick that was asked for.
    if (entry.renaming) entry.renaming.nick = occupant.nick
    entry.nick = occupant.nick
    return
  }
  forget(entry, door)
}

function refused(stanza: Element, entry: JoinedRoom, door: Doorway): void {
  const parsed = parseStanzaError(stanza)
  const { room } = entry
  if (entry.state !== 'joining') {
    const error = renameError(parsed)
    door.emit('xmpp.muc.error', { type: 'presence', error, room, ...nickOf(stanza, entry.renaming?.nick) })
    entry.renaming?.reject(error)
    return
  }
  const { id } = stanza.attrs
  const asked = entry.pending.filter((pending) => pending.id === id)
  const { hadPassword, isStored } = asked[0] ?? {
    hadPassword: Boolean(entry.password),
    isStored: entry.isStored,
  }
  const error = joinError(parsed, hadPassword, isStored, entry.infoError)
  if (hadPassword && error.reason !== 'wrong-password') door.rooms.limits.notGuessed(room)
  // A second try (another nick, the password now) may be under way: this is the answer to the first.
  const isStale = id !== undefined && id !== entry.joinId
  const answered = isStale ? asked : entry.pending
  entry.pending = isStale ? entry.pending.filter((pending) => !asked.includes(pending)) : []
  // Who tries to come back by itself decides itself what is told, and when.
  if (!entry.rejoin) {
    const isInside = entry.stale.size > 0
    if (isInside && !isStale) giveUp(door, entry, error)
    else door.emit('xmpp.muc.error', { type: 'presence', error, room, ...nickOf(stanza, entry.nick) })
    if (!isStale && !isInside) forget(entry, door)
  }
  for (const pending of answered)
    pending.reject(joinError(parsed, pending.hadPassword, pending.isStored, entry.infoError))
}

function nickOf(stanza: Element, wanted: string | undefined): { nick?: string } {
  const nick = splitJid(stanza.attrs.from ?? '').resource ?? wanted
  return nick === undefined ? {} : { nick }
}
