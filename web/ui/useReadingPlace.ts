import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useLayoutEffect, useRef } from 'react'

/**
 * Keeps what one reads in its place while older rows come in under a divider that stays the first: there, the
 * virtualizer keeps the place of the divider.
 */
export function useReadingPlace(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
  keys: readonly string[],
  identityOf: (key: string) => string,
  isPassive: ((key: string) => boolean) | undefined,
): void {
  const oldest = useRef<{ row: string; start: number } | undefined>(undefined)
  useLayoutEffect(() => {
    const startOf = (index: number) => virtualizer.measurementsCache[index]?.start ?? 0
    const index = keys.findIndex((key) => !isPassive?.(key))
    const key = keys[index]
    if (key === undefined) return
    const row = identityOf(key)
    const before = oldest.current
    oldest.current = { row, start: startOf(index) }
    const top = scroller.current?.scrollTop
    if (!before || before.row === row || top === undefined || top >= before.start) return
    const now = keys.findIndex((each) => identityOf(each) === before.row)
    if (now > index) virtualizer.scrollToOffset(top + startOf(now) - before.start)
  })
}
