// XEP-0191: Blocking Command
// Source: https://xmpp.org/extensions/xep-0191.html
// Version: 1.3 (2015-03-12)

import * as z from 'zod/mini'
import { address, command, Done, event } from './define.ts'

/** At most this many addresses at once. */
const MOST = 500

const jids = z
  .array(address('jids'), {
    error: (issue) => (issue.input ? "'jids' should be an array" : "Missing 'jids' key"),
  })
  .check(
    z.minLength(1, "Missing 'jids' key"),
    z.maxLength(MOST, { error: `'jids' has more than ${MOST} entries` }),
  )

/** What changed, by whichever client of the account. `all`: nobody is blocked any more; `jids` is empty then. */
export const BlockingPush = z.object({
  action: z.enum(['block', 'unblock']),
  jids: z.array(z.string()),
  all: z.optional(z.literal(true)),
})
export type BlockingPush = z.infer<typeof BlockingPush>

export const commands = {
  /**
   * Whom the account blocks: string JIDs, bare as a rule (§3 says what a domain or a full JID stops). Changes are told
   * from then on; to be asked again after each `xmpp.connection`.
   */
  'xmpp.blocking.get': command(z.object({}), z.array(z.string())),
  'xmpp.blocking.block': command(z.object({ jids }), Done),
  /** `all` in place of `jids` lets everybody through again. */
  'xmpp.blocking.unblock': command(z.union([z.object({ all: z.literal(true) }), z.object({ jids })]), Done),
}

export const events = { 'xmpp.blocking.push': event(BlockingPush) }
