import { t } from '../lib/i18n.ts'
import styles from './Shell.module.css'

/** The page's shape before anything is known: what comes takes these places, and nothing moves. */
export function ShellSkeleton() {
  return (
    <div className={styles.shell} role="status" aria-label={t('common:loading')}>
      <div className={styles.sidebar} />
      <div className={styles.main} />
    </div>
  )
}
