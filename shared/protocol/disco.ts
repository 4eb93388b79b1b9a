// XEP-0030: Service Discovery
// Source: https://xmpp.org/extensions/xep-0030.html
// Version: 2.5.0 (2024-05-22)

import * as z from 'zod/mini'
import { address, command, Done, event, key, text } from './define.ts'
import { DataForm } from './forms.ts'
import { RsmRequest } from './rsm.ts'

const Query = z.object({ of: address('of'), node: text('node', 3071), rsm: z.nullish(RsmRequest) })

export const DiscoItem = z.looseObject({
  jid: z.optional(z.string()),
  name: z.optional(z.string()),
  node: z.optional(z.string()),
})
export type DiscoItem = z.infer<typeof DiscoItem>

export const DiscoInfo = z.object({
  kind: z.string(),
  category: z.optional(z.string()),
  type: z.optional(z.string()),
  name: z.optional(z.string()),
  var: z.optional(z.string()),
  jid: z.optional(z.string()),
  node: z.optional(z.string()),
  form: z.optional(DataForm),
})
export type DiscoInfo = z.infer<typeof DiscoInfo>

export const commands = {
  'xmpp.discover.items': command(Query, z.array(DiscoItem), 'required', true),
  'xmpp.discover.info': command(Query, z.array(DiscoInfo), 'required', true),
  /** An answer to somebody's disco#info; the gateway answers by itself, so this acknowledges and does no harm. */
  'xmpp.discover.client': command(
    z.object({
      to: address('to'),
      id: key('id'),
      features: z.optional(z.array(z.looseObject({}), "Badly formatted 'features' key")),
    }),
    Done,
    'optional',
  ),
}

export const events = {
  'xmpp.discover.client': event(z.object({ from: z.string(), id: z.string(), node: z.optional(z.string()) })),
}
