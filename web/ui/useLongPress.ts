import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'

const after = 500
const slack = 10

/** A finger that rests on one place for half a second. The click that would follow is swallowed. */
export function useLongPress(onPress: (x: number, y: number) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef({ x: 0, y: 0 })
  const pressed = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])

  const stop = () => clearTimeout(timer.current)
  return {
    onPointerDown: (event: PointerEvent) => {
      pressed.current = false
      if (event.pointerType !== 'touch' || !event.isPrimary) return
      from.current = { x: event.clientX, y: event.clientY }
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        pressed.current = true
        onPress(from.current.x, from.current.y)
      }, after)
    },
    onPointerMove: (event: PointerEvent) => {
      const moved = Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y)
      if (moved > slack) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onClickCapture: (event: MouseEvent) => {
      // A menu that the press opened is a child for React, and not in the document.
      const inside = event.target instanceof Node && event.currentTarget.contains(event.target)
      if (!pressed.current || !inside) return
      pressed.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
