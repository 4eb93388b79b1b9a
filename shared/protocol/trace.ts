// Ours, not XMPP-FTW's: what passes between a page and its XMPP server, as both see it.

import * as z from 'zod/mini'
import { command, Done, event } from './define.ts'

/**
 * One thing that passed. Entries of one `group` belong together: a command, the stanzas it became, their answers and its
 * acknowledgement; or a stanza and the events that came of it. Secrets stand in none: `HIDDEN` takes their place.
 */
export const TraceEntry = z.object({
  /** Counted from 1 in each watch. */
  n: z.number(),
  group: z.number(),
  /** Milliseconds since 1970. */
  at: z.number(),
  kind: z.enum(['command', 'ack', 'event', 'stanza']),
  /** `out` is towards the server. */
  direction: z.enum(['in', 'out']),
  /** Of a command or event; of a stanza its element: message, presence, iq. */
  name: z.string(),
  /** The payload; of an acknowledgement the list of its arguments. */
  data: z.optional(z.unknown()),
  /** The stanza. */
  xml: z.optional(z.string()),
  /** Bare JID of who is at the other end. */
  peer: z.optional(z.string()),
  /** Who asked, unless it was this tab: another one of the session, or the gateway by itself. */
  by: z.optional(z.enum(['tab', 'gateway'])),
  /** It was too long to be shown whole. */
  cut: z.optional(z.literal(true)),
})
export type TraceEntry = z.infer<typeof TraceEntry>

/** What stands in the place of a secret. */
export const HIDDEN = '•••'

export const commands = {
  /** From now on this tab, and no other, hears what passes, until it says stop or goes. */
  'xmpp.trace.start': command(z.unknown(), Done),
  'xmpp.trace.stop': command(z.unknown(), Done),
}

export const events = {
  /** What passed since the last one; `dropped` is what was too much to tell. */
  'xmpp.trace.entry': event(z.object({ entries: z.array(TraceEntry), dropped: z.number() })),
}
