import { type RefObject, useLayoutEffect, useState } from 'react'

interface Outer {
  readonly element: HTMLElement | null
  /** How far below the beginning of what scrolls the inner one stands, in pixels. */
  readonly margin: number
}

const NONE: Outer = { element: null, margin: 0 }

/** The nearest ancestor that scrolls, and where in it this one stands; follows what grows or shrinks above it. */
export function useOuterScroll(inner: RefObject<HTMLElement | null>, wanted: boolean): Outer {
  const [outer, setOuter] = useState(NONE)
  useLayoutEffect(() => {
    const element = wanted ? scrollerOf(inner.current) : null
    if (!element) return
    const look = () => {
      if (!inner.current) return
      const distance = inner.current.getBoundingClientRect().top - element.getBoundingClientRect().top
      const margin = Math.round(distance + element.scrollTop)
      setOuter((old) => (old.element === element && old.margin === margin ? old : { element, margin }))
    }
    look()
    const sizes = new ResizeObserver(look)
    const observe = () => {
      for (const child of element.children) sizes.observe(child)
    }
    observe()
    // A section that appears above pushes this one down.
    const arrivals = new MutationObserver(() => {
      observe()
      look()
    })
    arrivals.observe(element, { childList: true })
    return () => {
      sizes.disconnect()
      arrivals.disconnect()
    }
  }, [inner, wanted])
  return outer
}

function scrollerOf(element: HTMLElement | null): HTMLElement | null {
  for (let each = element?.parentElement; each; each = each.parentElement)
    if (/auto|scroll/u.test(getComputedStyle(each).overflowY)) return each
  return null
}
