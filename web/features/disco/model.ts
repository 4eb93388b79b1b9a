import type { ProtocolError } from '#protocol/define.ts'
import { Collection } from '../../store/collection.ts'
import { defineModel } from '../../transport/env.ts'
import { sessionModel } from '../session/model.ts'
import { type Entity, entityOf, isSame, keyOf, ownerOf } from './entity.ts'
import type { Info } from './info.ts'

/** What an entity said when it was asked what it is, or why it did not. */
export type Looked = { readonly is: 'ready'; readonly info: Info } | Failed
export interface Failed {
  readonly is: 'failed'
  readonly error: ProtocolError
}

export interface Item extends Entity {
  readonly name?: string
}

/** What an entity lists, as far as it was asked. */
export interface Listing {
  readonly items: readonly Item[]
  /** What to ask for the part that follows; undefined when this was the last. */
  readonly next?: string
  /** How many there are in all, where the entity counts them. */
  readonly count?: number
  /** The rest did not come. */
  readonly error?: ProtocolError
}

/** What was looked at, so that going back is at once; kept for the life of the page. */
export const discoModel = defineModel('disco', (use) => {
  const session = use(sessionModel)
  const infos = new Collection<string, Looked>()
  const listings = new Collection<string, Listing | Failed>()
  /** Who listed an entity, by its key: the way that led there. */
  const listedBy = new Map<string, string>()
  const home = () => session.own.get()?.domain ?? ''

  return {
    infos,
    listings,
    home,
    learn(parent: Entity, items: readonly Item[]): void {
      for (const item of items)
        if (!isSame(item, parent) && !listedBy.has(keyOf(item))) listedBy.set(keyOf(item), keyOf(parent))
    },
    /** From one's own server down to the entity, itself included. */
    wayTo(entity: Entity): Entity[] {
      const way = [entity]
      for (let at: Entity | undefined = entity; at !== undefined; ) {
        const parent = listedBy.get(keyOf(at))
        const above: Entity | undefined =
          at.jid === home() && at.node === undefined
            ? undefined
            : parent === undefined
              ? ownerOf(at, home())
              : entityOf(parent)
        // What lists each other leads nowhere.
        if (above === undefined || way.some((each) => isSame(each, above))) break
        way.unshift(above)
        at = above
      }
      return way
    },
    reset(): void {
      infos.clear()
      listings.clear()
      listedBy.clear()
    },
  }
})
