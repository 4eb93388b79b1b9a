import {
  type MouseEvent,
  type SyntheticEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from 'react'
import { openLayer } from '../lib/backLayers.ts'

const first = 'input:not([type="hidden"]):enabled, select:enabled, textarea:enabled'
const next = '[data-actions] button:enabled'

/**
 * What a `<dialog>` needs to be modal: opened on mount, the focus put where the work is and, at the end, back where
 * it was; Escape, the browser's back and a press beside it ask to close.
 */
export function useModal(onClose: () => void) {
  const ref = useRef<HTMLDialogElement>(null)
  const pressedBeside = useRef(false)
  const close = useEffectEvent(onClose)

  useLayoutEffect(() => {
    const dialog = ref.current
    const before = document.activeElement
    if (!dialog) return
    dialog.showModal()
    const target =
      dialog.querySelector<HTMLElement>('[data-autofocus]') ??
      dialog.querySelector<HTMLElement>(first) ??
      dialog.querySelector<HTMLElement>(next)
    target?.focus()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])

  useEffect(() => openLayer(() => close()), [])

  return {
    ref,
    onCancel: (event: SyntheticEvent) => {
      if (event.target !== ref.current) return
      event.preventDefault()
      onClose()
    },
    // Both ends of the press: selecting text and letting go outside is no wish to close.
    onMouseDown: (event: MouseEvent) => {
      pressedBeside.current = event.target === ref.current && beside(event, ref.current)
    },
    onClick: (event: MouseEvent) => {
      if (pressedBeside.current && event.target === ref.current && beside(event, ref.current)) onClose()
      pressedBeside.current = false
    },
  }
}

function beside(event: MouseEvent, dialog: HTMLElement): boolean {
  const box = dialog.getBoundingClientRect()
  return (
    event.clientX < box.left ||
    event.clientX > box.right ||
    event.clientY < box.top ||
    event.clientY > box.bottom
  )
}
