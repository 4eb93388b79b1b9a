// XEP-0066: Out of Band Data
// Source: https://xmpp.org/extensions/xep-0066.html
// Version: 1.5 (2006-08-16)

import * as z from 'zod/mini'
import { key } from './define.ts'

/** Where else something is to be found. `stream`: only from an iq, the session of the transfer (§3). */
export const Oob = z.object({
  url: z.optional(z.string()),
  description: z.optional(z.string()),
  stream: z.optional(z.string()),
})
export type Oob = z.infer<typeof Oob>

/** Where the file is that the message is about; its text is the same address as a rule, for those who read no more. */
export const outgoing = { oob: z.nullish(z.object({ url: key('url', 3072) })) }
/** Where the sender says that the message's file is; nobody has looked. */
export const incoming = { oob: z.optional(Oob) }
