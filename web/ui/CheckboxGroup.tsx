import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { Checkbox } from './Checkbox.tsx'
import styles from './Choice.module.css'
import type { Option } from './Select.tsx'

export type CheckboxGroupProps = {
  label: ReactNode
  options: readonly Option[]
  value: readonly string[]
  onChange: (value: string[]) => void
  disabled?: boolean
  className?: string
}

/** Any number of a few; keeps the order of the options. */
export function CheckboxGroup({ label, options, value, onChange, disabled, className }: CheckboxGroupProps) {
  const toggle = (changed: string, checked: boolean) =>
    onChange(
      options
        .map((option) => option.value)
        .filter((each) => (each === changed ? checked : value.includes(each))),
    )
  return (
    <fieldset className={cx(styles.group, className)} disabled={disabled}>
      <legend className={styles.legend}>{label}</legend>
      {options.map((option) => (
        <Checkbox
          key={option.value}
          label={option.label}
          hint={option.hint}
          disabled={option.disabled}
          checked={value.includes(option.value)}
          onChange={(checked) => toggle(option.value, checked)}
        />
      ))}
    </fieldset>
  )
}
