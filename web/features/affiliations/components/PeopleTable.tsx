import { type ReactNode, useCallback, useRef } from 'react'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { ColumnHeading } from '../../../ui/ColumnHeading.tsx'
import { DownIcon } from '../../../ui/icons.ts'
import { TableFrame } from '../../../ui/TableFrame.tsx'
import { VirtualList } from '../../../ui/VirtualList.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import type { Sort, SortKey } from '../tableIndex.ts'
import type { Console } from '../useConsole.ts'
import styles from './Console.module.css'
import lines from './Table.module.css'
import { TableRow } from './TableRow.tsx'

interface PeopleTableProps {
  room: string
  keys: readonly string[]
  query: string
  sort: Sort
  console: Console
  canChange: boolean
  empty: ReactNode
  onSort: (sort: Sort) => void
  onSelect: (keys: readonly string[], isOn: boolean) => void
}

const ROW_PX = 52
const COLUMNS: readonly SortKey[] = ['person', 'nick', 'here', 'rank', 'reason']
const WIDE: readonly SortKey[] = ['nick', 'here', 'reason']

/** Everybody as a table of which a window full is in the document. */
export function PeopleTable(props: PeopleTableProps) {
  const { room, keys, query, sort, console, canChange, empty, onSort, onSelect } = props
  const { contextOf, ask } = console
  const shown = useRef(keys)
  shown.current = keys
  const anchor = useRef<string>(undefined)

  const select = useCallback(
    (key: string, isOn: boolean, isRange: boolean) => {
      const all = shown.current
      const [from, to] = [all.indexOf(anchor.current ?? key), all.indexOf(key)].sort((a, b) => a - b)
      const isWhole = isRange && from !== undefined && to !== undefined && from >= 0
      onSelect(isWhole ? all.slice(from, to + 1) : [key], isOn)
      anchor.current = key
    },
    [onSelect],
  )
  const renderRow = useCallback(
    (key: string, tabIndex: 0 | -1) => (
      <TableRow
        room={room}
        id={key}
        tabIndex={tabIndex}
        query={query}
        canChange={canChange}
        contextOf={contextOf}
        ask={ask}
        onSelect={select}
      />
    ),
    [room, query, canChange, contextOf, ask, select],
  )
  return (
    <TableFrame
      label={t('affiliations:table')}
      count={keys.length}
      className={styles.table}
      headClassName={cx(lines.line, lines.head)}
      head={
        <>
          <ColumnHeading className={lines.space}>
            <VisuallyHidden>{t('affiliations:column.chosen')}</VisuallyHidden>
          </ColumnHeading>
          {COLUMNS.map((by) => (
            <Heading key={by} by={by} sort={sort} onSort={onSort} />
          ))}
          <ColumnHeading className={lines.end}>
            <VisuallyHidden>{t('affiliations:column.more')}</VisuallyHidden>
          </ColumnHeading>
        </>
      }
    >
      <div className={styles.rows}>
        {keys.length === 0 ? (
          empty
        ) : (
          <VirtualList
            isTable
            keys={keys}
            estimate={ROW_PX}
            renderRow={renderRow}
            ariaLabel={t('affiliations:table')}
          />
        )}
      </div>
    </TableFrame>
  )
}

function Heading({ by, sort, onSort }: { by: SortKey; sort: Sort; onSort: (sort: Sort) => void }) {
  const isSorted = sort.by === by || (by === 'person' && sort.by === 'address')
  const order = isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined
  return (
    <ColumnHeading
      {...(order ? { order } : {})}
      className={cx(WIDE.includes(by) && lines.wideOnly, order === 'ascending' && lines.up)}
    >
      <button
        type="button"
        className={lines.sorter}
        onClick={() => onSort({ by, isDown: sort.by === by && !sort.isDown })}
      >
        {t(`affiliations:column.${by}`)}
        {isSorted && <DownIcon aria-hidden="true" />}
      </button>
    </ColumnHeading>
  )
}
