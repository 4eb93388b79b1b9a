import { inRoom } from '../../lib/conversation.ts'
import { navigate } from '../../lib/route.ts'
import { defineModel } from '../../transport/env.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { conversationsModel } from '../conversations/model.ts'
import { mucModel } from './model.ts'

/** Tells the jump box of the rooms. */
export const mucJump = defineModel('mucJump', (use) => {
  const muc = use(mucModel)
  const bookmarks = use(bookmarksModel).rows
  const { jumpSources, rows } = use(conversationsModel)
  jumpSources.add(() =>
    [...new Set([...muc.rooms.keys(), ...bookmarks.keys()])].map((room) => {
      const summary = rows.get(inRoom(room))
      return {
        id: inRoom(room),
        kind: 'room',
        label: muc.nameOf(room),
        address: room,
        unread: summary?.unread ?? 0,
        lastAt: summary?.lastAt ?? 0,
        perform: () => navigate({ name: 'room', room }),
      }
    }),
  )
  return {}
})
