import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { hearScroll } from './hearScroll.ts'
import type { LogListHandle, LogListProps } from './LogList.tsx'
import { useKeptPlace } from './useKeptPlace.ts'
import { useLogFocus } from './useLogFocus.ts'
import { useReadingPlace } from './useReadingPlace.ts'

// As near to the end as the last line of a message: whoever is there wants to see what comes.
const nearEnd = 40
// Rows from the start at which older ones are asked for.
const nearStart = 4

// Room for one line above the oldest row: the token `--log-start`. Lower than any row, because the virtualizer
// keeps the place of the first row below it.
const startRoom = 24

const itself = (key: string) => key

/** The virtualizer in its chat mode, and what it leaves to us: the room that shrinks, and the sticking row. */
export function useLog(props: LogListProps) {
  const {
    keys,
    estimate,
    isSticky,
    isPassive,
    isFilling,
    identityOf = itself,
    startAt,
    onReachStart,
    onAtEndChange,
  } = props
  const scroller = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const seen = useRef({ top: 0, height: 0 })
  const hasLeftEnd = useRef(false)
  const asked = useRef<string>(undefined)
  const stickyIndex = useRef(-1)
  const focus = useLogFocus(keys, isPassive, scroller)
  const { focused } = focus

  const sizeOf = (index: number) =>
    typeof estimate === 'number' ? estimate : estimate(keys[index] ?? '', index)

  const extract = useCallback(
    (range: Range) => {
      let sticky = isSticky ? range.startIndex : -1
      while (sticky >= 0 && !isSticky?.(keys[sticky] ?? '')) sticky -= 1
      stickyIndex.current = sticky
      const extra = [sticky, focused.current].filter((index) => index >= 0 && index < range.count)
      return [...new Set([...extra, ...defaultRangeExtractor(range)])].sort((a, b) => a - b)
    },
    [keys, isSticky, focused],
  )

  const shown = useRef<Virtualizer<HTMLDivElement, Element>>(undefined)
  const shownKeys = useRef(keys)
  if (shownKeys.current !== keys) {
    shownKeys.current = keys
    if (hearScroll(shown.current, scroller.current, seen.current)) {
      hasLeftEnd.current ||= atEnd.current
      atEnd.current = false
    }
  }
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    getItemKey: useCallback(
      (index: number) => (keys[index] === undefined ? index : identityOf(keys[index])),
      [keys, identityOf],
    ),
    rangeExtractor: extract,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    // Begins near the end, or a window full of the oldest rows would be mounted for nothing.
    initialOffset: () => (startAt === undefined ? keys.reduce((sum, _, index) => sum + sizeOf(index), 0) : 0),
    paddingStart: startRoom,
    paddingEnd: 12,
    overscan: 6,
    useFlushSync: false,
  })

  shown.current = virtualizer
  useReadingPlace(virtualizer, scroller, keys, identityOf, isPassive)
  const isLoose = useCallback(
    (key: string) => Boolean(isPassive?.(key) || isFilling?.(key)),
    [isPassive, isFilling],
  )
  useKeptPlace(virtualizer, scroller, keys, identityOf, isLoose, atEnd)

  useLayoutEffect(() => {
    if (!hasLeftEnd.current) return
    hasLeftEnd.current = false
    onAtEndChange?.(false)
  })

  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(leaving.current), [])

  const tellEnd = useEffectEvent((sure: boolean) => {
    clearTimeout(leaving.current)
    const element = scroller.current
    if (!element) return
    // Asked of the document: the virtualizer learns of a scroll after us.
    const { scrollTop: top, scrollHeight: height } = element
    const now = height - element.clientHeight - top <= nearEnd
    // Up in rows that are as high as before: nobody but the reader goes there.
    const hasLeft = top < seen.current.top && height === seen.current.height
    seen.current = { top, height }
    if (now === atEnd.current) return
    // Between a row's arrival and its measure the end is away for a frame; only who stays away has left.
    if (!now && !sure && !hasLeft) {
      leaving.current = setTimeout(() => tellEnd(true), 80)
      return
    }
    atEnd.current = now
    onAtEndChange?.(now)
  })

  const leave = useRef(tellEnd)
  leave.current = tellEnd

  const begin = useEffectEvent(() => {
    const index = startAt === undefined ? -1 : keys.indexOf(startAt)
    if (index < 0) virtualizer.scrollToEnd()
    else {
      virtualizer.scrollToIndex(index, { align: 'start' })
      tellEnd(true)
    }
  })
  useLayoutEffect(() => begin(), [])

  // The virtualizer keeps the end in view when rows grow; here, when the room for them shrinks: a keyboard, a
  // longer draft, a banner.
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) virtualizer.scrollToEnd()
      else tellEnd(false)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [virtualizer])

  const items = virtualizer.getVirtualItems()
  // A divider may stay the first while older rows come in under it.
  const oldest = keys.find((key) => !isPassive?.(key))
  const first = virtualizer.range?.startIndex
  useEffect(() => {
    if (first === undefined || first > nearStart || oldest === undefined || asked.current === oldest) return
    asked.current = oldest
    onReachStart?.()
  }, [first, oldest, onReachStart])

  const handle: LogListHandle = useMemo(
    () => ({
      scrollToEnd: (smooth = false) => virtualizer.scrollToEnd({ behavior: smooth ? 'smooth' : 'auto' }),
      scrollToKey: (key) => {
        const index = focus.indexOf(key)
        if (index < 0) return
        virtualizer.scrollToIndex(index, { align: 'center' })
        // Known at once: whoever is taken to be at the end is brought back there when the room changes.
        leave.current(true)
      },
      focusRow: (key) => focus.focusKey(key, (index) => virtualizer.scrollToIndex(index, { align: 'auto' })),
      isAtEnd: () => virtualizer.isAtEnd(nearEnd),
    }),
    [virtualizer, focus.indexOf, focus.focusKey],
  )

  return {
    scroller,
    handle,
    items,
    height: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    stickyIndex: stickyIndex.current,
    isPassive: (index: number) => isPassive?.(keys[index] ?? '') ?? false,
    onScroll: () => tellEnd(false),
    onFocus: focus.onFocus,
    onKeyDown: focus.onKeyDown((index) => virtualizer.scrollToIndex(index, { align: 'auto' })),
  }
}
