import type { ComponentProps } from 'react'

/** A cell of a row in a TableFrame. */
export function Cell(props: ComponentProps<'span'>) {
  return <span {...props} role="cell" />
}
