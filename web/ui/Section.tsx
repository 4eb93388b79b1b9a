import { type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Section.module.css'

export type SectionProps = {
  title?: string
  hint?: ReactNode
  /** A Button beside the title. */
  action?: ReactNode
  children: ReactNode
  className?: string
}

/** Things on a page that belong together, under a heading. */
export function Section({ title, hint, action, children, className }: SectionProps) {
  const id = useId()
  return (
    <section className={cx(styles.section, className)} aria-labelledby={title && id}>
      {(title || action) && (
        <header className={styles.header}>
          {title && (
            <h2 id={id} className={styles.title}>
              {title}
            </h2>
          )}
          {action}
        </header>
      )}
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </section>
  )
}
