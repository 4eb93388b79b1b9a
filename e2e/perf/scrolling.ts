import type { Page } from 'playwright'

/** Up as fast as pages come, until a message of this number, or an older one, is there. */
export function goUp(page: Page, until: number): Promise<{ ms: number; most: number; nodes: number }> {
  return page.evaluate(async (wanted) => {
    const list = document.querySelector('[role=log]')
    if (!list) throw new Error('There is no list of messages')
    let [most, nodes] = [0, 0]
    const began = performance.now()
    const isThere = () => {
      list.scrollTop = 0
      const rows = document.querySelectorAll('[role=log] article')
      most = Math.max(most, rows.length)
      nodes = Math.max(nodes, list.querySelectorAll('*').length)
      // What stands right at the end of a page may have left the document again by the next look.
      return [...rows].some(
        (row) => Number(/\d+/.exec(row.querySelector('p')?.textContent ?? '')?.[0]) <= wanted,
      )
    }
    const at = await window.stopwatch.fromStart(isThere)
    return { ms: at - began, most, nodes }
  }, until)
}

/** Down once through all that is here; how long each frame took. */
export function goDown(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const list = document.querySelector('[role=log]')
    if (!list) throw new Error('There is no list of messages')
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const lengths: number[] = []
    let before = await next()
    for (let step = 1; step <= 100; step++) {
      list.scrollTop = (list.scrollHeight * step) / 100
      const now = await next()
      lengths.push(now - before)
      before = now
    }
    return lengths
  })
}
