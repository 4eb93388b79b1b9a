// XEP-0490: Message Displayed Synchronization
// Source: https://xmpp.org/extensions/xep-0490.html
// Version: 0.1.0 (2024-03-26)

import * as z from 'zod/mini'
import { address, command, Done, event, key } from './define.ts'

/** How far a conversation was read, on any device. `id` is an archive's: the room's with `room`, else one's own. */
export const Displayed = z.object({
  /** The bare JID of the person or the room. */
  jid: z.string(),
  id: z.string(),
  room: z.optional(z.literal(true)),
})
export type Displayed = z.infer<typeof Displayed>

export const commands = {
  /** All marks that the account keeps; none where the server keeps no such thing. */
  'xmpp.displayed.get': command(z.unknown(), z.array(Displayed)),
  /** This was read here. Every tab is told at once, other devices as soon as the server lets us. */
  'xmpp.displayed.set': command(
    z.object({ jid: address('jid'), id: key('id'), room: z.optional(z.literal(true)) }),
    Done,
    'optional',
  ),
}

export const events = {
  /** Read in a tab of this session, or by another client of the account. */
  'xmpp.displayed.push': event(Displayed),
}
