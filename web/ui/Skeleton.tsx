import { cx } from '../lib/cx.ts'
import styles from './Skeleton.module.css'

export type SkeletonProps = {
  rows?: number
  /** `person`: a face and two lines; `message`: a face and some lines of text; `line`: lines only. */
  kind?: 'person' | 'message' | 'line'
  className?: string
}

/** The layout of what is coming, without words. Put `aria-busy` and the words on what it stands in. */
export function Skeleton({ rows = 3, kind = 'person', className }: SkeletonProps) {
  return (
    <div className={cx(styles.skeleton, className)} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
        <div key={row} className={cx(styles.row, styles[kind])}>
          {kind !== 'line' && <span className={styles.face} />}
          <span className={styles.lines}>
            <span className={styles.line} />
            {kind !== 'line' && <span className={styles.line} />}
          </span>
        </div>
      ))}
    </div>
  )
}
