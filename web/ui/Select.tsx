import type { ComponentProps } from 'react'
import { cx } from '../lib/cx.ts'
import { useField } from './Field.tsx'
import { OpenIcon } from './icons.ts'
import styles from './Select.module.css'

export type Option = { value: string; label: string; hint?: string; disabled?: boolean }

export type SelectProps = Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children' | 'multiple'> & {
  value: string
  onChange: (value: string) => void
  options: readonly Option[]
  /** Shown while nothing is chosen. */
  placeholder?: string
}

/** The system's own list: it knows touch, wheel, type-ahead and screen readers better than a drawn one. */
export function Select({ value, onChange, options, placeholder, className, ...rest }: SelectProps) {
  const field = useField()
  return (
    <span className={cx(styles.box, className)}>
      <select
        {...field}
        {...rest}
        className={styles.select}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {placeholder !== undefined && (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <OpenIcon className={styles.icon} aria-hidden="true" />
    </span>
  )
}
