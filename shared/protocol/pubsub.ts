// XEP-0060: Publish-Subscribe, §8 owner use cases
// Source: https://xmpp.org/extensions/xep-0060.html
// Version: 1.26.0 (2023-09-07)

import * as z from 'zod/mini'
import { address, command, Done, event, key, text } from './define.ts'
import { DataForm, FormSubmission } from './forms.ts'
import { RsmRequest } from './rsm.ts'

/** Where a node is: `to` is a pubsub service, or the bare JID of whoever's PEP (XEP-0163) it is; one's own too. */
export const node = { to: address('to'), node: key('node', 3071) }

/** Anything falsy is "no", as XMPP-FTW has it. */
export const flag = z.optional(
  z.pipe(
    z.transform((value: unknown) => Boolean(value)),
    z.boolean(),
  ),
)

/** A filled form that may be left out; anything falsy is none. */
export const optionalForm = z.optional(
  z.pipe(
    z.transform((value: z.input<typeof FormSubmission> | null | false | '') => value || undefined),
    z.optional(FormSubmission),
  ),
)

/** What an entity has at a service, or with `owner` what a node has of everybody: then `node` must be given. */
export const Listing = z
  .object({ to: address('to'), node: text('node', 3071), owner: flag, rsm: z.nullish(RsmRequest) })
  .check(
    z.superRefine(({ owner, node }, context) => {
      if (owner && !node) context.addIssue({ code: 'custom', message: "Can only do 'owner' for a node" })
    }),
  )

export const commands = {
  /** §8.1. `options` is the node's configuration; the gateway adds `FORM_TYPE`. */
  'xmpp.pubsub.create': command(z.object({ ...node, options: optionalForm }), Done),
  /** §8.4. `redirect` is the URI of the node that takes its place. */
  'xmpp.pubsub.delete': command(z.object({ ...node, redirect: text('redirect', 3071) }), Done),
  /** §8.5: takes all items out, and says so once. */
  'xmpp.pubsub.purge': command(z.object(node), Done),
  /** §8.2.1: the node's configuration as a form; one without fields where the service gives none. */
  'xmpp.pubsub.config.get': command(z.object(node), DataForm),
  /** §8.2.4. The gateway adds `FORM_TYPE`. */
  'xmpp.pubsub.config.set': command(z.object({ ...node, form: FormSubmission }), Done),
}

/** Who says it (the service, or the bare JID whose PEP it is) and of which node. */
export const source = { from: z.string(), node: z.string() }

export const events = {
  /** §8.2.5. With the new configuration where the node tells it. */
  'xmpp.pubsub.push.configuration': event(z.object({ ...source, configuration: z.optional(DataForm) })),
  /** §8.4.3. `redirect` is the URI of the node to subscribe to instead. */
  'xmpp.pubsub.push.delete': event(z.object({ ...source, redirect: z.optional(z.string()) })),
  /** §8.5.2: all its items are gone. */
  'xmpp.pubsub.push.purge': event(z.object(source)),
}
