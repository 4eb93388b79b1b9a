// XEP-0203: Delayed Delivery
// Source: https://xmpp.org/extensions/xep-0203.html
// Version: 2.0 (2009-09-15)

import { z } from 'zod'

export const Delay = z.object({
  when: z.string(),
  from: z.string().optional(),
  reason: z.string().optional(),
})
export type Delay = z.infer<typeof Delay>
export const incoming = { delay: Delay.optional() }
