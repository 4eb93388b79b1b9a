import type { Claim } from '../xmpp/claims.ts'
import { Extension } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'

// The least that can be claimed: asked when nobody else wants it. Presence always has somebody.
const CLAIMS: readonly Claim[] = [{ name: 'iq' }, { name: 'message' }]
/** As much as an event of a browser may be. */
const MOST_CHARS = 128 * 1024

/** What nothing else understands, as it is, for pages that want to see it. It stays unanswered here. */
export class Unknown extends Extension {
  override readonly claims = CLAIMS

  override receive(stanza: Element): boolean {
    const text = stanza.toString()
    if (text.length <= MOST_CHARS) this.emit('xmpp.wtf.push', text)
    // RFC 6120 §8.2.3: a request that nobody knows is for the manager to refuse.
    return false
  }
}
