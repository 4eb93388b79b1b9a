import type { Page } from 'playwright'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { fillForm, type Window } from './chrome.ts'
import type { PageSetting } from './pageSetting.ts'
import { atMost, median, quantile, type Row, sleep } from './stats.ts'

const REAL = 5000
const MANY = 50_000
const CHANGES = 500
const RUNS = 3

/** The people of a room by the thousand: opening the page about them, finding somebody, changing many. */
export async function pageConsole(setting: PageSetting): Promise<Row[]> {
  const real = await runs(setting, REAL, false)
  const many = await runs(setting, MANY, true)
  return [
    atMost('console of 5,000 on Prosody: shown', real.shown, 1000, 'ms'),
    atMost('… a key of the search to its paint, p95', real.key, 50, 'ms'),
    atMost('console of 50,000, told by a fixture: shown', many.shown, 1000, 'ms'),
    atMost('… a key of the search to its paint, p95', many.key, 50, 'ms'),
    atMost('… rows in the document', many.rows, 60, ''),
    await change(setting),
  ]
}

async function runs(setting: PageSetting, people: number, isFixture: boolean) {
  const found: { shown: number; key: number; rows: number }[] = []
  for (let i = 0; i < RUNS; i++) {
    const tab = await enter(setting, isFixture)
    try {
      found.push(await look(tab.page, setting, people))
    } finally {
      await tab.close()
    }
  }
  const middle = (key: 'shown' | 'key' | 'rows') => median(found.map((each) => each[key]))
  return { shown: middle('shown'), key: middle('key'), rows: middle('rows') }
}

/** `staff` has five thousand members. Changes are made in `full`: Prosody writes the whole list at each. */
const roomOf = ({ server }: PageSetting, node = 'staff') => `${node}@${server.mucDomain}`

/** In the room, as its owner. */
async function enter(setting: PageSetting, isFixture: boolean, node?: string): Promise<Window> {
  const tab = await setting.open()
  const { page } = tab
  if (isFixture) await tell(page, setting)
  await page.goto('/')
  await fillForm(page, setting.account('friends50'))
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await page.goto(`/#/join/${encodeURIComponent(roomOf(setting, node))}`)
  await page.getByRole('button', { name: 'Join room' }).click()
  await page.getByRole('textbox', { name: /^Message / }).waitFor()
  await page.waitForLoadState('networkidle')
  return tab
}

/** The gateway's answer to "who is a member" is replaced by one of fifty thousand; all else passes. */
async function tell(page: Page, { server }: PageSetting): Promise<void> {
  const jid = (index: number) => ({ user: `person${index}`, domain: server.domain })
  const members = Array.from({ length: MANY }, (_, index) => ({ affiliation: 'member', jid: jid(index) }))
  const answer = JSON.stringify([null, members])
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const gateway = socket.connectToServer()
    gateway.onMessage((message) => socket.send(message))
    socket.onMessage((message) => {
      const asked = /^42(\d+)\["xmpp\.muc\.affiliation\.get",.*"affiliation":"member"/u.exec(String(message))
      if (asked) socket.send(`43${asked[1]}${answer}`)
      else gateway.send(message)
    })
  })
}

async function look(page: Page, setting: PageSetting, people: number) {
  const route = `#/room/${encodeURIComponent(roomOf(setting))}/affiliations`
  const shown = await page.evaluate(
    async ([hash, count]) => {
      const start = performance.now()
      location.hash = hash
      // The tab of the members counts all of them, and the first rows stand below.
      await window.stopwatch.when(() => {
        const page = document.getElementById('main')
        return (
          page?.textContent?.replace(/[^\d\s]/gu, '').includes(String(count)) === true &&
          page.querySelectorAll('[role=row]').length > 5
        )
      })
      return performance.now() - start
    },
    [route, people] as const,
  )
  const rows = await page.locator('[role=row]').count()
  await new PeopleConsole(page).search.focus()
  await page.evaluate(() => window.stopwatch.keys())
  for (const key of ['9', '8', '7', 'Backspace', 'Backspace', '1', '2', '3']) {
    await page.keyboard.press(key)
    await sleep(300)
  }
  const keys = await page.evaluate(() => window.stopwatch.keys())
  return { shown, key: quantile(keys, 0.95), rows }
}

/** Five hundred become members; how long from Apply until each row has its result. */
async function change(setting: PageSetting): Promise<Row> {
  const tab = await enter(setting, false, 'full')
  try {
    const people = await PeopleConsole.at(tab.page, roomOf(setting, 'full'))
    const fresh = Array.from({ length: CHANGES }, (_, index) => `new${index}@${setting.server.domain}`)
    await people.add(fresh.join('\n'))
    const start = performance.now()
    await people.apply()
    await people.root.getByText('500 people were changed.').waitFor({ timeout: 60_000 })
    const ms = performance.now() - start
    return { what: '500 changes applied', ours: `${ms.toFixed(0)} ms`, beside: '–', figure: ms }
  } finally {
    await tab.close()
  }
}
