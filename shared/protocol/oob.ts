// XEP-0066: Out of Band Data
// Source: https://xmpp.org/extensions/xep-0066.html
// Version: 1.5 (2006-08-16)

import * as z from 'zod/mini'

/** Where else something is to be found. `stream`: only from an iq, the session of the transfer (§3). */
export const Oob = z.object({
  url: z.optional(z.string()),
  description: z.optional(z.string()),
  stream: z.optional(z.string()),
})
export type Oob = z.infer<typeof Oob>
