import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type ReactNode, type Ref, useCallback, useImperativeHandle, useRef } from 'react'
import { cx } from '../lib/cx.ts'
import { useOuterScroll } from './useOuterScroll.ts'
import { useRoving } from './useRoving.ts'
import styles from './VirtualList.module.css'

export type VirtualListHandle = { scrollToKey: (key: string) => void; focus: () => void }

export type VirtualListProps = {
  /** One per row, each once. */
  keys: readonly string[]
  /** Heights before a row was measured. */
  estimate: number | ((key: string) => number)
  /**
   * Draws a row; must be stable (useCallback), because a row is drawn again only when it changed. The control of
   * the row takes the `tabIndex`: the list is one stop of the Tab key, and arrow keys walk it.
   */
  renderRow: (key: string, tabIndex: 0 | -1, index: number) => ReactNode
  ariaLabel: string
  /** Rows without a control, which arrow keys pass over: headings. */
  isPassive?: (key: string) => boolean
  /** Shown instead of rows when there are none. */
  empty?: ReactNode
  /** Takes its whole height and scrolls with what is around it: the nearest ancestor that scrolls. */
  grows?: boolean
  /** About as tall as the window: its first rows are drawn with it, in one go, and not once it was measured. */
  isTall?: boolean
  /** Called when the last rows come into view, to load more. */
  onReachEnd?: () => void
  /** The body of a table: each row is drawn as cells, and the table around it has the name. */
  isTable?: boolean
  className?: string
  ref?: Ref<VirtualListHandle>
}

/** A list of any length of which a window full is in the document. Fills its parent and scrolls in it. */
export function VirtualList(props: VirtualListProps) {
  const {
    keys,
    estimate,
    renderRow,
    ariaLabel,
    isPassive,
    empty,
    grows = false,
    isTall = false,
    onReachEnd,
    isTable = false,
    className,
    ref,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const outer = useOuterScroll(scroller, grows)
  const roving = useRoving(keys, scroller, (index) => virtualizer.scrollToIndex(index), isPassive)

  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => (grows ? outer.element : scroller.current),
    scrollMargin: grows ? outer.margin : 0,
    estimateSize: (index) => (typeof estimate === 'number' ? estimate : estimate(keys[index] ?? '')),
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    rangeExtractor: roving.extract,
    // Room for the ring around a row with the focus.
    scrollPaddingStart: 8,
    scrollPaddingEnd: 8,
    paddingEnd: 8,
    overscan: 6,
    initialRect: { width: 0, height: isTall ? innerHeight : 0 },
    useFlushSync: false,
    onChange: (instance) => {
      const last = instance.range?.endIndex ?? -1
      if (last >= 0 && last >= instance.options.count - 3) onReachEnd?.()
    },
  })

  useImperativeHandle(ref, () => ({
    scrollToKey: (key) => virtualizer.scrollToIndex(keys.indexOf(key), { align: 'auto' }),
    focus: () => roving.focusActive(),
  }))

  return (
    <div
      ref={scroller}
      className={cx(grows ? styles.grows : styles.scroller, className)}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
    >
      {keys.length === 0 && empty}
      <div
        role={isTable ? 'rowgroup' : 'list'}
        aria-label={isTable ? undefined : ariaLabel}
        className={styles.sizer}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map((item) => (
          <Row
            key={item.key}
            id={keys[item.index] ?? ''}
            index={item.index}
            count={keys.length}
            start={item.start - (grows ? outer.margin : 0)}
            tabIndex={item.index === roving.active ? 0 : -1}
            measure={virtualizer.measureElement}
            renderRow={renderRow}
            isTable={isTable}
          />
        ))}
      </div>
    </div>
  )
}

type RowProps = {
  id: string
  index: number
  count: number
  start: number
  tabIndex: 0 | -1
  measure: (element: HTMLElement | null) => void
  renderRow: VirtualListProps['renderRow']
  isTable: boolean
}

const Row = memo(function Row(props: RowProps) {
  const { id, index, count, start, tabIndex, measure, renderRow, isTable } = props
  // The heading of a table is its first row.
  const place = isTable
    ? { role: 'row', 'aria-rowindex': index + 2 }
    : { role: 'listitem', 'aria-setsize': count, 'aria-posinset': index + 1 }
  return (
    <div ref={measure} {...place} data-index={index} className={styles.row} style={{ top: start }}>
      {renderRow(id, tabIndex, index)}
    </div>
  )
})
