import type { CommandData } from '#protocol/index.ts'
import { buildRefusal } from '../codec/refusal.ts'
import { buildJingle, buildJingleError, NS_JINGLE, parseJingle } from '../codec/xep0166.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { WaitingRequests } from './waitingRequests.ts'

const CLAIMS: readonly Claim[] = [{ name: 'iq', type: 'set', xmlns: NS_JINGLE, child: 'jingle' }]
/** As long as a program of the page's may take to say a word. */
const PATIENCE_MS = 5000

/** The signalling of calls (XEP-0166); what is heard and seen goes from browser to browser. */
export class Jingle extends Extension {
  readonly #asked = new WaitingRequests(PATIENCE_MS, (iq) => this.#giveUp(iq))

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return { 'xmpp.jingle.request': (data) => this.#say(data) }
  }

  protected override started(): void {
    this.#asked.clear()
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    if (!from || !id) return false
    const jingle = parseJingle(stanza)
    if (!jingle) this.send(buildRefusal(stanza, 'modify', 'bad-request'))
    else if (!this.#asked.add(stanza)) this.send(buildRefusal(stanza, 'wait', 'resource-constraint'))
    else this.emit('xmpp.jingle.request', { from, type: 'set', id, jingle })
    return true
  }

  #say({ to, type, id, jingle, error }: CommandData<'xmpp.jingle.request'>): true | Promise<true> {
    if (error || type === 'error') return this.#answer(to, id, buildJingleError(id ?? '', to, error ?? {}))
    if (type === 'result')
      return this.#answer(to, id, xml('iq', { type: 'result', to, ...(id ? { id } : {}) }), true)
    if (!jingle) throw new Failure({ type: 'modify', condition: 'bad-request', reason: 'bad-data' })
    return this.done(buildJingle(this._getId(), to, jingle))
  }

  #answer(to: string, id: string | undefined, answer: Element, isResult = false): true {
    const asked = this.#asked.take(to, id ?? '')
    // The gateway has acknowledged it: to do so again is what was wanted, to refuse it is too late.
    if (asked === 'answered' && isResult) return true
    if (asked === 'answered')
      throw new Failure({ type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
    this.send(answer)
    return true
  }

  // §6.3.2: where nobody takes calls, whoever calls is told so, and does not ring for ever. All else has arrived, no more.
  #giveUp(iq: Element): void {
    const { from, id } = iq.attrs
    const isCall = iq.getChild('jingle', NS_JINGLE)?.attrs.action === 'session-initiate'
    if (isCall) this.send(buildRefusal(iq, 'cancel', 'service-unavailable'))
    else this.send(xml('iq', { type: 'result', id, to: from }))
  }
}
