// XEP-0313: Message Archive Management
// Source: https://xmpp.org/extensions/xep-0313.html
// Version: 1.1.3 (2025-04-29)

import { z } from 'zod'
import { address, command, Done, event, optionalAddress, text } from './define.ts'
import { Jid } from './jid.ts'
import * as message from './message.ts'
import { RsmRequest } from './rsm.ts'

const Instant = z.iso.datetime({ offset: true }).nullish()
const list = (name: string) => z.array(address(name), `'${name}' should be an array`).optional()

export const ArchivedMessage = z.object({
  from: Jid,
  ...message.incoming,
  mam: z.object({ to: Jid.optional(), id: z.string().optional(), queryId: z.string().optional() }),
  /** Set for a room's archive: the room and who spoke. */
  room: z.string().optional(),
  nick: z.string().optional(),
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
      rsm: RsmRequest.nullish(),
      to: optionalAddress('to'),
    }),
    z.object({ start: z.string().optional(), end: z.string().optional(), with: z.string().optional() }),
  ),
  'xmpp.mam.preferences': command(
    z.object({
      default: z.preprocess(
        (value, context) => {
          if (!value) context.addIssue({ code: 'custom', message: "Missing 'default' key", input: value })
          return value
        },
        z.enum(['always', 'never', 'roster']),
      ),
      always: list('always'),
      never: list('never'),
    }),
    Done,
  ),
}

export const events = { 'xmpp.mam.message': event(ArchivedMessage) }
