// XEP-0410: MUC Self-Ping (Schrödinger's Chat)
// Source: https://xmpp.org/extensions/xep-0410.html
// Version: 1.0.1 (2019-07-30)

import * as z from 'zod/mini'

/**
 * We fell out of a room without anybody's wish and are on the way back: the people in it stay listed until the room
 * says who is there. The end is our own `xmpp.muc.roster`; when it is "absent", an `xmpp.muc.error` came before it.
 */
export const Rejoining = z.object({
  room: z.string(),
  nick: z.string(),
  /** A new session; found out by a self-ping or a bounce; thrown out for a technical reason; its service stopped. */
  cause: z.enum(['connection', 'lost', 'kicked', 'shutdown']),
  status: z.optional(z.array(z.number())),
  reason: z.optional(z.string()),
  /** When the next try is made, in milliseconds since 1970; absent while one is under way. */
  retryAt: z.optional(z.number()),
})
