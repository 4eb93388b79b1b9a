import { parseJid } from '#protocol/jid.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { AnsweredRequests, keyOf } from './answeredRequests.ts'

const NS = 'urn:xmpp:ping'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'get', xmlns: NS, child: 'ping' }]

/** Is anybody there (XEP-0199)? Answered here, so that a page without code for it is not taken for dead. */
export class Ping extends Extension {
  readonly #answered = new AnsweredRequests()

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.ping': ({ to }) => {
        const iq = xml(
          'iq',
          { type: 'get', id: this._getId(), to: to ?? this.ownJid().domain },
          xml('ping', { xmlns: NS }),
        )
        return this.done(iq)
      },
      // The gateway was faster; an answer to what it does not know goes out.
      'xmpp.ping.pong': ({ id, to }) => {
        if (!this.#answered.has(keyOf(to, id))) this.send(xml('iq', { type: 'result', id, to }))
        return true
      },
    }
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    this.send(xml('iq', { type: 'result', id, ...(from ? { to: from } : {}) }))
    if (from && id) this.#answered.add(keyOf(from, id))
    const sender = from ? parseJid(from) : undefined
    if (sender && id) this.emit('xmpp.ping', { from: sender, id })
    return true
  }
}
