import { cloneElement, type ReactElement, useId } from 'react'
import { createPortal } from 'react-dom'
import { Kbd } from './Kbd.tsx'
import styles from './Tooltip.module.css'
import { type TooltipHandlers, useTooltip } from './useTooltip.ts'

type TooltipProps = {
  text: string
  /** One element that can have the pointer or the focus. */
  children: ReactElement<TooltipHandlers & { 'aria-describedby'?: string }>
  shortcut?: string
  side?: 'above' | 'below'
  /** The text repeats the name of what it stands at, and is not read a second time. */
  names?: boolean
}

/** A hint beside what has the pointer or the focus; Escape puts it away, and the pointer may rest on it. */
export function Tooltip({ text, children, shortcut, side = 'below', names = false }: TooltipProps) {
  const id = useId()
  const { open, container, handlers, float, keep, leave } = useTooltip(children.props, side)
  const describedBy = open && !names ? id : children.props['aria-describedby']
  return (
    <>
      {cloneElement(children, { ...handlers, 'aria-describedby': describedBy })}
      {open &&
        container &&
        createPortal(
          <div
            ref={float}
            id={id}
            role={names ? undefined : 'tooltip'}
            aria-hidden={names || undefined}
            popover="manual"
            className={styles.tooltip}
            onPointerEnter={keep}
            onPointerLeave={leave}
          >
            {text}
            {shortcut && <Kbd keys={shortcut} />}
          </div>,
          container,
        )}
    </>
  )
}
