// XEP-0425: Moderated Message Retraction
// Source: https://xmpp.org/extensions/xep-0425.html
// Version: fill in the one read

import * as z from 'zod/mini'
import { address, command, Done, event, key, text } from './define.ts'

const room = address('room')

export const commands = {
  /** Takes a message out of a room for everybody. `id` is the stanza-id that the room gave it (XEP-0359). */
  'xmpp.muc.moderate': command(z.object({ room, id: key('id', 1023), reason: text('reason') }), Done),
}

export const events = {
  /** The room took a message back; `nick` and `occupantId` are the moderator's. */
  'xmpp.muc.moderated': event(
    z.object({
      room: z.string(),
      id: z.string(),
      nick: z.optional(z.string()),
      occupantId: z.optional(z.string()),
      reason: z.optional(z.string()),
    }),
  ),
}
