import type { CDPSession, Page } from 'playwright'

/** They count from the moment on that they are asked first. */
const meters = new WeakMap<Page, CDPSession>()

/** What the page's own thread has worked so far, in milliseconds: on a busy machine the only time that is its own. */
export async function workOf(page: Page): Promise<number> {
  let session = meters.get(page)
  if (!session) {
    session = await page.context().newCDPSession(page)
    meters.set(page, session)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  }
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
}
