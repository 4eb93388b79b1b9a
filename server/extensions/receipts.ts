import { parseJid } from '#protocol/jid.ts'
import { buildReceipt, NS_RECEIPTS, parseReceipt } from '../codec/xep0184.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'

/** Delivery receipts (XEP-0184): sent when the browser says so, passed on when they come. */
export class Receipts extends Extension {
  override readonly claims: readonly Claim[] = [
    {
      name: 'message',
      type: [null, 'chat', 'normal', 'groupchat', 'headline'],
      xmlns: NS_RECEIPTS,
      child: 'received',
    },
  ]
  override readonly handlers: Handlers = {
    'xmpp.chat.receipt': ({ to, id }) => {
      this.send(buildReceipt(this._getId(), to, id))
      return true
    },
  }

  override receive(stanza: Element): boolean {
    const from = stanza.attrs.from ? parseJid(stanza.attrs.from) : undefined
    const id = parseReceipt(stanza)
    if (from && id) this.emit('xmpp.chat.receipt', { from, id })
    return true
  }
}
