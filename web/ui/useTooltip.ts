import { type FocusEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { place } from '../lib/place.ts'
import { floatIn } from './floatIn.ts'

export type TooltipHandlers = {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void
  onFocus?: (event: FocusEvent<HTMLElement>) => void
  onBlur?: (event: FocusEvent<HTMLElement>) => void
}

// Long enough not to flicker while the pointer passes, short enough to answer a pause.
const openAfter = 450
const closeAfter = 120

/** When a tooltip is open, and where it goes. The handlers of the child run first. */
export function useTooltip(child: TooltipHandlers, side: 'above' | 'below') {
  const [anchor, setAnchor] = useState<HTMLElement | undefined>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const open = anchor !== undefined

  const later = useCallback((next: HTMLElement | undefined, delay: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setAnchor(next), delay)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setAnchor(undefined)
    }
    const onScroll = () => setAnchor(undefined)
    addEventListener('keydown', onKey)
    addEventListener('scroll', onScroll, true)
    return () => {
      removeEventListener('keydown', onKey)
      removeEventListener('scroll', onScroll, true)
    }
  }, [open])

  const float = useCallback(
    (element: HTMLElement | null) => {
      if (!element || !anchor) return
      element.showPopover()
      const at = place(anchor.getBoundingClientRect(), element.getBoundingClientRect(), {
        side,
        align: 'center',
        gap: 6,
      })
      element.style.left = `${at.left}px`
      element.style.top = `${at.top}px`
    },
    [anchor, side],
  )

  const handlers: TooltipHandlers = {
    onPointerEnter: (event) => {
      child.onPointerEnter?.(event)
      if (event.pointerType === 'mouse') later(event.currentTarget, openAfter)
    },
    onPointerLeave: (event) => {
      child.onPointerLeave?.(event)
      later(undefined, closeAfter)
    },
    onPointerDown: (event) => {
      child.onPointerDown?.(event)
      clearTimeout(timer.current)
      setAnchor(undefined)
    },
    onFocus: (event) => {
      child.onFocus?.(event)
      if (event.currentTarget.matches(':focus-visible')) later(event.currentTarget, openAfter)
    },
    onBlur: (event) => {
      child.onBlur?.(event)
      clearTimeout(timer.current)
      setAnchor(undefined)
    },
  }
  return {
    open,
    container: anchor && floatIn(anchor),
    handlers,
    float,
    keep: () => clearTimeout(timer.current),
    leave: () => later(undefined, closeAfter),
  }
}
