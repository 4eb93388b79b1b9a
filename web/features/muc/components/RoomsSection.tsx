import { useId } from 'react'
import { t } from '../../../lib/i18n.ts'
import { formatRoute, navigate, useRoute } from '../../../lib/route.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { AddIcon, ComposeIcon, SearchIcon } from '../../../ui/icons.ts'
import { Link } from '../../../ui/Link.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import type { MenuItem } from '../../../ui/menuItem.ts'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useReady } from '../../session/hooks.ts'
import { useRoomOrder } from '../useRoomOrder.ts'
import { PrivateRows } from './PrivateRows.tsx'
import { RoomRow } from './RoomRow.tsx'
import styles from './RoomsSection.module.css'

const ways = (): readonly MenuItem[] => [
  { id: 'join', icon: SearchIcon, label: t('muc:join'), onSelect: () => navigate({ name: 'join' }) },
  { id: 'create', icon: ComposeIcon, label: t('muc:create'), onSelect: () => navigate({ name: 'create' }) },
]

/** The rooms of this session, in the sidebar. */
export function RoomsSection() {
  const id = useId()
  const rooms = useRoomOrder()
  const isReady = useReady()
  const route = useRoute()
  const open = route.name === 'room' ? route.room : undefined
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {t('muc:rooms')}
        </h2>
        <Menu
          label={t('muc:joinOrCreate')}
          items={ways}
          align="end"
          trigger={(props) => <IconButton {...props} size="s" icon={AddIcon} label={t('muc:joinOrCreate')} />}
        />
      </header>
      {rooms.length > 0 && (
        <ul className={styles.list}>
          {rooms.map((room) => (
            <li key={room} className={styles.item}>
              <RoomRow room={room} isOpen={room === open} />
              <PrivateRows room={room} />
            </li>
          ))}
        </ul>
      )}
      {rooms.length === 0 && !isReady && <Skeleton rows={2} />}
      {rooms.length === 0 && isReady && (
        <div className={styles.empty}>
          <p>{t('muc:none')}</p>
          <p className={styles.ways}>
            <Link href={formatRoute({ name: 'join' })}>{t('muc:join')}</Link>
            <Link href={formatRoute({ name: 'create' })}>{t('muc:create')}</Link>
          </p>
        </div>
      )}
    </section>
  )
}
