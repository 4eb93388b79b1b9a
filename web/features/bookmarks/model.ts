import type { Bookmark } from '#protocol/bookmarks.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import { defineModel } from '../../transport/env.ts'
import type { Reducers } from '../../transport/ingress.ts'

/** The rooms that this account remembers, on whatever device they were entered. */
export const bookmarksModel = defineModel('bookmarks', () => {
  const rows = new Collection<string, Bookmark>()
  /** Whether the account can remember any; undefined until the server said so. */
  const offered = new Value<boolean | undefined>(undefined)
  /** The one that somebody is giving another name. */
  const naming = new Value<string | undefined>(undefined)

  const reducers: Reducers = {
    'xmpp.bookmarks.list': ({ supported, bookmarks }) => {
      offered.set(supported)
      const listed = new Set(bookmarks.map(({ room }) => room))
      for (const room of rows.keys()) if (!listed.has(room)) rows.delete(room)
      for (const bookmark of bookmarks) rows.set(bookmark.room, bookmark)
    },
    'xmpp.bookmarks.push': (bookmark) => rows.set(bookmark.room, bookmark),
    'xmpp.bookmarks.retract': ({ room }) => {
      rows.delete(room)
    },
  }
  return {
    rows,
    offered,
    naming,
    reducers,
    reset() {
      rows.clear()
      offered.set(undefined)
    },
  }
})
