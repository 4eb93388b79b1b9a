// XEP-0402: PEP Native Bookmarks
// Source: https://xmpp.org/extensions/xep-0402.html
// Version: 1.1.4 (2023-04-02)

import * as z from 'zod/mini'
import { address, command, Done, event, text } from './define.ts'

const room = address('room')

/** A room that one wants to find again, on every device. `autojoin`: enter it whenever one signs in. */
export const Bookmark = z.object({
  room: z.string(),
  name: z.optional(z.string()),
  nick: z.optional(z.string()),
  /** Stored on the server in clear text; only where the person chose so. */
  password: z.optional(z.string()),
  autojoin: z.boolean(),
})
export type Bookmark = z.infer<typeof Bookmark>

/** `supported: false`: this account keeps none, as that of a guest. */
export const BookmarkList = z.object({ supported: z.boolean(), bookmarks: z.array(Bookmark) })
export type BookmarkList = z.infer<typeof BookmarkList>

export const commands = {
  /** All bookmarks; what only the older stores hold (XEP-0048 in PEP or in XEP-0049) is brought over. */
  'xmpp.bookmarks.get': command(z.unknown(), BookmarkList),
  /** Adds or replaces one. Extensions that other clients put into it are kept. */
  'xmpp.bookmarks.set': command(
    z.object({
      room,
      name: text('name', 1023),
      nick: text('nick', 1023),
      password: text('password', 1023),
      autojoin: z.boolean(),
    }),
    Done,
  ),
  'xmpp.bookmarks.remove': command(z.object({ room }), Done),
  /**
   * Whether the rooms of this session are still to be entered; `done` says that they were. So a second tab, or one that
   * was loaded again, does not go back into rooms that were left.
   */
  'xmpp.bookmarks.autojoin': command(z.object({ done: z.optional(z.boolean()) }), z.boolean()),
}

export const events = {
  /** All bookmarks, whenever somebody asked for them. */
  'xmpp.bookmarks.list': event(BookmarkList),
  /** Changed here or by another client. */
  'xmpp.bookmarks.push': event(Bookmark),
  'xmpp.bookmarks.retract': event(z.object({ room: z.string() })),
}
