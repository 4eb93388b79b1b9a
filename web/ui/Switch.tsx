import { type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Choice.module.css'

export type SwitchProps = {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** Something that is on or off at once, without a button that saves it. */
export function Switch({ label, hint, checked, onChange, disabled, className }: SwitchProps) {
  const id = useId()
  return (
    <label className={cx(styles.choice, styles.end, className)}>
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? id : undefined}
        className={cx(styles.mark, styles.track)}
        disabled={disabled}
        onClick={() => onChange(!checked)}
      />
      <span id={`${id}-label`} className={styles.label}>
        {label}
      </span>
      {hint && (
        <span id={id} className={styles.hint}>
          {hint}
        </span>
      )}
    </label>
  )
}
