import type { CommandData } from '#protocol/index.ts'
import { buildRefusal } from '../codec/refusal.ts'
import { buildInfo, NS_INFO, NS_ITEMS, parseInfo, parseItems } from '../codec/xep0030.ts'
import { buildRsm, parseRsm } from '../codec/xep0059.ts'
import { buildOwnInfo } from '../codec/xep0115.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { WaitingRequests } from './waitingRequests.ts'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'get', xmlns: NS_INFO, child: 'query' }]

/** How long a browser that answers for itself may take. */
const PATIENCE_MS = 5000

/** What others offer, and what we offer (XEP-0030). */
export class Disco extends Extension {
  readonly #asked = new WaitingRequests(PATIENCE_MS, (iq) => this.#answerOurselves(iq))
  /** A browser has answered once: it is asked first from then on. */
  #isAnswered = false

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.discover.items': async (data) => {
        const query = await this.#ask(NS_ITEMS, data)
        return new WithRsm(parseItems(query), parseRsm(query))
      },
      'xmpp.discover.info': async (data) => {
        const query = await this.#ask(NS_INFO, data)
        const infos = parseInfo(query)
        // XMPP-FTW gives a result set here only where there is one.
        return query?.getChild('set') ? new WithRsm(infos, parseRsm(query)) : infos
      },
      'xmpp.discover.client': ({ to, id, features }) => {
        this.#isAnswered = true
        const asked = this.#asked.take(to, id)
        if (asked === 'answered') return true
        const node = asked === 'unknown' ? undefined : nodeOf(asked)
        this.send(buildInfo(to, id, node, features ?? []))
        return true
      },
    }
  }

  protected override started(): void {
    this.#asked.clear()
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    if (!id) return false
    const node = nodeOf(stanza)
    const isOurs = buildOwnInfo(from, id, node) !== undefined
    const isWaiting = from !== undefined && (this.#isAnswered || !isOurs) && this.#asked.add(stanza)
    if (!isWaiting) this.#answerOurselves(stanza)
    if (from) this.emit('xmpp.discover.client', { from, id, ...(node ? { node } : {}) })
    return true
  }

  #answerOurselves(iq: Element): void {
    const { from, id = '' } = iq.attrs
    if (from) this.#asked.settled(from, id)
    this.send(buildOwnInfo(from, id, nodeOf(iq)) ?? buildRefusal(iq, 'cancel', 'item-not-found'))
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

const nodeOf = (iq: Element): string | undefined => iq.getChild('query', NS_INFO)?.attrs.node
