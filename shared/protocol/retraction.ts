// XEP-0424: Message Retraction
// Source: https://xmpp.org/extensions/xep-0424.html
// Version: 0.4.2 (2025-01-18)

import * as z from 'zod/mini'
import { key, text } from './define.ts'

/** Names a message of one's own: `id` as the archive of a room knows it, else as its sender does; `originId` for older clients. */
export const outgoing = {
  retract: z.nullish(z.object({ id: key('retract.id', 1023), originId: text('retract.originId', 1023) })),
}

/** Only the author of the named message may be believed; the reader of the event compares them. */
export const incoming = {
  retract: z.optional(z.object({ id: z.optional(z.string()), originId: z.optional(z.string()) })),
  /** An archive keeps this in the place of a message that was taken out of it. */
  tombstone: z.optional(z.literal(true)),
}
