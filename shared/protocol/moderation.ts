// XEP-0425: Moderated Message Retraction
// Source: https://xmpp.org/extensions/xep-0425.html
// Version: 0.3.0 (2023-03-02)

import * as z from 'zod/mini'
import { address, command, Done, event, key, text } from './define.ts'

/** A room's own word that it took a message out. `nick` and `occupantId` are the moderator's. */
export const Moderated = z.object({
  /** The stanza-id that the room gave to the message (XEP-0359). */
  id: z.string(),
  nick: z.optional(z.string()),
  occupantId: z.optional(z.string()),
  reason: z.optional(z.string()),
})
export type Moderated = z.infer<typeof Moderated>

export const commands = {
  /** Takes a message out of a room for everybody, where the room offers it; `id` as in `Moderated`. */
  'xmpp.muc.moderate': command(
    z.object({ room: address('room'), id: key('id', 1023), reason: text('reason') }),
    Done,
  ),
}

export const events = {
  'xmpp.muc.moderated': event(z.extend(Moderated, { room: z.string() })),
}
