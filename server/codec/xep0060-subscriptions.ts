import type { FormSubmission } from '#protocol/forms.ts'
import type { CommandData } from '#protocol/index.ts'
import { parseJid } from '#protocol/jid.ts'
import type { Subscribed, Subscription } from '#protocol/pubsubSubscriptions.ts'
import { type Element, xml } from '../xmpp/xml.ts'
import { buildForm, findForm } from './xep0004.ts'
import { buildRsm } from './xep0059.ts'
import { NS_PUBSUB } from './xep0060.ts'
import { buildPubsub, pubsubOf, withAttrs } from './xep0060-request.ts'

const AUTHORISATION = `${NS_PUBSUB}#subscribe_authorization`

interface Which {
  readonly to: string
  readonly node: string
  readonly jid: string
  readonly id?: string | undefined
}

/** §6.1.1 */
export function buildSubscribe(id: string, { to, node, jid }: Which): Element {
  return buildPubsub({ id, type: 'set', to }, xml('subscribe', { node, jid }))
}

/** §6.2.1 */
export function buildUnsubscribe(id: string, { to, node, jid, id: subid }: Which): Element {
  return buildPubsub({ id, type: 'set', to }, withAttrs('unsubscribe', { node, jid, subid }))
}

/** §6.3.2 without a form, §6.3.5 with one. */
export function buildOptions(
  id: string,
  { to, node, jid, id: subid }: Which,
  form?: FormSubmission,
): Element {
  const content = form ? buildForm(form, `${NS_PUBSUB}#subscribe_options`) : null
  const options = withAttrs('options', { node, jid, subid }, content)
  return buildPubsub({ id, type: form ? 'set' : 'get', to }, options)
}

/** §6.4 */
export function buildDefaultOptions(id: string, to: string, node: string | undefined): Element {
  return buildPubsub({ id, type: 'get', to }, withAttrs('default', { node }))
}

/** §5.6; §8.8.1 for an owner. */
export function buildSubscriptionsRequest(
  id: string,
  { to, node, owner, rsm }: CommandData<'xmpp.pubsub.subscriptions'>,
): Element {
  const question = { id, type: 'get', to, owner: owner ?? false } as const
  return buildPubsub(question, withAttrs('subscriptions', { node }), ...buildRsm(rsm ?? undefined))
}

/** §8.8.2 */
export function buildSubscription(
  id: string,
  { to, node, jid, subscription }: CommandData<'xmpp.pubsub.subscription'>,
): Element {
  const change = xml('subscription', { jid, subscription })
  return buildPubsub({ id, type: 'set', to, owner: true }, xml('subscriptions', { node }, change))
}

/** What has come of a wish to subscribe. A service that says nothing else has done as it was asked. */
export function parseSubscribed(reply: Element): Subscribed {
  const element = pubsubOf(reply)?.getChild('subscription')
  const { subscription, subid } = element?.attrs ?? {}
  const options = element?.getChild('subscribe-options')
  return {
    subscription: subscription || 'subscribed',
    ...(subid ? { id: subid } : {}),
    ...(options ? { configuration: { required: options.getChild('required') !== undefined } } : {}),
  }
}

export function subscriptionsIn(reply: Element): Subscription[] {
  const list = pubsubOf(reply)?.getChild('subscriptions')
  return (list?.getChildren('subscription') ?? []).flatMap(({ attrs }) => {
    const { subscription, node, subid } = attrs
    const jid = attrs.jid === undefined ? undefined : parseJid(attrs.jid)
    if (!subscription) return []
    return {
      subscription,
      ...(jid ? { jid } : {}),
      ...(node ? { node } : {}),
      ...(subid ? { id: subid } : {}),
    }
  })
}

/** §8.6: the form that asks a node's owner whether somebody may subscribe. */
export function authorisationOf(message: Element): Element | undefined {
  return findForm(message, AUTHORISATION)
}

/** The owner's answer goes back to the service under the id of its question. */
export function buildAuthorisation(to: string, id: string | undefined, form: FormSubmission): Element {
  return withAttrs('message', { to, id }, buildForm(form, AUTHORISATION))
}
