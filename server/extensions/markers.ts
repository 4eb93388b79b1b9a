import { parseJid, sameJid } from '#protocol/jid.ts'
import { NS_CARBONS, parseCarbon } from '../codec/xep0280.ts'
import { buildMarker, NS_MARKERS, parseMarker } from '../codec/xep0333.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { FirstTimes } from './firstTimes.ts'

const CLAIMS: readonly Claim[] = [
  { name: 'message', type: [null, 'chat', 'normal'], xmlns: NS_MARKERS, child: 'displayed' },
  {
    name: 'message',
    xmlns: NS_CARBONS,
    when: (stanza) => parseMarker(parseCarbon(stanza)?.message ?? stanza) !== undefined,
  },
]

/** "I have read this" (XEP-0333): sent when the browser says so, once however many tabs do, passed on when it comes. */
export class Markers extends Extension {
  readonly #sent = new FirstTimes()

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.chat.displayed': ({ to, id }) => {
        if (this.#sent.isFirst(`${to}\n${id}`)) this.send(buildMarker(this._getId(), to, id))
        return true
      },
    }
  }

  override receive(stanza: Element): boolean {
    const carbon = parseCarbon(stanza)
    if (!carbon) return this.#heard(stanza, false)
    // XEP-0280 §11: only one's own account may tell what one's other clients did. Of others, who reads messages tells.
    const { from } = stanza.attrs
    if (from !== undefined && !sameJid(from, this.ownBare())) return false
    return this.#heard(carbon.message, carbon.direction === 'sent')
  }

  #heard(message: Element, isOurs: boolean): boolean {
    const from = message.attrs.from ? parseJid(message.attrs.from) : undefined
    const to = message.attrs.to ? parseJid(message.attrs.to) : undefined
    const id = parseMarker(message)
    if (from && id && (!isOurs || to))
      this.emit('xmpp.chat.displayed', { from, id, ...(isOurs && to ? { to } : {}) })
    // A marker that rides in a message must not hide it.
    return ownText(message, 'body') === undefined
  }
}
