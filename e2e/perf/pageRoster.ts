import { gzipSync } from 'node:zlib'
import type { Account } from '../servers/testServer.ts'
import { fillForm, type Window } from './chrome.ts'
import { Crowd } from './crowd.ts'
import type { PageSetting } from './pageSetting.ts'
import { atMost, type Row } from './stats.ts'

/** What comes over the wire, when one can type, and how long from the click on "Sign in" until everybody is there. */
export async function pageRoster(setting: PageSetting): Promise<Row[]> {
  const { account, server, crowd } = setting
  const sizes = await setting.medians((window) => transferred(window, account('friends50')))
  const usable = await setting.median(formUsable)
  const rows: Row[] = [
    atMost('JS and CSS, gzip, at sign-in', sizes.form, 120, 'KiB'),
    atMost('JS and CSS, gzip, in a chat', sizes.chat, 200, 'KiB'),
    atMost('sign-in form usable', usable, 300, 'ms'),
  ]
  const signIn = (name: string, people: number, slower = 1) =>
    setting.median((window) => signInTo(window, account(name), people, slower))
  rows.push(
    atMost('sign-in to a roster of 50', await signIn('friends50', 50), 250, 'ms'),
    atMost('sign-in to a roster of 1,000', await signIn('friends1000', 1000), 400, 'ms'),
    atMost('the 1,000 with a 4 × slower CPU', await signIn('friends1000', 1000, 4), 1200, 'ms'),
  )
  const everybody = await Crowd.gather(server, crowd)
  try {
    const online = await setting.median((window) => signInTo(window, account('friends1000'), 1000, 1, 'Crew'))
    rows.push(atMost('the 1,000 all online, every presence shown', online, 900, 'ms'))
  } finally {
    everybody.end()
  }
  return rows
}

async function transferred({ page }: Window, account: Account): Promise<{ form: number; chat: number }> {
  let bytes = 0
  const pending: Promise<void>[] = []
  page.on('response', (response) => {
    if (!/\.(?:js|css)$/u.test(new URL(response.url()).pathname)) return
    pending.push(
      response.body().then((body) => {
        bytes += gzipSync(body, { level: 9 }).length
      }),
    )
  })
  const soFar = async () => {
    await Promise.all(pending)
    return bytes / 1024
  }
  await page.goto('/', { waitUntil: 'commit' })
  await page.getByLabel('Address').waitFor()
  // What is fetched ahead while somebody types is counted with the chat.
  const form = await soFar()
  await fillForm(page, account)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await page.goto('/#/chat/u0%40hill-valley.example')
  await page.getByRole('textbox', { name: /^Message / }).waitFor()
  await page.waitForLoadState('networkidle')
  return { form, chat: await soFar() }
}

async function formUsable({ page }: Window): Promise<number> {
  await page.addInitScript(() => {
    const usable = window.stopwatch.fromStart(
      () => document.activeElement?.matches('[name=username]') === true,
    )
    Object.assign(window, { usable })
  })
  await page.goto('/')
  return page.evaluate(() => (window as unknown as { usable: Promise<number> }).usable)
}

/** Until a heading counts all of them; where they are online, in the group that only those who are there stand in. */
async function signInTo(
  { page, cdp }: Window,
  account: Account,
  people: number,
  slower: number,
  group = '',
): Promise<number> {
  await page.goto('/')
  await fillForm(page, account)
  await page.waitForLoadState('networkidle')
  if (slower > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
  const shown = page.evaluate(
    ([wanted, name]) =>
      window.stopwatch.fromClick(() => {
        const headings = [...document.querySelectorAll('nav [role=listitem] button[aria-expanded]')]
        const heading = headings.find((each) => each.textContent === `${name}${wanted}`)
        const rows = document.querySelectorAll('nav [role=listitem] a').length
        return heading !== undefined && (heading.getAttribute('aria-expanded') === 'false' || rows > 5)
      }),
    [people, group === '' ? 'Offline' : group] as const,
  )
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  return shown
}
