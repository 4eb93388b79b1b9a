import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import { away } from '../lib/leaving.ts'
import styles from './Link.module.css'

/**
 * Text that leads elsewhere. To another site it asks first, and opens in a new tab, which learns nothing about this one.
 * `alone`: it stands by itself, and not within words.
 */
export function Link({
  outside = false,
  alone = false,
  className,
  ...rest
}: ComponentProps<'a'> & { href: string; outside?: boolean; alone?: boolean }) {
  const leaving = outside ? away(rest.href, false) : {}
  return <a {...rest} {...leaving} className={cx(styles.link, alone && styles.alone, className)} />
}
