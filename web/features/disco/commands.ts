import { defineModel } from '../../transport/env.ts'
import { type Entity, keyOf } from './entity.ts'
import { infoOf } from './info.ts'
import { discoModel, type Item, type Listing } from './model.ts'

/** Items asked for at once: a few screens full. */
const PAGE = 50
/** Questions about the rows in sight on their way at one time. */
const AT_ONCE = 4
/** What an entity answers that does not know result sets. */
const NO_PAGES = new Set(['bad-request', 'feature-not-implemented', 'not-acceptable'])

export interface Software {
  readonly name?: string
  readonly version?: string
  readonly os?: string
}

/** Asks what others are and what they have (XEP-0030). */
export const discoCommands = defineModel('discoCommands', (use, { request }) => {
  const { infos, listings, learn } = use(discoModel)
  const waiting = new Map<string, Entity>()
  let running = 0

  async function look(entity: Entity): Promise<void> {
    const { jid: of, node } = entity
    const result = await request('xmpp.discover.info', { of, ...(node === undefined ? {} : { node }) })
    infos.set(
      keyOf(entity),
      result.ok ? { is: 'ready', info: infoOf(result.value) } : { is: 'failed', error: result.error },
    )
  }

  async function ask({ jid: of, node }: Entity, after: string | undefined) {
    const where = { of, ...(node === undefined ? {} : { node }) }
    const rsm = { max: PAGE, ...(after === undefined ? {} : { after }) }
    const result = await request('xmpp.discover.items', { ...where, rsm })
    if (result.ok || after !== undefined || !NO_PAGES.has(result.error.condition ?? '')) return result
    return request('xmpp.discover.items', where)
  }

  /** The first part, or the one that follows what is there. */
  async function list(entity: Entity, before?: Listing): Promise<void> {
    const key = keyOf(entity)
    const result = await ask(entity, before?.next)
    if (!result.ok) {
      const { error } = result
      listings.set(key, before ? { ...before, error } : { is: 'failed', error })
      return
    }
    const items = joined(before?.items ?? [], result.value)
    learn(entity, items)
    const { last, count } = result.rsm ?? {}
    // COMPAT: Prosody 0.12 knows no pages here, and gives everything at once.
    const isMore = last !== undefined && last !== before?.next && items.length > (before?.items.length ?? 0)
    listings.set(key, {
      items,
      ...(isMore && items.length !== count ? { next: last } : {}),
      ...(count === undefined ? {} : { count }),
    })
  }

  function next(): void {
    for (const [key, entity] of waiting) {
      if (running >= AT_ONCE) return
      waiting.delete(key)
      running++
      void look(entity).finally(() => {
        running--
        next()
      })
    }
  }

  return {
    look,
    list,
    /** Asks for a row in sight, once, in its turn; the returned function takes back a question not yet asked. */
    peek(entity: Entity): () => void {
      const key = keyOf(entity)
      if (!infos.has(key)) {
        waiting.set(key, entity)
        next()
      }
      return () => waiting.delete(key)
    },
    async software(to: string): Promise<Software | undefined> {
      const result = await request('xmpp.version.get', { to })
      return result.ok ? result.value : undefined
    },
  }
})

function joined(
  before: readonly Item[],
  fresh: readonly { jid?: string; node?: string; name?: string }[],
): Item[] {
  const items = new Map(before.map((item) => [keyOf(item), item]))
  for (const { jid, node, name } of fresh) {
    if (!jid) continue
    const item = { jid, ...(node ? { node } : {}), ...(name ? { name } : {}) }
    if (!items.has(keyOf(item))) items.set(keyOf(item), item)
  }
  return [...items.values()]
}
