import { memo } from 'react'
import { type ConversationId, parseConversation } from '../../../lib/conversation.ts'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { inRoomAs } from '../../../lib/pictures.ts'
import { formatRoute, useRoute } from '../../../lib/route.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { CloseIcon } from '../../../ui/icons.ts'
import { UnsentMark } from '../../../ui/UnsentMark.tsx'
import { useCloseConversation, useConversationIds, useSummary } from '../../conversations/hooks.ts'
import { useUnsent } from '../../timeline/hooks.ts'
import styles from './RoomsSection.module.css'

/** The private conversations with people of a room, below it. */
export function PrivateRows({ room }: { room: string }) {
  const ids = useConversationIds().filter((id) => id.startsWith(`private:${room}/`))
  if (ids.length === 0) return null
  return (
    <ul className={styles.privates} aria-label={t('muc:privately')}>
      {ids.map((id) => (
        <li key={id}>
          <PrivateRow id={id} />
        </li>
      ))}
    </ul>
  )
}

const PrivateRow = memo(function PrivateRow({ id }: { id: ConversationId }) {
  const summary = useSummary(id)
  const unsent = useUnsent(id)
  const route = useRoute()
  const close = useCloseConversation()
  const target = parseConversation(id)
  if (target.kind !== 'private') return null
  const { room, nick } = target
  const isOpen = route.name === 'private' && route.room === room && route.nick === nick
  const unread = summary?.unread ?? 0
  const items = () => [
    { id: 'close', icon: CloseIcon, label: t('muc:closePrivate'), onSelect: () => close(id) },
  ]
  return (
    <ContextMenu label={t('muc:menuOf', { name: nick })} items={items}>
      <a
        className={cx(styles.row, unread > 0 && styles.unread)}
        href={formatRoute({ name: 'private', room, nick })}
        aria-current={isOpen ? 'page' : undefined}
      >
        <Avatar name={nick} whose={inRoomAs(room, nick)} size={20} />
        <span className={styles.words}>
          <span className={styles.name}>
            <bdi>{nick}</bdi>
          </span>
        </span>
        <UnsentMark state={unsent} />
        <Badge count={unread} tone="accent" />
      </a>
    </ContextMenu>
  )
})
