import type { CommandReply } from '#protocol/index.ts'
import { buildForm, findForm, parseForm } from '../codec/xep0004.ts'
import { NS_INFO } from '../codec/xep0030.ts'
import { NS_MUC } from '../codec/xep0045.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const NS_REGISTER = 'jabber:iq:register'
const RESERVED_NICK_NODE = 'x-roomuser-item'

/** Registering with a room, and the nick it keeps for us (XEP-0045 §7.10, §7.12). */
export class RoomRegistration extends Extension {
  override get handlers(): Handlers {
    return {
      'xmpp.muc.register.info': async ({ room }) => parse(await this.request(this.#query('get', room))),
      'xmpp.muc.register': async ({ room, form }) => {
        const reply = await this.request(
          this.#query('set', room, form ? buildForm(form, `${NS_MUC}#register`) : null),
        )
        return reply.getChild('query', NS_REGISTER) ? parse(reply) : { registered: true }
      },
      'xmpp.muc.room.nick': async ({ room }) => {
        const query = xml('query', { xmlns: NS_INFO, node: RESERVED_NICK_NODE })
        const reply = await this.request(xml('iq', { type: 'get', id: this._getId(), to: room }, query))
        const nick = reply.getChild('query', NS_INFO)?.getChild('identity')?.attrs.name
        if (!nick) throw new Failure({ type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
        return { nick }
      },
    }
  }

  #query(type: 'get' | 'set', room: string, content: Element | null = null): Element {
    return xml('iq', { type, id: this._getId(), to: room }, xml('query', { xmlns: NS_REGISTER }, content))
  }
}

function parse(reply: Element): CommandReply<'xmpp.muc.register.info'> {
  const query = reply.getChild('query', NS_REGISTER)
  const element = findForm(query)
  const form = element && parseForm(element)
  const instructions = query?.getChildText('instructions')
  const title = query?.getChildText('title')
  // COMPAT: ejabberd 23 says the nick in the form alone.
  const field = form?.fields?.find((each) => each.var === 'muc#register_roomnick')?.value
  const nick = query?.getChildText('username') || (typeof field === 'string' ? field : undefined)
  const isRegistered = query?.getChild('registered') !== undefined
  return {
    ...(title ? { title } : {}),
    ...(instructions ? { instructions } : {}),
    ...(form ? { form } : {}),
    ...(isRegistered ? { registered: true as const, ...(nick ? { nick } : {}) } : {}),
  }
}
