import type { ReactNode } from 'react'

export type TableFrameProps = {
  label: string
  /** How many rows there are, in the document or not. */
  count: number
  /** ColumnHeadings. */
  head: ReactNode
  headClassName?: string
  className?: string
  /** A VirtualList with `isTable`, whose rows are made of Cells. */
  children: ReactNode
}

// What the elements of a table cannot be: a window full of a long one, laid out as a grid.
const headRow = { role: 'row', 'aria-rowindex': 1 }

/** A table of any length. */
export function TableFrame({ label, count, head, headClassName, className, children }: TableFrameProps) {
  return (
    <div role="table" aria-label={label} aria-rowcount={count + 1} className={className}>
      <div role="rowgroup">
        <div {...headRow} className={headClassName}>
          {head}
        </div>
      </div>
      {children}
    </div>
  )
}
