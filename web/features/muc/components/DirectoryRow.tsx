import { memo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { formatRoute } from '../../../lib/route.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { KeyIcon, LockIcon, PeopleIcon } from '../../../ui/icons.ts'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { usePeek, useRoom } from '../hooks.ts'
import styles from './Directory.module.css'

type DirectoryRowProps = {
  room: string
  listedAs: string
  /** As the list said; the room itself knows better once it was asked. */
  people?: number
  tabIndex: 0 | -1
}

/** A room in the directory; what else it says of itself is asked while it is in sight. */
export const DirectoryRow = memo(function DirectoryRow(props: DirectoryRowProps) {
  const { room, listedAs, people, tabIndex } = props
  const info = usePeek(room)
  const isIn = useRoom(room)?.state === 'joined'
  const name = info?.name ?? listedAs
  const count = info?.occupants ?? people
  return (
    <a className={styles.row} href={formatRoute({ name: isIn ? 'room' : 'join', room })} tabIndex={tabIndex}>
      <Avatar name={name} jid={room} size={36} shape="room" />
      <span className={styles.words}>
        <span className={styles.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.detail}>
          {isIn ? t('muc:directory.in') : <bdi>{info?.description ?? room}</bdi>}
        </span>
      </span>
      {info?.isMembersOnly && (
        <LockIcon className={styles.icon} role="img" aria-label={t('muc:fact.members')} />
      )}
      {info?.hasPassword && (
        <KeyIcon className={styles.icon} role="img" aria-label={t('muc:fact.password')} />
      )}
      {count !== undefined && (
        <span className={styles.count}>
          <PeopleIcon className={styles.icon} aria-hidden="true" />
          <span aria-hidden="true">{count}</span>
          <VisuallyHidden>{t('muc:people', { count })}</VisuallyHidden>
        </span>
      )}
    </a>
  )
})
