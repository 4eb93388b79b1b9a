import { memo } from 'react'
import { t } from '../../../lib/i18n.ts'
import { formatDay } from '../../../lib/time.ts'
import styles from './Dividers.module.css'

export const DayDivider = memo(function DayDivider({ at }: { at: number }) {
  return (
    <div className={styles.day}>
      <span className={styles.label}>{formatDay(at)}</span>
    </div>
  )
})

export function UnreadDivider() {
  return (
    <div className={styles.unread}>
      <span>{t('timeline:unread')}</span>
    </div>
  )
}
