import { cx } from '../lib/cx.ts'
import { t } from '../lib/i18n.ts'
import styles from './Badge.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type BadgeProps = {
  count: number
  /** `accent` calls (someone wrote to you), `quiet` only counts. */
  tone?: 'accent' | 'quiet' | 'bad'
  /** For screen readers; "3 unread" by itself. */
  label?: string
  className?: string
}

/** A number beside a name. Nothing at zero. */
export function Badge({ count, tone = 'accent', label, className }: BadgeProps) {
  if (count <= 0) return null
  return (
    <span className={cx(styles.badge, styles[tone], className)}>
      <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
      <VisuallyHidden>{label ?? t('ui:unread', { count })}</VisuallyHidden>
    </span>
  )
}
