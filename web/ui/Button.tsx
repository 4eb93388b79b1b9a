import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Button.module.css'
import type { Icon } from './icons.ts'
import { Spinner } from './Spinner.tsx'

export type ButtonProps = ComponentProps<'button'> & {
  variant?: 'primary' | 'quiet' | 'plain' | 'danger'
  size?: 'm' | 's'
  icon?: Icon
  /** Waits for an answer: keeps its width and its focus, and does nothing when pressed again. */
  busy?: boolean
  full?: boolean
}

export function Button({
  variant = 'quiet',
  size = 'm',
  icon: IconPart,
  busy = false,
  full = false,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      className={cx(styles.button, styles[variant], styles[size], full && styles.full, className)}
      aria-busy={busy || undefined}
      // Not `disabled`: that would throw away the focus of whoever pressed it.
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={busy ? undefined : onClick}
    >
      <span className={cx(styles.content, busy && styles.waiting)}>
        {IconPart && <IconPart className={styles.icon} aria-hidden="true" />}
        {children}
      </span>
      {busy && <Spinner className={styles.spinner} />}
    </button>
  )
}
