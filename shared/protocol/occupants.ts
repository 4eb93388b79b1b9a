// XEP-0045: Multi-User Chat, §5 roles and affiliations, §8–9 moderator and admin use cases
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import { z } from 'zod'
import { address, command, Done, event, key, text } from './define.ts'
import { Jid } from './jid.ts'

export const Affiliation = z.enum(['owner', 'admin', 'member', 'none', 'outcast'])
export type Affiliation = z.infer<typeof Affiliation>
export const Role = z.enum(['moderator', 'participant', 'visitor', 'none'])
export type Role = z.infer<typeof Role>

const room = address('room')
const oneOf = <T extends z.ZodEnum>(schema: T, name: string) =>
  z.preprocess((value, context) => {
    if (!value) context.addIssue({ code: 'custom', message: `Missing '${name}' key`, input: value })
    return value
  }, schema)

/** One occupant's presence. `nick` is the new one after a rename, as XMPP-FTW has it; `oldNick` the one before. */
export const Occupant = z.object({
  room: z.string(),
  nick: z.string().optional(),
  status: z.union([z.array(z.number()), z.string()]).optional(),
  affiliation: z.string().optional(),
  role: z.string().optional(),
  jid: Jid.optional(),
  oldNick: z.string().optional(),
  /** Unambiguous, whatever `status` holds. */
  present: z.boolean().optional(),
  self: z.literal(true).optional(),
  show: z.enum(['away', 'chat', 'dnd', 'xa']).optional(),
  statusText: z.string().optional(),
  actor: z.object({ nick: z.string().optional(), jid: z.string().optional() }).optional(),
  reason: z.string().optional(),
  occupantId: z.string().optional(),
})
export type Occupant = z.infer<typeof Occupant>

export const AffiliationItem = z.object({
  affiliation: z.string(),
  jid: Jid.optional(),
  nick: z.string().optional(),
  role: z.string().optional(),
  reason: z.string().optional(),
})
export type AffiliationItem = z.infer<typeof AffiliationItem>

export const commands = {
  'xmpp.muc.role.set': command(
    z.object({ room, nick: key('nick', 1023), role: oneOf(Role, 'role'), reason: text('reason') }),
    Done,
  ),
  'xmpp.muc.role.get': command(z.object({ room, role: oneOf(Role, 'role') }), z.array(AffiliationItem)),
  'xmpp.muc.affiliation': command(
    z.object({
      room,
      jid: address('jid'),
      affiliation: oneOf(Affiliation, 'affiliation'),
      reason: text('reason'),
    }),
    Done,
  ),
  'xmpp.muc.affiliation.get': command(
    z.object({ room, affiliation: oneOf(Affiliation, 'affiliation') }),
    z.array(AffiliationItem),
  ),
}

export const events = {
  'xmpp.muc.roster': event(Occupant),
  /** §9.x: the room tells of somebody who is not there, in a message. */
  'xmpp.muc.affiliation.push': event(
    z.object({
      room: z.string(),
      jid: Jid.optional(),
      nick: z.string().optional(),
      affiliation: z.string(),
      role: z.string().optional(),
    }),
  ),
}
