// XEP-0045: Multi-User Chat, §10 owner use cases
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import * as z from 'zod/mini'
import { address, command, Done, event, optionalAddress, text } from './define.ts'
import { DataForm, FormSubmission } from './forms.ts'
import { Joined, ownNick } from './muc.ts'
import { Occupant } from './occupants.ts'

const room = address('room')

export const commands = {
  /**
   * §10.1. `instant` joins and accepts the room's defaults; without it the room stays locked until
   * `xmpp.muc.room.config.set`. The acknowledgement is that of a join, status 201 when the room is new.
   */
  'xmpp.muc.create': command(
    z.object({
      room,
      nick: ownNick,
      instant: z.nullish(z.boolean()),
      password: text('password', 1023),
    }),
    Joined,
    'optional',
  ),
  'xmpp.muc.room.config.get': command(z.object({ room }), DataForm),
  'xmpp.muc.room.config.set': command(z.object({ room, form: FormSubmission }), Done),
  'xmpp.muc.cancel': command(z.object({ room }), Done),
  /** §10.9: `password` is that of the alternative, for those who are sent there. */
  'xmpp.muc.destroy': command(
    z.object({
      room,
      reason: text('reason'),
      alternative: optionalAddress('alternative'),
      password: text('password', 1023),
    }),
    Done,
  ),
}

export const events = {
  /** §10.2.1: codes 104, 170–174: what changed about the room. */
  'xmpp.muc.room.config': event(z.object({ room: z.string(), status: z.array(z.number()) })),
  'xmpp.muc.destroy': event(
    z.extend(Occupant, { alternative: z.optional(z.string()), password: z.optional(z.string()) }),
  ),
}
