import { defaultRangeExtractor, type Range } from '@tanstack/react-virtual'
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'

const controls = 'a[href], button, [tabindex], input'
// Arrow keys mean something in these.
const fields = 'input:not([type="checkbox"]), textarea, select'
const page = 8

/**
 * One tab stop for a windowed list: arrow keys, Home, End and the page keys move the focus from row to row, and the
 * row that has it stays in the document however far the list scrolls.
 */
export function useRoving(
  keys: readonly string[],
  scroller: RefObject<HTMLElement | null>,
  scrollTo: (index: number) => void,
  isPassive: ((key: string) => boolean) | undefined,
) {
  const [activeKey, setActiveKey] = useState<string | undefined>()
  const wanted = useRef(false)
  const found = activeKey === undefined ? -1 : keys.indexOf(activeKey)
  const active = found >= 0 ? found : Math.max(0, isPassive ? keys.findIndex((key) => !isPassive(key)) : 0)

  const control = useCallback(
    () => focusable(scroller.current?.querySelector(`[data-index="${active}"]`)),
    [scroller, active],
  )

  // A row that was far away is in the document only after the list has scrolled to it.
  useEffect(() => {
    if (!wanted.current) return
    const target = control()
    if (!target) return
    wanted.current = false
    target.focus({ preventScroll: true })
  })

  const moveTo = (index: number, step: 1 | -1) => {
    let target = Math.max(0, Math.min(keys.length - 1, index))
    while (isPassive?.(keys[target] ?? '') && keys[target + step] !== undefined) target += step
    const key = keys[target]
    if (key === undefined || isPassive?.(key)) return
    scrollTo(target)
    wanted.current = true
    setActiveKey(key)
    if (key === activeKey) control()?.focus({ preventScroll: true })
  }

  return {
    active,
    focusActive: () => control()?.focus(),
    extract: useCallback(
      (range: Range) => {
        const shown = defaultRangeExtractor(range)
        if (found < 0 || shown.includes(found)) return shown
        return [...shown, found].sort((a, b) => a - b)
      },
      [found],
    ),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const row = event.target.closest('[data-index]')
      const key = keys[Number(row?.getAttribute('data-index') ?? -1)]
      if (key !== undefined && key !== activeKey) setActiveKey(key)
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const inField = event.target instanceof Element && event.target.matches(fields)
      const step = steps[event.key]
      if (
        step === undefined ||
        event.defaultPrevented ||
        inField ||
        event.altKey ||
        event.ctrlKey ||
        event.metaKey
      )
        return
      event.preventDefault()
      moveTo(active + step, step < 0 ? -1 : 1)
    },
  }
}

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: page,
  PageUp: -page,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

function focusable(row: Element | null | undefined): HTMLElement | undefined {
  return row?.querySelector<HTMLElement>(controls) ?? undefined
}
