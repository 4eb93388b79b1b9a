import { type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Choice.module.css'
import type { Option } from './Select.tsx'

export type RadioGroupProps = {
  label: ReactNode
  hideLabel?: boolean
  options: readonly Option[]
  value: string
  onChange: (value: string) => void
  disabled?: boolean
  className?: string
}

export function RadioGroup({
  label,
  hideLabel,
  options,
  value,
  onChange,
  disabled,
  className,
}: RadioGroupProps) {
  const id = useId()
  return (
    <fieldset className={cx(styles.group, className)} disabled={disabled}>
      <legend className={cx(styles.legend, hideLabel && styles.hidden)}>{label}</legend>
      {options.map((option, index) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            name={id}
            className={cx(styles.mark, styles.disc)}
            aria-labelledby={`${id}-${index}-label`}
            aria-describedby={option.hint ? `${id}-${index}` : undefined}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span id={`${id}-${index}-label`} className={styles.label}>
            {option.label}
          </span>
          {option.hint && (
            <span id={`${id}-${index}`} className={styles.hint}>
              {option.hint}
            </span>
          )}
        </label>
      ))}
    </fieldset>
  )
}
