import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './DescriptionList.module.css'

export type Description = { term: string; value: ReactNode }

/** Facts with their names. Facts without a value are left out. */
export function DescriptionList({ items, className }: { items: readonly Description[]; className?: string }) {
  return (
    <dl className={cx(styles.list, className)}>
      {items
        .filter(({ value }) => value !== undefined && value !== null && value !== '' && value !== false)
        .map(({ term, value }) => (
          <div key={term}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.value}>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
