// XEP-0045: Multi-User Chat, §5.2 affiliations, §9–10 admin and owner use cases
// Source: https://xmpp.org/extensions/xep-0045.html
// Version: 1.35.1 (2024-09-17)

import * as z from 'zod/mini'
import { address, command, Done, event, key, ProtocolError, present, text } from './define.ts'
import { Jid } from './jidSchema.ts'
import { Affiliation, AffiliationItem } from './occupants.ts'
import { utf8Length } from './text.ts'

/** The most changes that one batch may hold: the gateway takes no longer list. */
export const MAX_CHANGES = 1000
/** The most that the changes of one batch may weigh as JSON, in bytes: a larger event closes the socket. */
export const MAX_BATCH_BYTES = 100 * 1024

const room = address('room')
/** The browser's own name for a batch; the same name twice is the same batch. */
const id = key('id', 64)

/** What came of one change of a batch; without `error` the room accepted it. */
export const ChangeResult = z.object({
  jid: z.string(),
  affiliation: Affiliation,
  error: z.optional(ProtocolError),
})
export type ChangeResult = z.infer<typeof ChangeResult>

/**
 * How far a batch is. `results` holds what was settled since the last event of this batch (all of it in a snapshot).
 * `waiting`: the way to the server is broken, and the batch goes on when it is there again.
 */
export const BatchProgress = z.object({
  room: z.string(),
  id: z.string(),
  state: z.enum(['running', 'waiting', 'done', 'cancelled']),
  total: z.number(),
  settled: z.number(),
  results: z.array(ChangeResult),
})
export type BatchProgress = z.infer<typeof BatchProgress>

export const commands = {
  'xmpp.muc.affiliation': command(
    z.object({
      room,
      jid: address('jid'),
      affiliation: present(Affiliation, 'affiliation'),
      reason: text('reason'),
    }),
    Done,
  ),
  'xmpp.muc.affiliation.get': command(
    z.object({ room, affiliation: present(Affiliation, 'affiliation') }),
    z.array(AffiliationItem),
  ),
  /**
   * Many changes, one IQ each, a few at a time, in the order given. Acknowledged when all of it is settled or
   * cancelled: the batch belongs to the session, outlives the tab and a broken connection, and tells its progress to
   * every tab. Sending the same `id` again joins the batch that runs, or answers with what came of it, whatever
   * changes come with it. An address that stands in the list twice with the same affiliation in a row is changed once.
   * A list that is too long or too heavy is several batches: `portions` cuts it. A `reason` here is that of every
   * change that has none of its own.
   */
  'xmpp.muc.affiliation.batch': command(
    z.object({
      room,
      id,
      reason: text('reason'),
      changes: z
        .array(
          z.object({
            jid: address('jid'),
            affiliation: present(Affiliation, 'affiliation'),
            reason: text('reason'),
          }),
          "Badly formatted 'changes' key",
        )
        .check(
          z.minLength(1, "Missing 'changes' key"),
          z.maxLength(MAX_CHANGES, `'changes' holds more than ${MAX_CHANGES}`),
        ),
    }),
    BatchProgress,
  ),
  /** Nothing more of the batch is sent; what is on its way is still awaited. */
  'xmpp.muc.affiliation.cancel': command(z.object({ room, id }), Done),
}

export const events = {
  /** §9.x: the room tells of somebody who is not there, in a message. */
  'xmpp.muc.affiliation.push': event(
    z.object({
      room: z.string(),
      jid: z.optional(Jid),
      nick: z.optional(z.string()),
      affiliation: z.string(),
      role: z.optional(z.string()),
      reason: z.optional(z.string()),
      actor: z.optional(z.object({ nick: z.optional(z.string()), jid: z.optional(z.string()) })),
    }),
  ),
  'xmpp.muc.affiliation.progress': event(BatchProgress),
}

/** Cuts a list of changes into batches that the gateway takes. */
export function portions<C extends object>(changes: readonly C[]): C[][] {
  const cut: C[][] = []
  let weight = Number.POSITIVE_INFINITY
  for (const change of changes) {
    const bytes = utf8Length(JSON.stringify(change)) + 1
    const last = cut.at(-1)
    if (last === undefined || last.length >= MAX_CHANGES || weight + bytes > MAX_BATCH_BYTES) {
      cut.push([change])
      weight = bytes
    } else {
      last.push(change)
      weight += bytes
    }
  }
  return cut
}
