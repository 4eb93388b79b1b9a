import { buildConfigure, buildCreate, buildPublish } from '../codec/xep0060.ts'
import { Failure } from '../xmpp/errors.ts'
import type { Element } from '../xmpp/xml.ts'

/** COMPAT: Prosody 0.11 keeps at most so many items of a node, and knows no `max`. */
const OLD_MAX_ITEMS = '256'
/** COMPAT: ejabberd 23.01 refuses options that it does not know with `resource-constraint`. */
const REFUSES_OPTIONS = new Set([
  'conflict',
  'bad-request',
  'not-acceptable',
  'feature-not-implemented',
  'resource-constraint',
])

/** What publishing needs of an extension, and what it learns of the server. */
export interface Desk {
  request(iq: Element): Promise<Element>
  id(): string
  /** The server knows not all options: the node was made ready, and its secrecy alone is asked for from then on. */
  isReady?: boolean
}

/**
 * Publishes to a node that only its owner may read (XEP-0223). Where the node is not like that it is made so first; no
 * item ever goes to one that others may read. A node that is there is never made smaller: that would throw items away.
 */
export async function publishPrivately(desk: Desk, node: string, item: Element, max: string): Promise<void> {
  const { request, id } = desk
  const publish = (size?: string) => request(buildPublish(id(), node, item, size))
  const refusal = await attempt(() => publish(desk.isReady ? undefined : max))
  if (!refusal) return
  if (!REFUSES_OPTIONS.has(refusal.error.condition ?? '')) throw refusal
  const unlike = await attempt(() => request(buildConfigure(id(), node, max)))
  if (unlike?.error.condition === 'item-not-found') {
    const refused = await attempt(() => request(buildCreate(id(), node, max)))
    if (refused) await request(buildCreate(id(), node, OLD_MAX_ITEMS))
  } else if (unlike) await request(buildConfigure(id(), node))
  await publish()
  desk.isReady = true
}

/** The failure, where there was one that a server is responsible for. */
async function attempt(work: () => Promise<unknown>): Promise<Failure | undefined> {
  try {
    await work()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
