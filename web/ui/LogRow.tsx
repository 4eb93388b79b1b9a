import { memo } from 'react'
import { cx } from '../lib/cx.ts'
import styles from './LogList.module.css'
import type { LogListProps } from './LogList.tsx'

type LogRowProps = {
  id: string
  index: number
  start: number
  sticky: boolean
  passive: boolean
  measure: (element: HTMLElement | null) => void
  renderRow: LogListProps['renderRow']
}

/** Moves without being drawn again: its content changes only with its key or its place. */
export const LogRow = memo(function LogRow(props: LogRowProps) {
  const { id, index, start, sticky, passive, measure, renderRow } = props
  return (
    <div
      ref={measure}
      data-index={index}
      data-key={id}
      tabIndex={passive ? undefined : -1}
      className={cx(styles.row, sticky && styles.sticky)}
      // In the flow at its own place, which is what sticking starts from.
      style={sticky ? { marginTop: start } : { top: start }}
    >
      <Content id={id} index={index} renderRow={renderRow} />
    </div>
  )
})

const Content = memo(function Content({
  id,
  index,
  renderRow,
}: Pick<LogRowProps, 'id' | 'index' | 'renderRow'>) {
  return renderRow(id, index)
})
