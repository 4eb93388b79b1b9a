import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react'

/**
 * Arrow keys walk a log: up from the log itself to its newest row, Home and End to the ends, Escape back to the log.
 * The row with the focus stays in the document (`focused`, kept out of state: it needs no drawing).
 */
export function useLogFocus(
  keys: readonly string[],
  isPassive: ((key: string) => boolean) | undefined,
  scroller: RefObject<HTMLElement | null>,
) {
  const focusedKey = useRef<string>(undefined)
  const focused = useRef(-1)
  const wanted = useRef<number>(undefined)
  const latest = useRef(keys)
  latest.current = keys
  focused.current = focusedKey.current === undefined ? -1 : keys.lastIndexOf(focusedKey.current)

  const rowAt = useCallback(
    (index: number) => scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? undefined,
    [scroller],
  )

  const go = useCallback(
    (index: number, scrollTo: (index: number) => void) => {
      focusedKey.current = latest.current[index]
      focused.current = index
      scrollTo(index)
      const row = rowAt(index)
      wanted.current = row ? undefined : index
      row?.focus({ preventScroll: true })
    },
    [rowAt],
  )

  // A row that was far away is in the document only after the log has scrolled to it.
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = rowAt(wanted.current)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })

  const step = (from: number, by: 1 | -1): number => {
    let index = from
    while (index >= 0 && index < keys.length && isPassive?.(keys[index] ?? '')) index += by
    return index >= 0 && index < keys.length ? index : -1
  }

  const target = (key: string, onRow: boolean): number => {
    const last = keys.length - 1
    if (key === 'Home') return step(0, 1)
    if (key === 'End') return step(last, -1)
    if (key === 'ArrowUp') return step(onRow ? focused.current - 1 : last, -1)
    return onRow ? step(focused.current + 1, 1) : -1
  }

  return {
    focused,
    indexOf: useCallback((key: string) => latest.current.lastIndexOf(key), []),
    focusKey: useCallback(
      (key: string | undefined, scrollTo: (index: number) => void) => {
        const index = key === undefined ? latest.current.length - 1 : latest.current.lastIndexOf(key)
        if (index >= 0) go(index, scrollTo)
      },
      [go],
    ),
    onFocus: (event: FocusEvent<HTMLElement>) => {
      const key = event.target.closest<HTMLElement>('[data-key]')?.dataset.key
      focusedKey.current = key
      focused.current = key === undefined ? -1 : keys.lastIndexOf(key)
    },
    onKeyDown: (scrollTo: (index: number) => void) => (event: KeyboardEvent<HTMLElement>) => {
      const { key, target: element } = event
      const row = element instanceof HTMLElement && element.matches('[data-key]')
      const self = element === scroller.current
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (key === 'Escape' && !self) {
        event.preventDefault()
        event.stopPropagation()
        scroller.current?.focus({ preventScroll: true })
        return
      }
      if (!['ArrowUp', 'ArrowDown', 'Home', 'End'].includes(key) || (!row && !self)) return
      const index = target(key, row)
      if (index < 0) return
      event.preventDefault()
      go(index, scrollTo)
    },
  }
}
