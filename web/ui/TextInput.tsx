import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from '../lib/cx.ts'
import { useField } from './Field.tsx'
import styles from './TextInput.module.css'

export type TextInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'size'> & {
  value: string
  onChange: (value: string) => void
  /** Stands inside the box, before and after the text. */
  before?: ReactNode
  after?: ReactNode
  /** Offered while typing; anything else may be typed as well. */
  suggestions?: readonly string[]
}

export function TextInput({
  value,
  onChange,
  before,
  after,
  suggestions,
  className,
  ...rest
}: TextInputProps) {
  const field = useField()
  const list = useId()
  return (
    <span className={cx(styles.box, className)}>
      {before}
      <input
        type="text"
        autoComplete="off"
        list={suggestions && list}
        {...field}
        {...rest}
        className={styles.input}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {after}
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </span>
  )
}
