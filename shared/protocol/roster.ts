// RFC 6121: Instant Messaging and Presence, §2 managing the roster
// Source: https://www.rfc-editor.org/rfc/rfc6121
// Version: March 2011

import * as z from 'zod/mini'
import { address, command, Done, entry, event, text } from './define.ts'
import { Jid } from './jidSchema.ts'

export const Subscription = z.enum(['none', 'to', 'from', 'both', 'remove'])
export const RosterItem = z.object({
  jid: Jid,
  subscription: Subscription,
  name: z.optional(z.string()),
  ask: z.optional(z.string()),
  groups: z.optional(z.array(z.string())),
})
export type RosterItem = z.infer<typeof RosterItem>

const Groups = z.array(entry('groups'), {
  error: (issue) => (issue.input ? 'Groups should be an array' : "Missing 'groups' key"),
})
const edit = command(
  z.object({ jid: address('jid'), groups: Groups, name: text('name', 1023) }),
  Done,
  'required',
  true,
)

export const commands = {
  'xmpp.roster.get': command(z.unknown(), z.array(RosterItem)),
  'xmpp.roster.add': command(
    z.object({ jid: address('jid'), name: text('name', 1023), groups: z.nullish(Groups) }),
    Done,
  ),
  'xmpp.roster.edit': edit,
  'xmpp.roster.group': edit,
  'xmpp.roster.remove': command(z.object({ jid: address('jid') }), Done),
}

export const events = { 'xmpp.roster.push': event(RosterItem) }
