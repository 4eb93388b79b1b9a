import { memo } from 'react'
import { chatWith } from '../../../lib/conversation.ts'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Badge } from '../../../ui/Badge.tsx'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { Time } from '../../../ui/Time.tsx'
import { UnsentMark } from '../../../ui/UnsentMark.tsx'
import { useIsBlocked } from '../../blocking/hooks.ts'
import { usePresence } from '../../presence/hooks.ts'
import { useContact, useNameOf } from '../../roster/hooks.ts'
import { useUnsent } from '../../timeline/hooks.ts'
import { usePersonMenu } from '../actions.ts'
import { useSummary } from '../hooks.ts'
import type { GroupId } from '../people.ts'
import styles from './PeopleSection.module.css'

type PersonRowProps = { jid: string; group: GroupId; isOpen: boolean; tabIndex: 0 | -1 }

/** One person of the sidebar; woken by what changes about them alone. */
export const PersonRow = memo(function PersonRow({ jid, isOpen, tabIndex }: PersonRowProps) {
  const contact = useContact(jid)
  const name = useNameOf(jid)
  const { availability, status } = usePresence(jid)
  const summary = useSummary(chatWith(jid))
  const unsent = useUnsent(chatWith(jid))
  const menu = usePersonMenu(jid)
  // Of people whom one has not added the address comes first: a name could be anybody's.
  const title = contact ? name : jid
  const unread = summary?.unread ?? 0
  const said = summary?.preview
    ? summary.previewOwn
      ? t('conversations:own', { text: summary.preview })
      : summary.preview
    : ''
  const isBlocked = useIsBlocked(jid)
  const second = isBlocked ? t('blocking:row') : said || status
  return (
    <ContextMenu label={title} items={menu} className={styles.cell}>
      <a
        href={formatRoute({ name: 'chat', jid })}
        className={cx(styles.row, unread > 0 && styles.unread)}
        data-away={contact && availability === 'offline' && unread === 0 ? '' : undefined}
        aria-current={isOpen ? 'page' : undefined}
        tabIndex={tabIndex}
      >
        <Avatar
          name={name}
          jid={jid}
          size={36}
          presence={contact && !isBlocked ? availability : undefined}
          className={styles.face}
        />
        <span className={styles.words}>
          <span className={styles.top}>
            <bdi className={styles.name}>{title}</bdi>
            {summary && summary.lastAt > 0 && (
              <Time at={summary.lastAt} format="short" className={styles.time} />
            )}
          </span>
          {second && (
            <span className={styles.bottom}>
              <span className={styles.second} dir="auto">
                {second.slice(0, 200)}
              </span>
              <UnsentMark state={unsent} />
              <Badge count={unread} />
            </span>
          )}
        </span>
      </a>
    </ContextMenu>
  )
})
