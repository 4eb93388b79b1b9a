import { memo, useState } from 'react'
import { inRoom } from '../../../lib/conversation.ts'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { AddressIcon, KeyIcon } from '../../../ui/icons.ts'
import { UnsentMark } from '../../../ui/UnsentMark.tsx'
import { useBookmark } from '../../bookmarks/hooks.ts'
import { useSummary } from '../../conversations/hooks.ts'
import { useUnsent } from '../../timeline/hooks.ts'
import { useAwaited, usePeek, useRefused, useRoom, useRoomName } from '../hooks.ts'
import { outsideWords } from '../outsideWords.ts'
import { NickDialog } from '../parts.ts'
import { useEnterKnown } from '../useBookmarkItems.ts'
import { useRoomMenu } from '../useRoomMenu.ts'
import styles from './RoomsSection.module.css'

/** One room of the sidebar. */
export const RoomRow = memo(function RoomRow({ room, isOpen }: { room: string; isOpen: boolean }) {
  const row = useRoom(room)
  const isRemembered = useBookmark(room) !== undefined
  const isAwaited = useAwaited(room)
  const refused = useRefused(room)
  const enter = useEnterKnown()
  const info = usePeek(room)
  const name = useRoomName(room)
  const summary = useSummary(inRoom(room))
  const unsent = useUnsent(inRoom(room))
  const [isRenaming, setRenaming] = useState(false)
  const menu = useRoomMenu(room, () => setRenaming(true))
  if (!row && !isRemembered) return null
  const unread = summary?.unread ?? 0
  const state = row?.state ?? (isAwaited ? 'joining' : 'outside')
  const detail =
    state === 'joining'
      ? t('muc:state.joining')
      : state === 'left'
        ? t('muc:state.left')
        : state === 'outside' && refused && outsideWords(refused.error)
  return (
    <ContextMenu label={t('muc:menuOf', { name })} items={menu}>
      <a
        className={cx(styles.row, unread > 0 && styles.unread)}
        href={formatRoute({ name: 'room', room })}
        aria-current={isOpen ? 'page' : undefined}
        data-state={state}
        onClick={() => !row && enter(room)}
      >
        <Avatar name={name} jid={room} size={28} shape="room" className={styles.face} />
        <span className={styles.words}>
          <span className={styles.name}>
            <bdi>{name}</bdi>
          </span>
          {detail && <span className={styles.detail}>{detail}</span>}
        </span>
        <UnsentMark state={unsent} />
        {info?.hasPassword && (
          <KeyIcon className={styles.key} role="img" aria-label={t('muc:fact.password')} />
        )}
        {summary?.mentioned && (
          <AddressIcon
            className={cx(styles.key, styles.mention)}
            role="img"
            aria-label={t('muc:mentioned')}
          />
        )}
        <Badge count={unread} tone={summary?.mentioned ? 'accent' : 'quiet'} />
      </a>
      {isRenaming && <NickDialog room={room} onClose={() => setRenaming(false)} />}
    </ContextMenu>
  )
})
