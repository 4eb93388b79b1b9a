import { useId } from 'react'
import { t } from '../../../lib/i18n.ts'
import { lazily } from '../../../lib/lazily.tsx'
import { useInvitedRooms } from '../hooks.ts'
import styles from './Invites.module.css'

const InviteCard = lazily(() => import('./InviteCard.tsx').then((module) => module.InviteCard), 'invites')

/** Who wants one in which room; nothing while nobody does. */
export function InvitesSection() {
  const id = useId()
  const rooms = useInvitedRooms()
  if (rooms.length === 0) return null
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {t('invites:title')}
      </h2>
      <ul className={styles.list} aria-live="polite">
        {rooms.map((room) => (
          <li key={room} className={styles.item}>
            <InviteCard room={room} />
          </li>
        ))}
      </ul>
    </section>
  )
}
