import styles from './Progress.module.css'

/** How much of something with a known size is done. Its words stand beside it. */
export function Progress({ label, done, total }: { label: string; done: number; total: number }) {
  return <progress className={styles.progress} aria-label={label} value={done} max={Math.max(1, total)} />
}
