import type { CommandData, EventData } from '#protocol/index.ts'
import { bareJid, bareOf, parseJid } from '#protocol/jid.ts'
import { buildPayloads, parseMessage, trustIds } from '../codec/message.ts'
import { buildContent } from '../codec/xep0071.ts'
import { parseDelay } from '../codec/xep0203.ts'
import { buildCarbonsRequest, isCarbon, NS_CARBONS, parseCarbon } from '../codec/xep0280.ts'
import type { Claim } from '../xmpp/claims.ts'
import { clientError, Failure, parseStanzaError } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, ownText, xml } from '../xmpp/xml.ts'
import { courierOf } from './courier.ts'
import { say } from './say.ts'

const NS_MUC_USER = 'http://jabber.org/protocol/muc#user'

const CLAIMS: readonly Claim[] = [
  { name: 'message', type: [null, 'chat', 'normal'] },
  { name: 'message', type: 'error' },
  { name: 'message', xmlns: NS_CARBONS },
]

/** One-to-one messages (RFC 6121 §5), with copies from and to one's other clients (XEP-0280). */
export class Chat extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return { 'xmpp.chat.message': (data) => this.#say(data) }
  }

  protected override started(): void {
    // Not every server has them; a chat works without.
    this.request(buildCarbonsRequest(this._getId())).catch(() => {})
  }

  override receive(stanza: Element): boolean {
    if (isCarbon(stanza)) return this.#carbon(stanza)
    if (stanza.attrs.type === 'error') return this.#bounce(stanza)
    return this.#message(stanza, false)
  }

  #say(data: CommandData<'xmpp.chat.message'>): { id: string } {
    const id = data.id || this._getId()
    const content = data.content ? buildContent(data.content, data.format) : []
    if (content === undefined) throw new Failure(clientError('Can not parse XHTML message', data, 'bad-data'))
    const originId = data.content ? id : undefined
    const payloads = buildPayloads(Object.assign(data, { originId }))
    const stanza = xml('message', { to: data.to, type: 'chat', id }, ...content, ...payloads)
    const to = bareOf(data.to) ?? data.to
    if (data.content || data.retract) say(courierOf(this.manager), { to, id, by: 'server', stanza, data })
    else this.send(stanza)
    return { id }
  }

  #message(stanza: Element, isCarbon: boolean): boolean {
    const from = stanza.attrs.from ? parseJid(stanza.attrs.from) : undefined
    if (!from) return true
    const own = this.ownBare()
    const data: EventData<'xmpp.chat.message'> = Object.assign(trustIds(parseMessage(stanza), own), { from })
    if (data.tombstone) delete data.tombstone
    if (isCarbon) data.carbon = true
    // XEP-0203 §4: how long a message was kept for us, only one's own server knows. What a sender claims could put
    // it far into the past, where nobody reads it.
    if (data.delay) {
      const delay = parseDelay(stanza, own) ?? parseDelay(stanza, this.manager.fullJid.domain)
      if (delay) data.delay = delay
      else delete data.delay
    }
    // Markers, notices and other payloads that we do not read must not show up as empty messages.
    const isEmpty = data.content === undefined && !data.retract && !data.failed
    if (isEmpty && data.state === undefined) return false
    if (stanza.attrs.type === 'normal' && isEmpty) return true
    this.emit('xmpp.chat.message', data)
    return true
  }

  #bounce(stanza: Element): boolean {
    const from = stanza.attrs.from ? parseJid(stanza.attrs.from) : undefined
    if (!from) return true
    const content = ownText(stanza, 'body')
    const id = stanza.attrs.id
    const error = parseStanzaError(stanza)
    // Who was lied to about it by whom it went to, hears what that one says.
    const courier = courierOf(this.manager)
    const said = id && courier.find(bareJid(from), id)
    if (said) courier.takeBack(said)
    this.emit('xmpp.chat.error', { from, error, ...(id ? { id } : {}), ...(content ? { content } : {}) })
    return true
  }

  // XEP-0280 §11: only one's own account may tell what one's other clients did. Anybody can send the shape.
  #carbon(stanza: Element): boolean {
    if (!this.isOfAccount(stanza, 'carbon')) return this.#message(stanza, false)
    const carbon = parseCarbon(stanza)
    const type = carbon?.message.attrs.type
    if (!carbon || type === 'groupchat' || type === 'error' || carbon.message.getChild('x', NS_MUC_USER))
      return true
    // What another client of ours says or hears inside a room is the room's business.
    if (this.rooms.get(carbon.message.attrs.from) || this.rooms.get(carbon.message.attrs.to)) return true
    if (carbon.direction === 'received') return this.#message(carbon.message, true) || true
    const [sender, to] = [parseJid(carbon.message.attrs.from ?? ''), parseJid(carbon.message.attrs.to ?? '')]
    if (!sender || !to || bareJid(sender) !== this.ownBare()) return true
    const { tombstone: _forged, ...data } = trustIds(parseMessage(carbon.message), this.ownBare())
    if (data.content !== undefined || data.retract || data.failed)
      this.emit('xmpp.chat.sent', { from: sender, to, ...data, carbon: true })
    return true
  }
}
