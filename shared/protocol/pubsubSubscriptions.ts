// XEP-0060: Publish-Subscribe, §6 subscriber use cases, §8.6–8.8 managing subscriptions
// Source: https://xmpp.org/extensions/xep-0060.html
// Version: 1.26.0 (2023-09-07)

import * as z from 'zod/mini'
import { address, command, Done, event, key, optionalAddress, text } from './define.ts'
import { DataForm, FormSubmission } from './forms.ts'
import { Jid } from './jidSchema.ts'
import { Listing, node, source } from './pubsub.ts'

/** `id` is the subscription identifier, for those who have more than one at a node. */
const which = { jid: optionalAddress('jid'), id: text('id', 1023) }

/** `subscription` is `subscribed`, `pending`, `unconfigured` or `none`. */
export const Subscribed = z.object({
  subscription: z.string(),
  id: z.optional(z.string()),
  /** The subscription can be configured; `required`: it must be, before anything is told. */
  configuration: z.optional(z.object({ required: z.boolean() })),
})
export type Subscribed = z.infer<typeof Subscribed>

export const Subscription = z.object({
  subscription: z.string(),
  jid: z.optional(Jid),
  node: z.optional(z.string()),
  id: z.optional(z.string()),
})
export type Subscription = z.infer<typeof Subscription>

export const commands = {
  /** §6.1. `jid` is who is told: one's own bare JID unless said otherwise. */
  'xmpp.pubsub.subscribe': command(z.object({ ...node, jid: optionalAddress('jid') }), Subscribed),
  /** §6.2. The same `jid` as in `subscribe`, and its `id` where there are several. */
  'xmpp.pubsub.unsubscribe': command(z.object({ ...node, ...which }), Done),
  /** §8.8.2, by a node's owner: `subscribed` lets in who is `pending`, `none` takes the subscription away. */
  'xmpp.pubsub.subscription': command(
    z.object({ ...node, jid: address('jid'), subscription: key('subscription', 64) }),
    Done,
  ),
  /** §5.6 one's own at a service or a node; §8.8.1 with `owner`, everybody's at a node. */
  'xmpp.pubsub.subscriptions': command(Listing, z.array(Subscription)),
  /** §6.3. `jid` is one's own full JID unless said otherwise. */
  'xmpp.pubsub.subscription.config.get': command(z.object({ ...node, ...which }), DataForm),
  /** §6.4. Without `node`, what new subscriptions at the whole service begin with. */
  'xmpp.pubsub.subscription.config.default': command(
    z.object({ to: node.to, node: text('node', 3071) }),
    DataForm,
  ),
  /** §6.3.5, of the same subscription. The gateway adds `FORM_TYPE`. */
  'xmpp.pubsub.subscription.config.set': command(z.object({ ...node, ...which, form: FormSubmission }), Done),
}

/** What the browser gives to the acknowledgement of `xmpp.pubsub.push.authorisation`, as its only argument. */
export const AuthorisationAnswer = FormSubmission

export const events = {
  /** What has become of a subscription, one's own or (for a node's owner) somebody's. */
  'xmpp.pubsub.push.subscription': event(
    z.object({ ...source, subscription: z.string(), jid: z.optional(Jid) }),
  ),
  /**
   * §8.6: somebody wants to subscribe to a node of one's own. Comes with an acknowledgement; its only argument is the
   * filled form, an `AuthorisationAnswer`. All tabs are asked: the first answer counts, the others do nothing.
   * `id` is the message's.
   */
  'xmpp.pubsub.push.authorisation': event(
    z.object({ from: z.string(), id: z.optional(z.string()), form: DataForm }),
  ),
}
