import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Keeps what one reads in its place while rows come in between others above it: the virtualizer does so for those
 * that come before all others alone.
 */
export function useKeptPlace(
  virtualizer: Virtualizer<HTMLDivElement, Element>,
  scroller: RefObject<HTMLDivElement | null>,
  keys: readonly string[],
  identityOf: (key: string) => string,
  isLoose: (key: string) => boolean,
  atEnd: RefObject<boolean>,
): void {
  /** The uppermost row in sight. */
  const place = useRef<{ row: string; index: number } | undefined>(undefined)
  const first = useRef<string | undefined>(undefined)
  const remember = useRef(() => {})
  remember.current = () => {
    const top = scroller.current?.scrollTop
    if (top === undefined) return
    const item = virtualizer
      .getVirtualItems()
      .find(({ index, start }) => start >= top && !isLoose(keys[index] ?? ''))
    const key = item && keys[item.index]
    place.current = item && key !== undefined ? { row: identityOf(key), index: item.index } : undefined
  }

  useEffect(() => {
    const element = scroller.current
    const listen = () => remember.current()
    element?.addEventListener('scroll', listen, { passive: true })
    return () => element?.removeEventListener('scroll', listen)
  }, [scroller])

  useLayoutEffect(() => {
    const before = place.current
    const now = before ? keys.findIndex((key) => identityOf(key) === before.row) : -1
    const oldest = keys.find((key) => !isLoose(key))
    const isOlder = oldest !== first.current
    const isFirst = first.current === undefined
    first.current = oldest
    // By the row or the end, and not by an offset: what came in above is measured only now.
    if (before && now > before.index && !atEnd.current && !isOlder)
      virtualizer.scrollToIndex(now, { align: 'start' })
    // Where rows change places, the virtualizer goes with one of them; who is at the end stays there.
    if (!isFirst && now !== before?.index && atEnd.current) virtualizer.scrollToEnd()
    remember.current()
  }, [keys, identityOf, isLoose, virtualizer, atEnd])
}
