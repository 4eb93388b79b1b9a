import { useCallback } from 'react'
import { t } from '../../lib/i18n.ts'
import { navigate } from '../../lib/route.ts'
import { useModel } from '../../store/react.ts'
import { CloseIcon, EditIcon, KeyIcon, LeaveIcon } from '../../ui/icons.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { bookmarksCommands } from '../bookmarks/commands.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { bookmarkedModel } from './bookmarked.ts'
import { mucModel } from './model.ts'

/** Goes to a room that one is not in, and in, where nothing stands in the way. */
export function useEnterKnown(): (room: string) => void {
  const { remembering } = useModel(bookmarkedModel)
  const { isUntried } = useModel(mucModel)
  const { rows } = useModel(bookmarksModel)
  return useCallback(
    (room) => {
      if (rows.has(room) && isUntried(room)) void remembering().then(({ enter }) => enter(room))
    },
    [isUntried, remembering, rows],
  )
}

/** What can be done with a room that is remembered; nothing with one that is not. */
export function useBookmarkItems(room: string): () => readonly MenuItem[] {
  const { rows, naming } = useModel(bookmarksModel)
  const { change } = useModel(bookmarksCommands)
  const { remembering } = useModel(bookmarkedModel)
  const muc = useModel(mucModel)
  const enter = useEnterKnown()
  return useCallback(() => {
    const bookmark = rows.get(room)
    if (!bookmark) return []
    const { autojoin, password } = bookmark
    const isOutside = !muc.rooms.has(room)
    const items: (MenuItem | false)[] = [
      isOutside && {
        id: 'enter',
        icon: LeaveIcon,
        label: t('bookmarks:action.enter'),
        onSelect() {
          enter(room)
          navigate({ name: 'room', room })
        },
      },
      {
        id: 'auto',
        label: t('bookmarks:action.auto'),
        checked: autojoin,
        onSelect: () => void change(room, { autojoin: !autojoin }),
      },
      {
        id: 'name',
        icon: EditIcon,
        label: t('bookmarks:action.name'),
        onSelect: () => naming.set(room),
      },
      password !== undefined && {
        id: 'forgetPassword',
        icon: KeyIcon,
        label: t('bookmarks:action.forgetPassword'),
        onSelect: () => void change(room, { password: undefined }),
      },
      isOutside && { kind: 'separator', id: 'before forget' },
      isOutside && {
        id: 'forget',
        icon: CloseIcon,
        tone: 'danger',
        label: t('bookmarks:action.forget'),
        onSelect: () => void remembering().then(({ forgotten }) => forgotten(room)),
      },
    ]
    return items.filter((item) => item !== false)
  }, [rows, naming, change, remembering, muc, enter, room])
}
