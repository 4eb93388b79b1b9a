import { t } from '../../../lib/i18n.ts'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import styles from './RoomSkeleton.module.css'

/** The shape of what is coming, while a room is being entered or nothing is known yet. */
export function RoomSkeleton() {
  return (
    <div className={styles.entering} role="status" aria-busy="true" aria-label={t('muc:entry.entering')}>
      <Skeleton kind="message" rows={8} />
    </div>
  )
}
