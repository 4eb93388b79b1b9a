import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Choice.module.css'

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'checked' | 'onChange'> & {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

export function Checkbox({ label, hint, checked, onChange, className, ...rest }: CheckboxProps) {
  const id = useId()
  return (
    <label className={cx(styles.choice, className)}>
      <input
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? id : undefined}
        {...rest}
        type="checkbox"
        className={cx(styles.mark, styles.box)}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
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
