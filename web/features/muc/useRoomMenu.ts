import { useCallback } from 'react'
import { t } from '../../lib/i18n.ts'
import { navigate, parseRoute } from '../../lib/route.ts'
import { sentence } from '../../lib/sentence.ts'
import { toast } from '../../lib/toasts.ts'
import { useModel } from '../../store/react.ts'
import type { MenuItem } from '../../ui/menuItem.ts'
import { type RoomContext, roomActions } from './actions.ts'
import { mucCommands } from './commands.ts'
import { mucModel } from './model.ts'
import { useBookmarkItems } from './useBookmarkItems.ts'

/** The menu of a room, made when it opens. */
export function useRoomMenu(room: string, rename: () => void, isHere = false): () => readonly MenuItem[] {
  const muc = useModel(mucModel)
  const { leave } = useModel(mucCommands)
  const remembered = useBookmarkItems(room)
  return useCallback(() => {
    const row = muc.rooms.get(room)
    if (!row) return remembered()
    const menu = roomMenu({
      row,
      isHere,
      rename,
      show: (what) => muc.dialog.set({ what, room }),
      invite: () => muc.inviting.set(room),
      leave: () =>
        void leave(room).then((result) => {
          if (!result.ok)
            toast({ tone: 'bad', text: t('muc:leaveFailed', { why: sentence(result.error, 'muc') }) })
          else if (isOpen(room)) navigate({ name: 'home' })
        }),
    })
    const end = menu.findIndex(({ id }) => id === 'before address')
    return [...menu.slice(0, end), ...remembered(), ...menu.slice(end)]
  }, [muc, leave, room, rename, isHere, remembered])
}

function isOpen(room: string): boolean {
  const route = parseRoute(location.hash)
  return (route.name === 'room' || route.name === 'private') && route.room === room
}

function roomMenu(context: RoomContext): MenuItem[] {
  const shown = roomActions.filter((action) => action.when?.(context) ?? true)
  return shown.flatMap((action, index): MenuItem[] => {
    const item: MenuItem = {
      id: action.id,
      label: action.label(context),
      icon: action.icon as NonNullable<Extract<MenuItem, { onSelect: unknown }>['icon']>,
      tone: action.tone,
      disabled: action.refusal?.(context),
      onSelect: () => action.perform(context),
    }
    const isNewGroup = index > 0 && shown[index - 1]?.group !== action.group
    return isNewGroup ? [{ kind: 'separator', id: `before ${action.id}` }, item] : [item]
  })
}
