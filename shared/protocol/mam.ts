// XEP-0313: Message Archive Management; XEP-0431: Full Text Search in MAM
// Source: https://xmpp.org/extensions/xep-0313.html
// Version: XEP-0313 1.1.3 (2025-04-29), XEP-0431 0.2.0 (2020-01-29)

import * as z from 'zod/mini'
import { address, command, Done, event, optionalAddress, present, text } from './define.ts'
import { Jid } from './jidSchema.ts'
import * as message from './message.ts'
import { Moderated } from './moderation.ts'
import { RsmRequest } from './rsm.ts'

const Instant = z.union([z.nullish(z.iso.datetime({ offset: true })), z.literal('')])
const list = (name: string) => z.optional(z.array(address(name), `'${name}' should be an array`))

export const ArchivedMessage = z.object({
  from: Jid,
  ...message.incoming,
  mam: z.object({ to: z.optional(Jid), id: z.optional(z.string()), queryId: z.optional(z.string()) }),
  /** Set for a room's archive: the room and who spoke. */
  room: z.optional(z.string()),
  nick: z.optional(z.string()),
  /** In a room's archive, said by the room itself: a message was taken out. */
  moderated: z.optional(Moderated),
  /** XEP-0333: by then `from` had read the message of this id, and all before it. */
  displayed: z.optional(z.string()),
  /** What a room talked about from then on; empty when that was taken away. */
  subject: z.optional(z.string()),
})
export type ArchivedMessage = z.infer<typeof ArchivedMessage>

export const commands = {
  /** `to` asks a room's archive; without it, one's own. The page arrives as events before the acknowledgement. */
  'xmpp.mam.query': command(
    z.object({
      queryId: text('queryId', 256),
      with: optionalAddress('with'),
      start: Instant,
      end: Instant,
      rsm: z.nullish(RsmRequest),
      to: optionalAddress('to'),
      /** Words that the messages hold, as the archive understands them; refused as `unsupported` where it does not. */
      text: text('text', 1000),
    }),
    z.object({ start: z.optional(z.string()), end: z.optional(z.string()), with: z.optional(z.string()) }),
  ),
  'xmpp.mam.preferences': command(
    z.object({
      default: present(z.enum(['always', 'never', 'roster']), 'default'),
      always: list('always'),
      never: list('never'),
    }),
    Done,
  ),
}

export const events = { 'xmpp.mam.message': event(ArchivedMessage) }
