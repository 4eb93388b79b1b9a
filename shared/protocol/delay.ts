// XEP-0203: Delayed Delivery
// Source: https://xmpp.org/extensions/xep-0203.html
// Version: 2.0 (2009-09-15)

import * as z from 'zod/mini'

export const Delay = z.object({
  when: z.string(),
  from: z.optional(z.string()),
  reason: z.optional(z.string()),
})
export type Delay = z.infer<typeof Delay>
export const incoming = { delay: z.optional(Delay) }
