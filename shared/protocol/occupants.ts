// XEP-0045: Multi-User Chat, §5 roles and affiliations, §8 moderator use cases
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import * as z from 'zod/mini'
import { address, command, Done, event, key, present, text } from './define.ts'
import { Jid } from './jidSchema.ts'

export const Affiliation = z.enum(['owner', 'admin', 'member', 'none', 'outcast'])
export type Affiliation = z.infer<typeof Affiliation>
export const Role = z.enum(['moderator', 'participant', 'visitor', 'none'])
export type Role = z.infer<typeof Role>

const room = address('room')

/** One occupant's presence. `nick` is the new one after a rename, as XMPP-FTW has it; `oldNick` the one before. */
export const Occupant = z.object({
  room: z.string(),
  nick: z.optional(z.string()),
  status: z.optional(z.union([z.array(z.number()), z.string()])),
  affiliation: z.optional(z.string()),
  role: z.optional(z.string()),
  jid: z.optional(Jid),
  oldNick: z.optional(z.string()),
  /** Unambiguous, whatever `status` holds. */
  present: z.optional(z.boolean()),
  self: z.optional(z.literal(true)),
  show: z.optional(z.enum(['away', 'chat', 'dnd', 'xa'])),
  statusText: z.optional(z.string()),
  actor: z.optional(z.object({ nick: z.optional(z.string()), jid: z.optional(z.string()) })),
  reason: z.optional(z.string()),
  occupantId: z.optional(z.string()),
  /** XEP-0153: the SHA-1 of the photo in their vCard, in hex. */
  photo: z.optional(z.string()),
})
export type Occupant = z.infer<typeof Occupant>

export const AffiliationItem = z.object({
  affiliation: z.string(),
  jid: z.optional(Jid),
  nick: z.optional(z.string()),
  role: z.optional(z.string()),
  reason: z.optional(z.string()),
})
export type AffiliationItem = z.infer<typeof AffiliationItem>

export const commands = {
  'xmpp.muc.role.set': command(
    z.object({ room, nick: key('nick', 1023), role: present(Role, 'role'), reason: text('reason') }),
    Done,
  ),
  'xmpp.muc.role.get': command(z.object({ room, role: present(Role, 'role') }), z.array(AffiliationItem)),
}

export const events = { 'xmpp.muc.roster': event(Occupant) }
