// XEP-0198: Stream Management, §4 acks
// Source: https://xmpp.org/extensions/xep-0198.html
// Version: 1.6 (2018-07-25)

import * as z from 'zod/mini'
import { event } from './define.ts'

/** `again`: it may have been said before, at `at`, when the person pressed Enter. Then it is looked for first. */
export const outgoing = {
  again: z.nullish(z.boolean()),
  at: z.nullish(z.iso.datetime({ offset: true })),
}

/** What both kinds of outgoing message must hold beside their own keys; the sentence that says what is missing. */
export const missingMoment = (data: { again?: boolean | null; at?: string | null }): string | undefined =>
  data.again && !data.at ? "Missing 'at' key" : undefined

/** `to`: the bare JID, the room, or the occupant's JID of a private message. `archiveId`: where an archive told it. */
export const Confirmed = z.object({
  to: z.string(),
  id: z.string(),
  archiveId: z.optional(z.string()),
})
export type Confirmed = z.infer<typeof Confirmed>

export const events = {
  /**
   * The server has taken a message of ours over, or an archive holds it. What a room says again to all is confirmed by
   * that; for a room, this comes only when no such reflection will.
   */
  'xmpp.delivery.confirmed': event(Confirmed),
}
