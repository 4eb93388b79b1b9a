import { type ComponentProps, type RefObject, useLayoutEffect, useRef } from 'react'
import { cx } from '../lib/cx.ts'
import { useField } from './Field.tsx'
import styles from './TextInput.module.css'

export type TextAreaProps = Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'ref'> & {
  ref?: RefObject<HTMLTextAreaElement | null>
  value: string
  onChange: (value: string) => void
  /** Grows with the text, up to 40 % of the window's height. */
  grow?: boolean
}

// Firefox has no `field-sizing` yet; there the height is set by hand.
const grows = globalThis.CSS?.supports?.('field-sizing', 'content') ?? false

export function TextArea({ value, onChange, grow = true, rows = 3, className, ref, ...rest }: TextAreaProps) {
  const field = useField()
  const own = useRef<HTMLTextAreaElement>(null)
  const area = ref ?? own

  useLayoutEffect(() => {
    const element = area.current
    if (!grow || grows || !element) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  })

  return (
    <span className={cx(styles.box, className)}>
      <textarea
        {...field}
        {...rest}
        ref={area}
        rows={rows}
        className={cx(styles.input, styles.area, !grow && styles.fixed)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  )
}
