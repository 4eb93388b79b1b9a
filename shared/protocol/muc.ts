// XEP-0045: Multi-User Chat, §7 occupant use cases
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import * as z from 'zod/mini'
import { address, command, Done, event, key, ProtocolError, text } from './define.ts'
import { Delay } from './delay.ts'
import { missingMoment } from './delivery.ts'
import * as message from './message.ts'
import { Rejoining } from './selfPing.ts'

const room = address('room')
const MAX_GRAPHEMES = 64
const graphemes = new Intl.Segmenter('und')
/** A nick for oneself: as long as a line has room for. What others are called may be as long as a server lets them. */
export const ownNick = key('nick', 1023).check(
  z.refine(
    (nick) =>
      nick.length <= MAX_GRAPHEMES || [...graphemes.segment(nick.slice(0, 1024))].length <= MAX_GRAPHEMES,
    `'nick' is longer than ${MAX_GRAPHEMES} characters`,
  ),
)
const Count = z.nullish(
  z.union([z.int().check(z.gte(0), z.lte(10_000)), z.string().check(z.regex(/^\d{1,5}$/u))]),
)

/** How much of the past to send; `0` asks for none (§7.2.15). */
export const History = z.object({
  maxchars: Count,
  maxstanzas: Count,
  seconds: Count,
  since: z.nullish(z.iso.datetime({ offset: true })),
})

/** The answer to a join: the join is complete. */
export const Joined = z.object({
  room: z.string(),
  nick: z.string(),
  self: z.object({
    affiliation: z.optional(z.string()),
    role: z.optional(z.string()),
    jid: z.optional(z.string()),
  }),
  status: z.array(z.number()),
  subject: z.optional(z.string()),
})
export type Joined = z.infer<typeof Joined>

export const RoomMessage = z.object({
  room: z.string(),
  nick: z.optional(z.string()),
  private: z.boolean(),
  /** True for what this account itself wrote, known by the occupant it came from. */
  own: z.optional(z.literal(true)),
  /** A private one that another tab sent, and the server has not taken over yet. */
  echo: z.optional(z.literal(true)),
  /** A private message's addressee when it is an own one. */
  to: z.optional(z.string()),
  ...message.incoming,
})
export type RoomMessage = z.infer<typeof RoomMessage>

export const commands = {
  /**
   * Without a password, the session's copy of an earlier one is used. What lets us in is kept as that copy, for
   * coming back unattended, in memory and sealed with the session; `remember: false` keeps none.
   */
  'xmpp.muc.join': command(
    z.object({
      room,
      nick: ownNick,
      password: text('password', 1023),
      history: z.nullish(History),
      remember: z.nullish(z.boolean()),
    }),
    Joined,
    'optional',
  ),
  /** Drops the session's copy of a room's password. */
  'xmpp.muc.forget': command(z.object({ room }), Done),
  'xmpp.muc.leave': command(z.object({ room, reason: text('reason') }), Done, 'optional'),
  'xmpp.muc.message': command(
    z.object({ room, to: text('to', 1023), ...message.outgoing }).check(
      z.superRefine((data, context) => {
        if (data.retract && data.content)
          context.addIssue({ code: 'custom', message: 'What takes a message back can not say anything' })
        else if (!data.content && !data.state && !data.retract)
          context.addIssue({ code: 'custom', message: 'Message content or chat state not provided' })
        const missing = missingMoment(data)
        if (missing) context.addIssue({ code: 'custom', message: missing })
      }),
    ),
    z.object({ id: z.string() }),
    'optional',
  ),
  'xmpp.muc.subject': command(z.object({ room, subject: text('subject') }), Done, 'optional'),
  /** §7.6: settled by the room's own presence, status 303, or its refusal. */
  'xmpp.muc.nick': command(z.object({ room, nick: ownNick }), Done),
}

export const events = {
  'xmpp.muc.message': event(RoomMessage),
  'xmpp.muc.rejoining': event(Rejoining),
  'xmpp.muc.subject': event(
    z.object({
      room: z.string(),
      subject: z.union([z.string(), z.literal(false)]),
      nick: z.optional(z.string()),
      delay: z.optional(Delay),
    }),
  ),
  'xmpp.muc.error': event(
    z.object({
      type: z.enum(['message', 'presence']),
      error: ProtocolError,
      room: z.string(),
      nick: z.optional(z.string()),
      id: z.optional(z.string()),
      content: z.optional(z.string()),
      subject: z.optional(z.union([z.string(), z.literal(false)])),
    }),
  ),
}
