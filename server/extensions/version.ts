import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const NS = 'jabber:iq:version'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'get', xmlns: NS, child: 'query' }]

/** Which software (XEP-0092). We say the name; version and system would help an attacker more than a contact. */
export class Version extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.version.get': async ({ to }) => {
        const reply = await this.request(
          xml('iq', { type: 'get', id: this._getId(), to }, xml('query', { xmlns: NS })),
        )
        const query = reply.getChild('query', NS)
        const entries = (['name', 'version', 'os'] as const).flatMap((name) => {
          const text = query?.getChildText(name)
          return text ? [[name, text]] : []
        })
        return Object.fromEntries(entries)
      },
    }
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    const query = xml('query', { xmlns: NS }, xml('name', {}, 'Hoverboard'))
    this.send(xml('iq', { type: 'result', id, ...(from ? { to: from } : {}) }, query))
    return true
  }
}
