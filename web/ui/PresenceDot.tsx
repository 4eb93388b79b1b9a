import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import styles from './PresenceDot.module.css'

export type Show = 'online' | 'chat' | 'away' | 'xa' | 'dnd' | 'offline'

/** A shape as well as a colour: full, half, a bar, a ring; and words for who sees neither. */
export function PresenceDot({
  show,
  label = t(`ui:presence.${show}`),
  className,
}: {
  show: Show
  /** Empty where the same words stand beside it. */
  label?: string
  className?: string
}) {
  return (
    <svg
      viewBox="0 0 14 14"
      className={cx(styles.dot, styles[show], className)}
      role={label ? 'img' : undefined}
      aria-label={label || undefined}
      aria-hidden={label ? undefined : true}
    >
      <circle cx="7" cy="7" r="7" className={styles.gap} />
      {show === 'online' || show === 'chat' || show === 'dnd' ? (
        <circle cx="7" cy="7" r="5" className={styles.fill} />
      ) : (
        <circle cx="7" cy="7" r="4" className={styles.ring} />
      )}
      {show === 'dnd' && <path d="M4.5 7h5" className={styles.bar} />}
      {(show === 'away' || show === 'xa') && <path d="M7 3a4 4 0 0 1 0 8z" className={styles.fill} />}
      {show === 'chat' && <circle cx="7" cy="7" r="1.5" className={styles.gap} />}
    </svg>
  )
}
