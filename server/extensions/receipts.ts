import { parseJid } from '#protocol/jid.ts'
import { buildReceipt, NS_RECEIPTS, parseReceipt } from '../codec/xep0184.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { FirstTimes } from './firstTimes.ts'

const CLAIMS: readonly Claim[] = [
  {
    name: 'message',
    type: [null, 'chat', 'normal', 'groupchat', 'headline'],
    xmlns: NS_RECEIPTS,
    child: 'received',
  },
]

/** Delivery receipts (XEP-0184): sent when the browser says so, once however many tabs do, passed on when they come. */
export class Receipts extends Extension {
  readonly #sent = new FirstTimes()

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.chat.receipt': ({ to, id }) => {
        if (!this.#sent.isFirst(`${to}\n${id}`)) return true
        this.send(buildReceipt(this._getId(), to, id))
        return true
      },
    }
  }

  override receive(stanza: Element): boolean {
    const from = stanza.attrs.from ? parseJid(stanza.attrs.from) : undefined
    const id = parseReceipt(stanza)
    if (from && id) this.emit('xmpp.chat.receipt', { from, id })
    // A receipt that rides in a message must not hide it.
    return ownText(stanza, 'body') === undefined
  }
}
