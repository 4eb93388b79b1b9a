import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Link.module.css'

/** Text that leads elsewhere. To another site it opens in a new tab, which learns nothing about this one. */
export function Link({
  outside = false,
  className,
  ...rest
}: ComponentProps<'a'> & { href: string; outside?: boolean }) {
  const away = outside ? { target: '_blank', rel: 'noopener noreferrer nofollow' } : {}
  return <a {...rest} {...away} className={cx(styles.link, className)} />
}
