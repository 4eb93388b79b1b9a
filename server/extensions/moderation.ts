import type { CommandData } from '#protocol/index.ts'
import { splitJid } from '#protocol/jid.ts'
import { NS_OCCUPANT_ID } from '../codec/xep0421.ts'
import { buildModeration, moderationOf, NS_FASTEN, NS_RETRACT, parseModeration } from '../codec/xep0425.ts'
import type { Claim } from '../xmpp/claims.ts'
import { clientError, Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { RoomList } from '../xmpp/rooms.ts'
import type { Element } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [
  { name: 'message', type: 'groupchat', xmlns: NS_RETRACT, child: 'retract', when: isOfTheRoom },
  { name: 'message', type: 'groupchat', xmlns: NS_FASTEN, child: 'apply-to', when: isOfTheRoom },
]

/** Taking other people's messages out of a room (XEP-0425). */
export class Moderation extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return { 'xmpp.muc.moderate': (data) => this.#moderate(data) }
  }

  #moderate(data: CommandData<'xmpp.muc.moderate'>): Promise<true> {
    const entry = this.rooms.get(data.room)
    if (!entry) throw new Failure(clientError('Not registered with this room', data, 'not-joined'))
    const way = moderationOf(entry.features)
    if (!way) throw new Failure(clientError('The room does not offer moderation', data, 'unsupported'))
    return this.done(buildModeration(this._getId(), { ...data, room: entry.room }, way))
  }

  override receive(stanza: Element): boolean {
    const entry = this.rooms.get(stanza.attrs.from)
    const moderated = parseModeration(stanza)
    if (!entry || !moderated) return false
    const { occupantId, ...told } = moderated
    const isKnown = occupantId !== undefined && entry.features.has(NS_OCCUPANT_ID)
    this.emit('xmpp.muc.moderated', { room: entry.room, ...told, ...(isKnown ? { occupantId } : {}) })
    return true
  }
}

// §5: what anybody else says of the kind is a forgery, an occupant's claim as well.
function isOfTheRoom(stanza: Element, rooms: RoomList): boolean {
  return (
    rooms.get(stanza.attrs.from) !== undefined && splitJid(stanza.attrs.from ?? '').resource === undefined
  )
}
