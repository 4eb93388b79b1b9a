import { useRef, useSyncExternalStore } from 'react'
import { inRoom } from '../../lib/conversation.ts'
import { useModel } from '../../store/react.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { conversationsModel } from '../conversations/model.ts'
import { mucModel } from './model.ts'

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

/** The rooms of the sidebar, entered or only remembered, so that none moves when it is entered: those with something unread first, then by name. The same array until the order changes. */
export function useRoomOrder(): readonly string[] {
  const muc = useModel(mucModel)
  const { rows } = useModel(conversationsModel)
  const bookmarks = useModel(bookmarksModel).rows
  const last = useRef<{ versions: string; order: readonly string[] }>({ versions: '', order: [] })

  const subscribe = useRef((listener: () => void) => {
    const stops = [muc.rooms, muc.infos, rows, bookmarks].map((each) => each.subscribeAny(listener))
    return () => {
      for (const stop of stops) stop()
    }
  })

  return useSyncExternalStore(subscribe.current, () => {
    const versions = `${muc.rooms.version} ${muc.infos.version} ${rows.version} ${bookmarks.version}`
    if (last.current.versions === versions) return last.current.order
    const isUnread = (room: string) => (rows.get(inRoom(room))?.unread ?? 0) > 0
    const order = [...new Set([...muc.rooms.keys(), ...bookmarks.keys()])].sort(
      (a, b) => Number(isUnread(b)) - Number(isUnread(a)) || collator.compare(muc.nameOf(a), muc.nameOf(b)),
    )
    const before = last.current.order
    const isSame = before.length === order.length && before.every((room, index) => room === order[index])
    last.current = { versions, order: isSame ? before : order }
    return last.current.order
  })
}
