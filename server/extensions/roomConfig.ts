import type { FormSubmission } from '#protocol/forms.ts'
import type { CommandData } from '#protocol/index.ts'
import { splitJid } from '#protocol/jid.ts'
import type { Joined } from '#protocol/muc.ts'
import { buildForm, findForm, NS_DATA, parseForm } from '../codec/xep0004.ts'
import { NS_MUC, NS_MUC_OWNER, NS_MUC_USER, statusCodes } from '../codec/xep0045.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { RoomList } from '../xmpp/rooms.ts'
import { type Element, ownText, xml } from '../xmpp/xml.ts'
import { courierOf } from './courier.ts'
import { enter } from './joining.ts'

const FORM_TYPE = `${NS_MUC}#roomconfig`

// A bounce holds what was sent; it is no word of the room.
const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'normal', 'groupchat'],
    xmlns: NS_MUC_USER,
    child: 'x',
    when: isConfigNotice,
  },
]

/** Making, configuring and destroying rooms (XEP-0045 §10). */
export class RoomConfig extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.muc.create': (data) => this.#create(data),
      'xmpp.muc.room.config.get': async ({ room }) => {
        const reply = await this.request(this.#owner('get', room))
        const form = findForm(reply.getChild('query', NS_MUC_OWNER))
        return form ? parseForm(form) : { items: [] }
      },
      'xmpp.muc.room.config.set': async ({ room, form }) => {
        await this.request(this.#owner('set', room, buildForm(form, FORM_TYPE)))
        this.#rememberPassword(room, form)
        return true as const
      },
      'xmpp.muc.cancel': ({ room }) =>
        this.done(this.#owner('set', room, xml('x', { xmlns: NS_DATA, type: 'cancel' }))),
      'xmpp.muc.destroy': ({ room, reason, alternative, password }) => {
        const attrs = alternative ? { jid: alternative } : {}
        const destroy = xml(
          'destroy',
          attrs,
          reason ? xml('reason', {}, reason) : null,
          alternative && password ? xml('password', {}, password) : null,
        )
        return this.done(this.#owner('set', room, destroy))
      },
    }
  }

  override receive(stanza: Element): boolean {
    const room = this.rooms.get(stanza.attrs.from)?.room
    if (room !== undefined)
      this.emit('xmpp.muc.room.config', { room, status: statusCodes(stanza.getChild('x', NS_MUC_USER)) })
    return true
  }

  async #create({ room, nick, instant, password }: CommandData<'xmpp.muc.create'>): Promise<Joined> {
    const door = {
      rooms: this.rooms,
      courier: courierOf(this.manager),
      isOpen: Boolean(this.manager.client),
      send: (stanza: Element) => this.send(stanza),
      request: (iq: Element) => this.request(iq),
      ask: (iq: Element, heard: (reply: Element) => void) => this.ask(iq, heard),
      id: () => this._getId(),
    }
    const joined = await enter(door, { room, nick, password })
    // §10.1.2: the room is locked until its owner accepts the defaults.
    if (instant && joined.status.includes(201)) await this.done(this.#owner('set', room, buildForm([])))
    return joined
  }

  // Who changed the password must not be shut out by the old one when the session begins anew.
  #rememberPassword(room: string, form: FormSubmission): void {
    const secret = form.find((field) => field.var === 'muc#roomconfig_roomsecret')?.value
    if (typeof secret === 'string') this.rooms.keepPassword(room, secret)
  }

  #owner(type: 'get' | 'set', room: string, content: Element | null = null): Element {
    return xml('iq', { type, id: this._getId(), to: room }, xml('query', { xmlns: NS_MUC_OWNER }, content))
  }
}

// Only the room itself, from its bare address, can speak about its configuration; occupants can send the shape.
function isConfigNotice(stanza: Element, rooms: RoomList): boolean {
  const isFromRoom = splitJid(stanza.attrs.from ?? '').resource === undefined
  const x = stanza.getChild('x', NS_MUC_USER)
  return (
    isFromRoom &&
    rooms.get(stanza.attrs.from) !== undefined &&
    x?.getChild('status') !== undefined &&
    x.getChild('item') === undefined &&
    ownText(stanza, 'body') === undefined
  )
}
