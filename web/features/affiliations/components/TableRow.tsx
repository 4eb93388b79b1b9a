import { memo, useCallback, useRef } from 'react'
import { cx } from '../../../lib/cx.ts'
import { t } from '../../../lib/i18n.ts'
import { revealed } from '../../../lib/revealed.ts'
import { Cell } from '../../../ui/Cell.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { MenuIcon } from '../../../ui/icons.ts'
import { Menu } from '../../../ui/Menu.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { type Entry, titleOf } from '../entry.ts'
import { useEntry, useIsFlashed, useIsSelected, useRefusal, useStaged } from '../hooks.ts'
import { type Question, type RowContext, rankItems, rowItems } from '../menu.ts'
import cells from './Cells.module.css'
import { PersonCell } from './PersonCell.tsx'
import { RankCell } from './RankCell.tsx'
import { ReasonCell } from './ReasonCell.tsx'
import styles from './Table.module.css'

export interface TableRowProps {
  room: string
  id: string
  tabIndex: 0 | -1
  query: string
  canChange: boolean
  contextOf: (key: string) => RowContext | undefined
  ask: (question: Question) => void
  onSelect: (key: string, isOn: boolean, isRange: boolean) => void
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const entry = useEntry(props.room, props.id)
  return entry ? <Row {...props} entry={entry} /> : null
})

function Row({
  room,
  id,
  tabIndex,
  query,
  canChange,
  contextOf,
  onSelect,
  entry,
}: TableRowProps & { entry: Entry }) {
  const staged = useStaged(room, id)
  const refusal = useRefusal(room, id)
  const isSelected = useIsSelected(room, id)
  const isFlashed = useIsFlashed(room, id)
  const isRange = useRef(false)
  const itemsOf = useCallback(
    (make: typeof rowItems) => () => {
      const context = contextOf(id)
      return context ? make(context) : []
    },
    [contextOf, id],
  )
  const who = titleOf(entry)
  const label = t('affiliations:menuOf', { who })
  return (
    <ContextMenu
      label={label}
      items={itemsOf(rowItems)}
      role="presentation"
      className={cx(styles.line, styles.row)}
      data-staged={staged ? '' : undefined}
      data-refused={refusal || staged?.error ? '' : undefined}
      data-flash={isFlashed ? '' : undefined}
    >
      <Cell>
        {canChange && (
          <Checkbox
            className={cells.check}
            label={<VisuallyHidden>{t('affiliations:choose', { who })}</VisuallyHidden>}
            tabIndex={tabIndex}
            checked={isSelected}
            onClick={(event) => {
              isRange.current = event.shiftKey
            }}
            onChange={(isOn) => onSelect(id, isOn, isRange.current)}
          />
        )}
      </Cell>
      <PersonCell entry={entry} query={query} staged={staged} refusal={refusal} />
      <Cell className={cx(styles.wideOnly, cells.text)}>
        <bdi>{revealed(entry.nicks.join(', ') || (entry.reserved ?? ''))}</bdi>
      </Cell>
      <Cell className={cx(styles.wideOnly, cells.text)}>{hereWords(entry)}</Cell>
      <RankCell
        entry={entry}
        staged={staged}
        who={who}
        tabIndex={tabIndex}
        items={canChange ? itemsOf(rankItems) : undefined}
      />
      <ReasonCell entry={entry} staged={staged} refusal={refusal} query={query} />
      <Cell>
        <Menu
          label={label}
          items={itemsOf(rowItems)}
          align="end"
          // Arrow keys walk the table here; Enter opens the menu.
          trigger={({ onKeyDown: _opens, ...trigger }) => (
            <IconButton {...trigger} icon={MenuIcon} label={label} size="s" tabIndex={tabIndex} />
          )}
        />
      </Cell>
    </ContextMenu>
  )
}

function hereWords({ nicks, role }: Entry): string {
  if (nicks.length === 0) return ''
  return t(`affiliations:here.${role === 'moderator' || role === 'visitor' ? role : 'participant'}`)
}
