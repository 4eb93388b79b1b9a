import { t } from '../../../lib/i18n.ts'
import type { Strength } from '../strength.ts'
import styles from './Account.module.css'

const PARTS = [0, 1, 2, 3] as const

/** How hard a password is to guess: in words first, and as bars beside them. */
export function StrengthHint({ level, advice }: Strength) {
  return (
    <div className={styles.strength} data-level={level}>
      <span className={styles.bars} aria-hidden="true">
        {PARTS.map((part) => (
          <span key={part} className={styles.bar} data-on={part <= level || undefined} />
        ))}
      </span>
      <p role="status" className={styles.quiet}>
        {t(`register:strength.${level}`)}
        {advice !== 'none' && ` ${t(`register:advice.${advice}`)}`}
      </p>
    </div>
  )
}
