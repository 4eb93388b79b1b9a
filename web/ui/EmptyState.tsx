import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './EmptyState.module.css'
import type { Icon } from './icons.ts'

export type EmptyStateProps = {
  icon?: Icon
  /** What belongs here. */
  title: string
  text?: ReactNode
  /** The next step: a Button. */
  action?: ReactNode
  className?: string
}

export function EmptyState({ icon: IconPart, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={cx(styles.empty, className)}>
      {IconPart && (
        <span className={styles.mark} aria-hidden="true">
          <IconPart className={styles.icon} />
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
