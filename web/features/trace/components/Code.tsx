import { useMemo } from 'react'
import { cx } from '../../../lib/cx.ts'
import { inLines, jsonTokens, type Token, xmlTokens } from '../tokens.ts'
import styles from './Code.module.css'

/** Lines that are shown of a text that is not shown whole. */
export const SHORT = 8

export function linesOf(kind: 'json' | 'xml', value: unknown): string {
  return kind === 'xml' ? inLines(String(value)) : (JSON.stringify(value, null, 2) ?? '')
}

export const isLong = (text: string) => text.split('\n', SHORT + 1).length > SHORT

/** JSON or XML in colours. */
export function Code({
  kind,
  text,
  isWhole = true,
}: {
  kind: 'json' | 'xml'
  text: string
  isWhole?: boolean
}) {
  const shown = isWhole || !isLong(text) ? text : `${text.split('\n', SHORT).join('\n')}\n…`
  const tokens = useMemo(() => (kind === 'json' ? jsonTokens(shown) : xmlTokens(shown)), [kind, shown])
  return (
    <pre className={styles.code}>
      <code>
        {tokens.map((token) => (
          <Part key={token.at} token={token} />
        ))}
      </code>
    </pre>
  )
}

export function Part({ token, isWrong = false }: { token: Token; isWrong?: boolean }) {
  return <span className={cx(styles[token.kind], isWrong && styles.wrong)}>{token.text}</span>
}
