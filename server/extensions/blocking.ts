import { buildBlocking, buildListRequest, NS_BLOCKING, parseBlocked, parsePush } from '../codec/xep0191.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'

const CLAIMS: readonly Claim[] = [
  { name: 'iq', type: 'set', xmlns: NS_BLOCKING, child: 'block' },
  { name: 'iq', type: 'set', xmlns: NS_BLOCKING, child: 'unblock' },
]
const UNKNOWN_TO_THE_SERVER = new Set(['service-unavailable', 'feature-not-implemented'])

/** Whom the account wants to hear nothing of (XEP-0191). The server keeps the list, and keeps to it. */
export class Blocking extends Extension {
  /** Whether this session has asked for the list: only then is it told of changes (§3.3). */
  #isTold = false

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.blocking.get': () => this.#list(),
      'xmpp.blocking.block': ({ jids }) => this.#change('block', jids),
      'xmpp.blocking.unblock': (data) => this.#change('unblock', 'jids' in data ? data.jids : []),
    }
  }

  protected override started(): void {
    this.#isTold = false
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    // Only the own server can speak for the list; refusing anybody else is the manager's answer.
    if (!this.isOfAccount(stanza, 'blocking push')) return false
    const push = parsePush(stanza)
    if (push) this.emit('xmpp.blocking.push', push)
    this.send(xml('iq', { type: 'result', id, ...(from ? { to: from } : {}) }))
    return true
  }

  async #list(): Promise<string[]> {
    const reply = await this.#ask(buildListRequest(this._getId()))
    this.#isTold = true
    return parseBlocked(reply.getChild('blocklist', NS_BLOCKING))
  }

  // §3.2: the list is asked for before it is changed, so that every tab hears of the change.
  async #change(action: 'block' | 'unblock', jids: readonly string[]): Promise<true> {
    if (!this.#isTold) await this.#list()
    await this.#ask(buildBlocking(this._getId(), action, jids))
    return true
  }

  async #ask(iq: Element): Promise<Element> {
    try {
      return await this.request(iq)
    } catch (error) {
      if (error instanceof Failure && UNKNOWN_TO_THE_SERVER.has(error.error.condition ?? ''))
        throw new Failure({ ...error.error, reason: 'unsupported' })
      throw error
    }
  }
}
