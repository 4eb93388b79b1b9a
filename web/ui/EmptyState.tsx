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
  /** It is all there is on the page, whose heading it is. */
  isPage?: boolean
  className?: string
}

export function EmptyState({ icon: IconPart, title, text, action, isPage, className }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p'
  return (
    <div className={cx(styles.empty, className)}>
      {IconPart && (
        <span className={styles.mark} aria-hidden="true">
          <IconPart className={styles.icon} />
        </span>
      )}
      <Title className={styles.title}>{title}</Title>
      {text && <p className={styles.text}>{text}</p>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
