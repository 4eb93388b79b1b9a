// XEP-0359: Unique and Stable Stanza IDs
// Source: https://xmpp.org/extensions/xep-0359.html
// Version: 0.7.0 (2023-03-07)

import * as z from 'zod/mini'
import { Jid } from './jidSchema.ts'

export const incoming = {
  /** Ids given by archives; trusted only from one's own account or the room (`by`). */
  stanzaIds: z.optional(z.array(z.object({ by: z.string(), id: z.string() }))),
  originId: z.optional(z.string()),
  /** XMPP-FTW's older form of the same. */
  archived: z.optional(z.array(z.object({ by: Jid, id: z.string() }))),
}
