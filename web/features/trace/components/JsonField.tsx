import { type Ref, useId, useImperativeHandle, useMemo, useRef } from 'react'
import type { Place } from '../places.ts'
import { jsonTokens } from '../tokens.ts'
import { Part } from './Code.tsx'
import styles from './CommandEditor.module.css'

export interface JsonFieldHandle {
  select(place: Place): void
}

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  /** Where something is wrong. */
  wrong: readonly Place[]
  ref?: Ref<JsonFieldHandle>
}

/** JSON to be written, in colours, with what is wrong underlined. */
export function JsonField({ label, value, onChange, wrong, ref }: Props) {
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const tokens = useMemo(() => jsonTokens(value), [value])
  useImperativeHandle(ref, () => ({
    select({ from, to }) {
      area.current?.focus()
      area.current?.setSelectionRange(from, to)
    },
  }))
  return (
    <div className={styles.box}>
      <pre className={styles.colours} aria-hidden="true">
        {tokens.map((token) => (
          <Part
            key={token.at}
            token={token}
            isWrong={wrong.some(({ from, to }) => token.at < to && token.at + token.text.length > from)}
          />
        ))}
        {'\n'}
      </pre>
      <textarea
        ref={area}
        id={id}
        className={styles.area}
        aria-label={label}
        aria-invalid={wrong.length > 0 || undefined}
        spellCheck={false}
        autoCapitalize="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  )
}
