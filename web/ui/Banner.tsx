import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Banner.module.css'
import type { Icon } from './icons.ts'

export type BannerProps = {
  /** Announced when it appears or changes. Keep what counts down in `detail`. */
  text: ReactNode
  /** Changes every second, and is not announced. */
  detail?: ReactNode
  tone?: 'neutral' | 'warn' | 'bad' | 'good'
  icon?: Icon
  action?: ReactNode
  className?: string
}

/** A strip over the top of its positioned parent, which pushes nothing. */
export function Banner({ text, detail, tone = 'warn', icon: IconPart, action, className }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[tone], className)}>
      {IconPart && <IconPart className={styles.icon} aria-hidden="true" />}
      <p className={styles.text}>
        <span role="status">{text}</span> {detail && <span className={styles.detail}>{detail}</span>}
      </p>
      {action}
    </div>
  )
}
