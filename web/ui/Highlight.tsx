import styles from './Highlight.module.css'

/** Marks each place where the text has what was searched for. Text only: nothing in it can become markup. */
export function Highlight({ text, query }: { text: string; query: string }) {
  const wanted = query.trim()
  if (wanted === '') return text
  const escaped = wanted.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')
  let from = 0
  return text.split(new RegExp(`(${escaped})`, 'giu')).map((part, index) => {
    const key = from
    from += part.length
    if (index % 2 === 0) return part
    return (
      <mark key={key} className={styles.mark}>
        {part}
      </mark>
    )
  })
}
