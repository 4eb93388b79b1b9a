import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import type { Icon } from './icons.ts'
import styles from './Tag.module.css'

export type TagProps = ComponentProps<'span'> & {
  tone?: 'neutral' | 'accent' | 'good' | 'warn' | 'bad'
  icon?: Icon
}

/** A word about what it stands beside: owner, muted, password. */
export function Tag({ tone = 'neutral', icon: IconPart, className, children, ...rest }: TagProps) {
  return (
    <span {...rest} className={cx(styles.tag, styles[tone], className)}>
      {IconPart && <IconPart className={styles.icon} aria-hidden="true" />}
      {children}
    </span>
  )
}
