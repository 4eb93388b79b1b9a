// XEP-0045: Multi-User Chat, §7.13 requesting voice and §8.6 approving voice requests
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import * as z from 'zod/mini'
import { address, command, Done, event, key, optionalAddress, present } from './define.ts'
import { Jid } from './jidSchema.ts'
import { Role } from './occupants.ts'

const room = address('room')

export const VoiceRequest = z.object({
  room: z.string(),
  jid: z.optional(Jid),
  nick: z.optional(z.string()),
  role: z.string(),
})
export type VoiceRequest = z.infer<typeof VoiceRequest>

export const commands = {
  'xmpp.muc.voice': command(
    z.object({
      room,
      role: present(Role, 'role'),
    }),
    Done,
    'optional',
  ),
  'xmpp.muc.voice.answer': command(
    z.object({ room, nick: key('nick', 1023), jid: optionalAddress('jid'), allow: z.boolean() }),
    Done,
  ),
}

export const events = {
  'xmpp.muc.voice.requests': event(VoiceRequest),
  /** One of our tabs answered; a refusal is told by nothing else. */
  'xmpp.muc.voice.answered': event(z.object({ room: z.string(), nick: z.string(), allow: z.boolean() })),
}
