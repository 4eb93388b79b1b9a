import { type ReactNode, useState } from 'react'
import { t } from '../lib/i18n.ts'
import { uniqueNames } from '../lib/uniqueNames.ts'
import { useNarrow } from '../lib/useMedia.ts'
import { Button } from './Button.tsx'
import { DescriptionList } from './DescriptionList.tsx'
import styles from './ResultTable.module.css'

/** Rows drawn at once; nobody reads more without looking for something. */
const SHOWN = 100

export interface ResultTableProps {
  label: string
  columns: readonly string[]
  /** A cell for each column, in their order. */
  rows: readonly (readonly ReactNode[])[]
  /** What can be done with a row, at its end. */
  actionOf?: (index: number) => ReactNode
}

/** What somebody else found, as they named its columns; on a phone, one thing below the other. */
export function ResultTable({ label, columns, rows, actionOf }: ResultTableProps) {
  const isNarrow = useNarrow()
  const [limit, setLimit] = useState(SHOWN)
  const shown = rows.slice(0, limit)
  const names = uniqueNames(columns)
  return (
    <div className={styles.whole}>
      {isNarrow ? (
        <ul className={styles.cards} aria-label={label}>
          {shown.map((cells, index) => (
            <li key={index} className={styles.card}>
              <DescriptionList items={names.map((term, at) => ({ term, value: cells[at] }))} />
              {actionOf?.(index)}
            </li>
          ))}
        </ul>
      ) : (
        // What is wider than the page scrolls by itself, by keyboard too.
        <section className={styles.scroller} aria-label={label} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                {names.map((name) => (
                  <th key={name} scope="col">
                    <bdi>{name}</bdi>
                  </th>
                ))}
                {actionOf && <td />}
              </tr>
            </thead>
            <tbody>
              {shown.map((cells, index) => (
                <tr key={index}>
                  {names.map((name, at) => (
                    <td key={name}>{cells[at]}</td>
                  ))}
                  {actionOf && <td className={styles.action}>{actionOf(index)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {rows.length > limit && (
        <p className={styles.rest}>
          {t('ui:someRows', { shown: limit, count: rows.length })}
          <Button size="s" onClick={() => setLimit(limit + SHOWN)}>
            {t('ui:moreRows')}
          </Button>
        </p>
      )}
    </div>
  )
}
