// XEP-0402: PEP Native Bookmarks
// Source: https://xmpp.org/extensions/xep-0402.html
// Version: fill in the one read

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

export const commands = {
  /** All bookmarks; what only the older stores hold (XEP-0048 in PEP or in XEP-0049) is brought over. */
  'xmpp.bookmarks.get': command(z.unknown(), z.array(Bookmark)),
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
}

export const events = {
  /** Changed here or by another client. */
  'xmpp.bookmarks.push': event(Bookmark),
  'xmpp.bookmarks.retract': event(z.object({ room: z.string() })),
}
