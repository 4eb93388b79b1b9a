import { parseJid, splitJid } from '#protocol/jid.ts'
import { NS_MUC_USER } from '../codec/xep0045.ts'
import { buildAffiliation, buildListRequest, buildRole, parseList } from '../codec/xep0045-admin.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { RoomList } from '../xmpp/rooms.ts'
import { type Element, ownText } from '../xmpp/xml.ts'

// A bounce holds what was sent; it is no word of the room.
const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'normal', 'groupchat'],
    xmlns: NS_MUC_USER,
    child: 'x',
    when: isNotice,
  },
]

/** Roles and affiliations in rooms (XEP-0045 §8–9). */
export class Occupants extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.role.set': (data) => this.done(buildRole(this._getId(), data)),
      'xmpp.muc.role.get': async ({ room, role }) =>
        parseList(await this.request(buildListRequest(this._getId(), room, { role }))),
      'xmpp.muc.affiliation': (data) => this.done(buildAffiliation(this._getId(), data)),
      'xmpp.muc.affiliation.get': async ({ room, affiliation }) =>
        parseList(await this.request(buildListRequest(this._getId(), room, { affiliation }))),
    }
  }

  override receive(stanza: Element): boolean {
    const room = this.rooms.get(stanza.attrs.from)?.room
    const items = stanza.getChild('x', NS_MUC_USER)?.getChildren('item') ?? []
    for (const item of items) {
      const { affiliation, jid: address, nick, role } = item.attrs
      if (room === undefined || !affiliation) continue
      const jid = address ? parseJid(address) : undefined
      this.emit('xmpp.muc.affiliation.push', {
        room,
        affiliation,
        ...(jid ? { jid } : {}),
        ...(nick ? { nick } : {}),
        ...(role ? { role } : {}),
      })
    }
    return true
  }
}

// §9.3 and others: a change of somebody who is absent comes as a message of the room itself.
function isNotice(stanza: Element, rooms: RoomList): boolean {
  const isFromRoom = splitJid(stanza.attrs.from ?? '').resource === undefined
  return (
    isFromRoom &&
    rooms.get(stanza.attrs.from) !== undefined &&
    stanza.getChild('x', NS_MUC_USER)?.getChild('item') !== undefined &&
    ownText(stanza, 'body') === undefined
  )
}
