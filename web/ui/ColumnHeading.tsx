import type { ComponentProps } from 'react'

/** The heading of a column in a TableFrame; a button in it sorts. */
export function ColumnHeading({
  order,
  ...rest
}: ComponentProps<'span'> & { order?: 'ascending' | 'descending' }) {
  return <span {...rest} {...{ role: 'columnheader', 'aria-sort': order }} />
}
