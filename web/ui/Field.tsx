import { createContext, type ReactNode, useContext, useId } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './Field.module.css'

export type FieldAria = {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  required: boolean | undefined
}

const FieldContext = createContext<Partial<FieldAria>>({})

/** What an input inside a Field must carry; nothing outside of one. */
export function useField(): Partial<FieldAria> {
  return useContext(FieldContext)
}

export type FieldProps = {
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and what would be right. Announced when it appears. */
  error?: ReactNode
  required?: boolean
  /** The label is there for screen readers only. */
  hideLabel?: boolean
  className?: string
  /** An input of this folder (it finds its label by itself), or a function that spreads the ARIA on another one. */
  children: ReactNode | ((aria: FieldAria) => ReactNode)
}

export function Field({ label, hint, error, required, hideLabel, className, children }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const aria: FieldAria = {
    id,
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
    required: required || undefined,
  }
  return (
    <div className={cx(styles.field, className)}>
      <label htmlFor={id} className={cx(styles.label, hideLabel && styles.hidden)}>
        {label}
      </label>
      <FieldContext value={aria}>{typeof children === 'function' ? children(aria) : children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className={styles.hint}>
          {hint}
        </p>
      )}
      {/* There before the error is, or some screen readers miss its arrival. */}
      <div role="alert" className={styles.alert}>
        {error && (
          <p id={`${id}-error`} className={styles.error}>
            {error}
          </p>
        )}
      </div>
    </div>
  )
}
