import { splitJid } from '#protocol/jid.ts'
import { parseMessage, trustIds } from '../codec/message.ts'
import { parseDelay } from '../codec/xep0203.ts'
import { NS_OCCUPANT_ID, parseOccupantId } from '../codec/xep0421.ts'
import { Failure, parseStanzaError } from '../xmpp/errors.ts'
import type { JoinedRoom } from '../xmpp/rooms.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { type Emit, settle } from './roomPresence.ts'

interface Settling {
  resolve: () => void
  reject: (failure: Failure) => void
}

/** A message from a room of ours: said to all, said to us alone, a subject, or one of ours that came back. */
export function receiveMessage(
  stanza: Element,
  entry: JoinedRoom,
  emit: Emit,
  settling: Settling | undefined,
): boolean {
  const { type, id } = stanza.attrs
  const nick = splitJid(stanza.attrs.from ?? '').resource
  const body = ownText(stanza, 'body')
  const subject = ownText(stanza, 'subject')
  const room = entry.room
  if (type === 'error') {
    const error = parseStanzaError(stanza)
    settling?.reject(new Failure(error))
    emit('xmpp.muc.error', {
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
  if (type === 'groupchat' && subject !== undefined && body === undefined) {
    entry.subject = subject
    entry.isLive = true
    emit('xmpp.muc.subject', {
      room,
      subject: subject || (false as const),
      ...(nick === undefined ? {} : { nick }),
      ...(data.delay ? { delay: data.delay } : {}),
    })
    settling?.resolve()
    settle(entry)
    return true
  }
  if (data.content === undefined && data.state === undefined) return true
  if (entry.features.has(NS_OCCUPANT_ID)) {
    const occupantId = parseOccupantId(stanza)
    if (occupantId) data.occupantId = occupantId
  }
  const isPrivate = type === 'chat'
  const isOwn = !isPrivate && isFromUs(entry, nick, data.occupantId, data.delay !== undefined)
  emit('xmpp.muc.message', {
    room,
    private: isPrivate,
    ...(nick === undefined ? {} : { nick }),
    ...data,
    ...(isOwn ? { own: true as const } : {}),
  })
  return true
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
