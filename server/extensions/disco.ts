import type { CommandData } from '#protocol/index.ts'
import { NS_INFO, NS_ITEMS, parseInfo, parseItems } from '../codec/xep0030.ts'
import { buildRsm, parseRsm } from '../codec/xep0059.ts'
import { buildOwnInfo } from '../codec/xep0115.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'get', xmlns: NS_INFO, child: 'query' }]

/** What others offer, and what we offer (XEP-0030). Questions to us are answered here; the browser only hears of them. */
export class Disco extends Extension {
  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.discover.items': async (data) => {
        const query = await this.#ask(NS_ITEMS, data)
        return new WithRsm(parseItems(query), parseRsm(query))
      },
      'xmpp.discover.info': async (data) => {
        const query = await this.#ask(NS_INFO, data)
        return new WithRsm(parseInfo(query), parseRsm(query))
      },
      'xmpp.discover.client': () => true,
    }
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    const node = stanza.getChild('query', NS_INFO)?.attrs.node
    const answer = id ? buildOwnInfo(from, id, node) : undefined
    if (!answer) return false
    this.send(answer)
    if (from && id) this.emit('xmpp.discover.client', { from, id, ...(node ? { node } : {}) })
    return true
  }

  async #ask(
    xmlns: string,
    { of, node, rsm }: CommandData<'xmpp.discover.items'>,
  ): Promise<Element | undefined> {
    const query = xml('query', { xmlns, ...(node ? { node } : {}) }, ...buildRsm(rsm ?? undefined))
    const reply = await this.request(xml('iq', { type: 'get', id: this._getId(), to: of }, query))
    return reply.getChild('query', xmlns)
  }
}
