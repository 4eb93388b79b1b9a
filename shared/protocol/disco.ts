// XEP-0030: Service Discovery
// Source: https://xmpp.org/extensions/xep-0030.html
// Version: 2.5.0 (2024-05-22)

import * as z from 'zod/mini'
import { address, checkText, command, Done, event, key, text } from './define.ts'
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
  /** `xml:lang` of an identity that is given in several languages. */
  lang: z.optional(z.string()),
  form: z.optional(DataForm),
})
export type DiscoInfo = z.infer<typeof DiscoInfo>

const BAD_FEATURES = "Badly formatted 'features' key"
const attribute = z.optional(
  z
    .string(BAD_FEATURES)
    .check(z.superRefine((value, context) => checkText(value, 'features', 3071, context))),
)

/** One line of an answer of ours; `kind` is the name of its element, and without one it is skipped. */
const OwnInfo = z.object(
  {
    kind: z.optional(
      z.pipe(
        z.transform((kind: string | null | false | 0) => kind || undefined),
        z.optional(z.string(BAD_FEATURES).check(z.regex(/^[A-Za-z_][\w.-]{0,63}$/u, BAD_FEATURES))),
      ),
    ),
    type: attribute,
    name: attribute,
    category: attribute,
    var: attribute,
    jid: attribute,
    node: attribute,
  },
  BAD_FEATURES,
)
export type OwnInfo = z.infer<typeof OwnInfo>

export const commands = {
  'xmpp.discover.items': command(Query, z.array(DiscoItem), 'required', true),
  'xmpp.discover.info': command(Query, z.array(DiscoInfo), 'required', true),
  /**
   * An answer to somebody's disco#info. Until the first one comes, the gateway says at once what this client is; then it
   * waits five seconds for the browser's own word. For a node that the gateway does not know, it waits from the start.
   */
  'xmpp.discover.client': command(
    z.object({
      to: address('to'),
      id: key('id'),
      features: z.optional(z.array(OwnInfo, BAD_FEATURES)),
    }),
    Done,
    'optional',
  ),
}

export const events = {
  'xmpp.discover.client': event(z.object({ from: z.string(), id: z.string(), node: z.optional(z.string()) })),
}
