import type { CommandInput } from '#protocol/index.ts'
import type { Person } from './cast.ts'

/**
 * A new node. COMPAT: ejabberd 23.01 fails at the first of two that are made in the same moment, and says to wait
 * (`internal-server-error`, "Database failure").
 */
export async function makeNode(owner: Person, data: CommandInput<'xmpp.pubsub.create'>): Promise<true> {
  for (;;) {
    const { error, reply } = await owner.ask('xmpp.pubsub.create', data)
    if (!error) return reply
    if (error.type !== 'wait') throw new Error(`No node was made: ${JSON.stringify(error)}`)
  }
}
