import { existsSync } from 'node:fs'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright'
import { installStopwatch } from './stopwatch.ts'

const DEBIAN = '/usr/bin/chromium'
const QUIET = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function openChrome(): Promise<Browser> {
  return chromium.launch({
    ...(existsSync(DEBIAN) ? { executablePath: DEBIAN } : {}),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', ...QUIET],
  })
}

export interface Window {
  readonly page: Page
  readonly cdp: CDPSession
  close(): Promise<void>
}

/** A window as somebody who comes for the first time has it: nothing cached, nobody signed in, at a desk. */
export async function openWindow(browser: Browser, url: string): Promise<Window> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 800 },
    locale: 'en',
  })
  // tsx wraps functions in a helper that the page does not have.
  await context.addInitScript('globalThis.__name ??= (each) => each')
  await context.addInitScript(installStopwatch)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Performance.enable')
  return { page, cdp, close: () => context.close() }
}

/** How long the page's main thread has worked so far, in milliseconds. */
export async function busyMs({ cdp }: Window): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}

export async function fillForm(page: Page, { jid, password }: { jid: string; password: string }) {
  await page.getByLabel('Address').fill(jid)
  await page.getByLabel('Password', { exact: true }).fill(password)
}
