import type { Locator } from 'playwright/test'

interface Read {
  /** Every text that was seen, in the order of the log. */
  texts: string[]
  /** The most rows that were in the document at once. */
  mounted: number
}

/** Reads a log from its end to its beginning, a screen at a time, and tells what stood in it. */
export async function readLog(log: Locator, pattern: string): Promise<Read> {
  return log.evaluate(async (element, source) => {
    const frames = (count: number) =>
      new Promise<void>((resolve) => {
        const next = (left: number) => (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)))
        next(count)
      })
    const expression = new RegExp(source)
    let texts: string[] = []
    let mounted = 0
    element.scrollTo(0, element.scrollHeight)
    await frames(5)
    const isInSight = (row: Element) => {
      const { top, bottom } = element.getBoundingClientRect()
      const box = row.getBoundingClientRect()
      return box.bottom > top && box.top < bottom
    }
    // What is missing comes while it is looked at.
    const hasGap = () => [...element.querySelectorAll('[data-key^="gap:"]')].some(isInSight)
    for (let still = 0; still < 3; ) {
      for (let turn = 0; turn < 300 && hasGap(); turn++) await frames(2)
      const rows = [...element.querySelectorAll('article')]
      mounted = Math.max(mounted, rows.length)
      // A row with the focus stays in the document wherever one reads.
      const here = rows.filter(isInSight).flatMap((row) => expression.exec(row.textContent ?? '')?.[0] ?? [])
      // Where this screen ends is where the one below it began; what does not fit is kept, to be seen in the end.
      const overlap = texts.length === 0 ? -1 : here.indexOf(texts[0] ?? '')
      texts = overlap === -1 ? [...here, ...texts] : [...here.slice(0, overlap), ...texts]
      const before = element.scrollTop
      element.scrollTo(0, Math.max(0, before - element.clientHeight / 2))
      await frames(5)
      if (element.scrollTop === 0 && before === 0) await new Promise((resolve) => setTimeout(resolve, 150))
      still = element.scrollTop === 0 && before === 0 ? still + 1 : 0
    }
    return { texts, mounted }
  }, pattern)
}
