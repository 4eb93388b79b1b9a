import { fillForm, openWindow, type Window } from './chrome.ts'
import type { PageSetting } from './pageSetting.ts'
import { atMost, quantile, type Row, sleep } from './stats.ts'

const MESSAGES = 100
const WARM_UP = 20

/** From one person's Enter until the text stands before the other. */
export async function pageChat({ browser, gateway, account }: PageSetting): Promise<Row[]> {
  const [one, other] = [account('friends50'), account('u0')]
  const from = await openWindow(browser, gateway.url)
  const to = await openWindow(browser, gateway.url)
  try {
    await converse(from, one, other.jid)
    await converse(to, other, one.jid)
    const samples: number[] = []
    for (let i = 0; i < MESSAGES + WARM_UP; i++) {
      const ms = await trip(from, to, `Message number ${i}.`)
      if (i >= WARM_UP) samples.push(ms)
      await sleep(30 + Math.random() * 40)
    }
    return [
      atMost('browser to browser, Enter to text, p50', quantile(samples, 0.5), 30, 'ms'),
      atMost('browser to browser, Enter to text, p95', quantile(samples, 0.95), 50, 'ms'),
    ]
  } finally {
    await from.close()
    await to.close()
  }
}

async function converse({ page }: Window, who: { jid: string; password: string }, peer: string) {
  await page.goto('/')
  await fillForm(page, who)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await page.goto(`/#/chat/${encodeURIComponent(peer)}`)
  await page.getByRole('textbox', { name: /^Message / }).waitFor()
}

async function trip(from: Window, to: Window, text: string): Promise<number> {
  const shown = to.page.evaluate(
    (wanted) =>
      window.stopwatch.when(() =>
        [...document.querySelectorAll('[role=log] article p')]
          .slice(-3)
          .some((each) => each.textContent === wanted),
      ),
    text,
  )
  const pressed = from.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const onKey = ({ key, timeStamp }: KeyboardEvent) => {
          if (key !== 'Enter') return
          removeEventListener('keydown', onKey, { capture: true })
          resolve(performance.timeOrigin + timeStamp)
        }
        addEventListener('keydown', onKey, { capture: true })
      }),
  )
  const composer = from.page.getByRole('textbox', { name: /^Message / })
  await composer.fill(text)
  await composer.press('Enter')
  return (await shown) - (await pressed)
}
