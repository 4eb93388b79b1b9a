import { bareOf, splitJid } from '#protocol/jid.ts'
import { buildVoiceAnswer, buildVoiceRequest, parseVoiceRequest } from '../codec/voice.ts'
import { NS_DATA } from '../codec/xep0004.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { RoomList } from '../xmpp/rooms.ts'
import type { Element } from '../xmpp/xml.ts'

// A bounce holds what was sent; it is no word of the room.
const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'normal', 'groupchat'],
    xmlns: NS_DATA,
    child: 'x',
    when: (stanza, rooms) => requestIn(stanza, rooms) !== undefined,
  },
]

/** Asking for voice in a moderated room, and granting it (XEP-0045 §7.13, §8.6). */
export class Voice extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.voice': ({ room, role }) => {
        this.send(buildVoiceRequest(this._getId(), room, role))
        return true
      },
      'xmpp.muc.voice.answer': (data) => {
        this.send(buildVoiceAnswer(this._getId(), data))
        const { nick, allow } = data
        this.emit('xmpp.muc.voice.answered', { room: bareOf(data.room) ?? data.room, nick, allow })
        return true
      },
    }
  }

  override receive(stanza: Element): boolean {
    const request = requestIn(stanza, this.rooms)
    if (request) this.emit('xmpp.muc.voice.requests', request)
    return true
  }
}

function requestIn(stanza: Element, rooms: RoomList) {
  const { from } = stanza.attrs
  const entry = rooms.get(from)
  if (!entry || splitJid(from ?? '').resource !== undefined) return undefined
  return parseVoiceRequest(stanza, entry.room)
}
