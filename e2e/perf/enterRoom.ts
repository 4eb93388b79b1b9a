import type { Account } from '../servers/testServer.ts'
import { fillForm, type Window } from './chrome.ts'
import { sleep } from './stats.ts'

/** Enters through the form; `shown` when the panel counts everybody and shows the first. */
export async function enterRoom({ page }: Window, account: Account, room: string, people: number) {
  await page.goto('/')
  await fillForm(page, account)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await page.goto(`/#/join/${encodeURIComponent(room)}`)
  const button = page.getByRole('button', { name: 'Join room' })
  await button.waitFor()
  await page.waitForLoadState('networkidle')
  // What the page fetches once it has nothing better to do.
  await sleep(2500)
  await page.evaluate(() => window.stopwatch.longTasks())
  const shown = page.evaluate(
    (count) =>
      window.stopwatch.fromClick(() => {
        const panel = document.querySelector('aside, [role=complementary]')
        const digits = panel?.querySelector('h2')?.textContent?.replace(/\D/gu, '')
        return digits === String(count) && panel?.querySelectorAll('[role=listitem]').length !== 0
      }),
    people,
  )
  await button.click()
  const ms = await shown
  await sleep(1000)
  const tasks = await page.evaluate(() => window.stopwatch.longTasks())
  return { shown: ms, long: tasks.reduce((sum, each) => sum + each, 0) }
}
