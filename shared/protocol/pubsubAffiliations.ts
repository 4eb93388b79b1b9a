// XEP-0060: Publish-Subscribe, §8.9 affiliations
// Source: https://xmpp.org/extensions/xep-0060.html
// Version: 1.26.0 (2023-09-07)

import * as z from 'zod/mini'
import { address, command, Done, event, key } from './define.ts'
import { Jid } from './jidSchema.ts'
import { Listing, node, source } from './pubsub.ts'

/** `owner`, `publisher`, `publish-only`, `member`, `none`, `outcast`; what else a service calls it stays as it is. */
export const NodeAffiliation = z.object({
  node: z.string(),
  affiliation: z.string(),
  /** Given where a node's owner asks. */
  jid: z.optional(Jid),
})
export type NodeAffiliation = z.infer<typeof NodeAffiliation>

export const commands = {
  /** §5.7 one's own at a service or a node; §8.9.1 with `owner`, everybody's at a node. */
  'xmpp.pubsub.affiliations': command(Listing, z.array(NodeAffiliation)),
  /** §8.9.2. `none` takes it away. */
  'xmpp.pubsub.affiliation': command(
    z.object({ ...node, jid: address('jid'), affiliation: key('affiliation', 64) }),
    Done,
  ),
}

export const events = {
  /** What somebody's affiliation is from now on; without `jid`, one's own. */
  'xmpp.pubsub.push.affiliation': event(
    z.object({ ...source, affiliation: z.string(), jid: z.optional(Jid) }),
  ),
}
