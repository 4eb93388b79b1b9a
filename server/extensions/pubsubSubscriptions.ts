import type { EventData } from '#protocol/index.ts'
import { fullJid } from '#protocol/jid.ts'
import { AuthorisationAnswer } from '#protocol/pubsubSubscriptions.ts'
import { NS_DATA, parseForm } from '../codec/xep0004.ts'
import { parseRsm } from '../codec/xep0059.ts'
import { isNodeKeeper } from '../codec/xep0060-events.ts'
import { formIn, pubsubOf } from '../codec/xep0060-request.ts'
import {
  authorisationOf,
  buildAuthorisation,
  buildDefaultOptions,
  buildOptions,
  buildSubscribe,
  buildSubscription,
  buildSubscriptionsRequest,
  buildUnsubscribe,
  parseSubscribed,
  subscriptionsIn,
} from '../codec/xep0060-subscriptions.ts'
import type { Claim } from '../xmpp/claims.ts'
import { clientError, Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers, WithRsm } from '../xmpp/extension.ts'
import type { Element } from '../xmpp/xml.ts'

const MOST_UNANSWERED = 200

const CLAIMS: readonly Claim[] = [{ name: 'message', xmlns: NS_DATA, child: 'x', when: asksForASubscription }]

/** Subscriptions to nodes, one's own and, for owners, everybody's (XEP-0060 §6, §8.6–8.8). */
export class PubsubSubscriptions extends Extension {
  #unanswered = 0

  override readonly claims = CLAIMS
  override get handlers(): Handlers {
    return {
      'xmpp.pubsub.subscribe': async ({ jid = this.ownBare(), ...data }) =>
        parseSubscribed(await this.request(buildSubscribe(this._getId(), { ...data, jid }))),
      'xmpp.pubsub.unsubscribe': ({ jid = this.ownBare(), ...data }) =>
        this.done(buildUnsubscribe(this._getId(), { ...data, jid })),
      'xmpp.pubsub.subscription': (data) => this.done(buildSubscription(this._getId(), data)),
      'xmpp.pubsub.subscriptions': async (data) => {
        const reply = await this.request(buildSubscriptionsRequest(this._getId(), data))
        return new WithRsm(subscriptionsIn(reply), parseRsm(pubsubOf(reply)))
      },
      'xmpp.pubsub.subscription.config.get': async ({ jid = this.#ownFull(), ...data }) =>
        formIn(await this.request(buildOptions(this._getId(), { ...data, jid })), 'options'),
      'xmpp.pubsub.subscription.config.default': async ({ to, node }) =>
        formIn(await this.request(buildDefaultOptions(this._getId(), to, node)), 'default'),
      'xmpp.pubsub.subscription.config.set': ({ jid = this.#ownFull(), form, ...data }) =>
        this.done(buildOptions(this._getId(), { ...data, jid }, form)),
    }
  }

  override receive(stanza: Element): boolean {
    const { from, id } = stanza.attrs
    const form = authorisationOf(stanza)
    if (from === undefined || form === undefined) return false
    const asked = { from, ...(id ? { id } : {}), form: parseForm(form) }
    // What nobody answers is kept by every socket: beyond that it is only told. `xmpp.pubsub.subscription` answers too.
    if (this.#unanswered >= MOST_UNANSWERED) this.emit('xmpp.pubsub.push.authorisation', asked)
    else this.#ask(asked)
    return true
  }

  protected override started(): void {
    this.#unanswered = 0
  }

  // All tabs are asked; what the others answer after the first is nobody's business any more.
  #ask(asked: EventData<'xmpp.pubsub.push.authorisation'>): void {
    let isAnswered = false
    this.#unanswered++
    this.socket.send('xmpp.pubsub.push.authorisation', asked, (answer: unknown) => {
      if (isAnswered) return
      isAnswered = this.#answer(asked.from, asked.id, answer)
      if (isAnswered) this.#unanswered = Math.max(0, this.#unanswered - 1)
    })
  }

  /** Whether the answer went out. One that could not leaves the question open, for another tab. */
  #answer(to: string, id: string | undefined, answer: unknown): boolean {
    const form = AuthorisationAnswer.safeParse(answer)
    try {
      if (!form.success) throw new Failure(clientError('Badly formatted data form', answer, 'bad-data'))
      this.send(buildAuthorisation(to, id, form.data))
      return true
    } catch (error) {
      if (error instanceof Failure) this.socket.send('xmpp.error.client', error.error)
      return false
    }
  }

  #ownFull(): string {
    return fullJid(this.ownJid())
  }
}

function asksForASubscription(stanza: Element): boolean {
  const { from, type } = stanza.attrs
  if (type === 'error' || type === 'groupchat' || from === undefined) return false
  return isNodeKeeper(from) && authorisationOf(stanza) !== undefined
}
