import { splitJid } from '#protocol/jid.ts'
import { parseMessage, trustIds } from '../codec/message.ts'
import { parseDelay } from '../codec/xep0203.ts'
import { NS_OCCUPANT_ID, parseOccupantId } from '../codec/xep0421.ts'
import { Failure, parseStanzaError } from '../xmpp/errors.ts'
import type { JoinedRoom } from '../xmpp/rooms.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import type { Doorway } from './joining.ts'
import { bounced } from './rejoining.ts'
import { settle } from './roomPresence.ts'

interface Settling {
  resolve: () => void
  reject: (failure: Failure) => void
}

/** A message from a room of ours: said to all, said to us alone, a subject, or one of ours that came back. */
export function receiveMessage(
  stanza: Element,
  entry: JoinedRoom,
  door: Doorway,
  settling: Settling | undefined,
): boolean {
  entry.heardAt = Date.now()
  const { type, id } = stanza.attrs
  const nick = splitJid(stanza.attrs.from ?? '').resource
  const body = ownText(stanza, 'body')
  const subject = ownText(stanza, 'subject')
  const room = entry.room
  if (type === 'error') {
    const error = parseStanzaError(stanza)
    settling?.reject(new Failure(error))
    const said = id && door.courier.find(nick === undefined ? room : `${room}/${nick}`, id)
    if (said && said.by === 'room' && GHOST.has(error.condition ?? '')) {
      // Of what another process has sent, its archive tells better than what comes back meanwhile.
      if (said.sentAt > 0) void bounced(door, entry, said, error)
      return true
    }
    if (said) door.courier.takeBack(said)
    door.emit('xmpp.muc.error', {
      type: 'message',
      error,
      room,
      ...(id ? { id } : {}),
      ...(nick === undefined ? {} : { nick }),
      ...(body === undefined ? {} : { content: body }),
      ...(subject === undefined ? {} : { subject: subject || (false as const) }),
    })
    return true
  }
  const data = trustIds(parseMessage(stanza), room)
  // Only the room itself can know when something was said in it, and only of what was said before we came.
  const delay = entry.isLive && body !== undefined ? undefined : parseDelay(stanza, room)
  if (delay) data.delay = delay
  else delete data.delay
  if (delay && !entry.isLive) entry.pastAt = Date.now()
  if (type === 'groupchat' && subject !== undefined && body === undefined) {
    entry.subject = subject
    entry.isLive = true
    door.emit('xmpp.muc.subject', {
      room,
      subject: subject || (false as const),
      ...(nick === undefined ? {} : { nick }),
      ...(data.delay ? { delay: data.delay } : {}),
    })
    settling?.resolve()
    settle(entry, door)
    return true
  }
  // An archive's word, and only of the past: who writes one now has taken nothing out.
  if (entry.isLive || !delay) delete data.tombstone
  const says = data.content ?? data.state ?? data.retract ?? data.tombstone ?? data.failed
  if (says === undefined) return true
  if (entry.features.has(NS_OCCUPANT_ID)) {
    const occupantId = parseOccupantId(stanza)
    if (occupantId) data.occupantId = occupantId
  }
  const isPrivate = type === 'chat'
  if (!isPrivate && isRepeated(entry, stanza, data.stanzaIds?.[0]?.id, data.delay !== undefined)) return true
  const isOwn = !isPrivate && isFromUs(entry, nick, data.occupantId, data.delay !== undefined)
  if (!isPrivate && id) door.courier.reflected(room, id, nick, data.delay !== undefined)
  door.emit('xmpp.muc.message', {
    room,
    private: isPrivate,
    ...(nick === undefined ? {} : { nick }),
    ...data,
    ...(isOwn ? { own: true as const } : {}),
  })
  return true
}

// What a room says of messages to it that we are not in, or that it is not there itself.
const GHOST = new Set([
  'not-acceptable',
  'service-unavailable',
  'item-not-found',
  'recipient-unavailable',
  'remote-server-not-found',
  'remote-server-timeout',
])
const MAX_RECENT = 60

/** Whether a message of the room's past was heard already, before we were lost and came again. */
function isRepeated(
  entry: JoinedRoom,
  { attrs: { from, id } }: Element,
  stanzaId: string | undefined,
  isPast: boolean,
): boolean {
  const key = stanzaId ?? (id && JSON.stringify([from, id]))
  if (!key) return false
  if (isPast && entry.recent.has(key)) return true
  entry.recent.add(key)
  const [oldest] = entry.recent
  if (entry.recent.size > MAX_RECENT && oldest !== undefined) entry.recent.delete(oldest)
  return false
}

// A nick in the room's past may have been anybody's; an occupant id is one person's for good.
function isFromUs(
  entry: JoinedRoom,
  nick: string | undefined,
  occupantId: string | undefined,
  isPast: boolean,
): boolean {
  if (occupantId !== undefined && entry.occupantId !== undefined) return occupantId === entry.occupantId
  return !isPast && nick !== undefined && nick === entry.nick
}
