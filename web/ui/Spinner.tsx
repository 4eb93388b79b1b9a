import { cx } from '../lib/cx.ts'
import styles from './Spinner.module.css'

/** For a button that waits; a page that loads shows skeletons instead. Says nothing: its place has words. */
export function Spinner({ className }: { className?: string }) {
  return <span className={cx(styles.spinner, className)} aria-hidden="true" />
}
