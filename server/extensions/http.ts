import type { HttpAnswered } from '#protocol/http.ts'
import type { CommandData } from '#protocol/index.ts'
import { parseJid } from '#protocol/jid.ts'
import { buildRefusal } from '../codec/refusal.ts'
import { buildAnswer, NS_HTTP_AUTH, parseConfirm, threadOf } from '../codec/xep0070.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'
import { type Element, ownText } from '../xmpp/xml.ts'
import { WaitingRequests } from './waitingRequests.ts'

// A refusal holds what was asked; it is no question.
const CLAIMS: readonly Claim[] = [
  { name: 'iq', type: 'get', xmlns: NS_HTTP_AUTH, child: 'confirm' },
  { name: 'message', type: [null, 'normal', 'chat', 'headline'], xmlns: NS_HTTP_AUTH, child: 'confirm' },
]
/** A person has to find the page, and read. */
const PATIENCE_MS = 5 * 60_000

type Question = Pick<CommandData<'xmpp.http.confirm'>, 'type' | 'to' | 'id' | 'request'>

/** Was it really you who asked for that address on the web (XEP-0070)? Only the person can tell. */
export class Http extends Extension {
  // Nobody said yes: whoever asks must not let anybody in.
  readonly #asked = new WaitingRequests(PATIENCE_MS, (iq) => this.#giveUp(iq))

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.http.confirm': (data) => this.#answer(data, true),
      'xmpp.http.deny': (data) => this.#answer(data, false),
    }
  }

  protected override started(): void {
    this.#asked.clear()
  }

  override receive(stanza: Element): boolean {
    const from = stanza.attrs.from === undefined ? undefined : parseJid(stanza.attrs.from)
    const request = parseConfirm(stanza)
    const isIq = stanza.name === 'iq'
    const id = isIq ? stanza.attrs.id : threadOf(stanza)
    if (!from || (isIq && !id)) return false
    if (!request) {
      if (isIq) this.send(buildRefusal(stanza, 'modify', 'bad-request'))
      return isIq
    }
    if (isIq && !this.#asked.add(stanza)) {
      this.send(buildRefusal(stanza, 'wait', 'resource-constraint'))
      return true
    }
    const description = ownText(stanza, 'body')?.trim()
    this.emit('xmpp.http.verify', {
      type: isIq ? 'iq' : 'message',
      from,
      ...(id ? { id } : {}),
      ...(description ? { description } : {}),
      request,
    })
    return true
  }

  #answer(data: CommandData<'xmpp.http.confirm'>, isConfirmed: boolean): true {
    const asked = data.type === 'iq' ? this.#asked.take(data.to, data.id ?? '') : 'unknown'
    if (asked === 'answered')
      throw new Failure({ type: 'cancel', condition: 'item-not-found', reason: 'not-found' })
    this.send(buildAnswer(data, isConfirmed))
    this.#tell(data, isConfirmed ? 'confirmed' : 'denied')
    return true
  }

  #giveUp(iq: Element): void {
    const { from: to = '', id } = iq.attrs
    this.send(buildRefusal(iq, 'auth', 'not-authorized'))
    this.#tell({ type: 'iq', to, id }, 'none')
  }

  #tell({ type, to, id, request }: Question, answer: HttpAnswered['answer']): void {
    const from = parseJid(to)
    if (!from) return
    this.emit('xmpp.http.answered', {
      type,
      from,
      ...(id ? { id } : {}),
      ...(request ? { requestId: request.id } : {}),
      answer,
    })
  }
}
