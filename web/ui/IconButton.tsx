import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './IconButton.module.css'
import type { Icon } from './icons.ts'
import { Spinner } from './Spinner.tsx'
import { Tooltip } from './Tooltip.tsx'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  icon: Icon
  /** What it does, in words: its name, and its tooltip. */
  label: string
  size?: 'm' | 's'
  /** For a button that switches something on and off. */
  pressed?: boolean
  /** Keys that do the same, shown in the tooltip. */
  shortcut?: string
  busy?: boolean
  tone?: 'neutral' | 'accent' | 'danger'
  tooltipSide?: 'above' | 'below'
}

export function IconButton({
  icon: IconPart,
  label,
  size = 'm',
  pressed,
  shortcut,
  busy = false,
  tone = 'neutral',
  tooltipSide = 'below',
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={tooltipSide} names>
      <button
        type="button"
        {...rest}
        className={cx(styles.button, styles[size], styles[tone], className)}
        aria-label={label}
        aria-pressed={pressed}
        aria-busy={busy || undefined}
        aria-disabled={busy || rest['aria-disabled'] || undefined}
        onClick={busy ? undefined : onClick}
      >
        {busy ? <Spinner /> : <IconPart className={styles.icon} aria-hidden="true" />}
      </button>
    </Tooltip>
  )
}
