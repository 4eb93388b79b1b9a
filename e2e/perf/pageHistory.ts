import type { Browser } from 'playwright'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import type { Account, TestServer } from '../servers/testServer.ts'
import { fillForm, openChrome, openWindow, type Window } from './chrome.ts'
import { openChat } from './openChat.ts'
import { PAGE, readBack, readSince, sayTo, textOf } from './pastOf.ts'
import { goDown, goUp } from './scrolling.ts'
import { atMost, median, quantile, type Row, ratio, sleep } from './stats.ts'
import { workOf } from './workOf.ts'

const CONTACTS = 50
const ROOMS = 10
const LONG = 5000
const MISSED_OF_EACH = 100
const TALKERS = 10
const UP = 500
const RUNS = 3

/** What was said before: with an archive, as nothing else here has one. */
export async function pageHistory(): Promise<Row[]> {
  const server = await startProsody({ accounts: CONTACTS + 1, seed: people() })
  let gateway = await startGateway(server, { env: link(server) })
  const browser = await openChrome()
  const [me, long, ...others] = server.accounts.filter(({ name }) => /^u\d+$/u.test(name))
  if (!me || !long) throw new Error('The server has no accounts for this')
  const talkers = others.slice(0, TALKERS)
  try {
    await sayTo(server, me, [long], LONG)
    // What is newest in the archive is of others: the long conversation is not read before it is opened.
    await sayTo(server, me, talkers, 20)
    let window = await arriving(browser, gateway, me)
    const visits: Visit[] = []
    for (let run = 0; run < RUNS; run++) {
      // Each visit is a browser's first: it has nothing of the conversation.
      if (run > 0) {
        await window.close()
        window = await arriving(browser, gateway, me)
      }
      visits.push(await visiting(window, { server, me, long }))
    }
    const rows = [...rowsOf(visits), ...(await reloading(window, server))]
    const missed = await missing(window, { server, gateway, me, talkers })
    gateway = missed.gateway
    rows.push(...missed.rows)
    await window.close()
    return rows
  } finally {
    await browser.close()
    await gateway.stop()
    await server.stop()
  }
}

const link = ({ host, tlsPort }: TestServer) => ({ XMPP_SERVICE: `xmpps://${host}:${tlsPort}` })

function people() {
  const contact = (index: number) => ({
    jid: `u${index}@hill-valley.example`,
    name: `Friend ${index}`,
    groups: [],
  })
  const rooms = Array.from({ length: ROOMS }, (_, index) => ({
    node: `reading${index}`,
    name: `Reading ${index}`,
    description: '',
    affiliations: { 'u0@hill-valley.example': 'owner' },
    messages: [],
  }))
  return { rosters: { u0: Array.from({ length: CONTACTS }, (_, index) => contact(index + 1)) }, rooms }
}

/** A window in which somebody has signed in, and the page has done all that it does by itself. */
export async function arriving(browser: Browser, gateway: Gateway, account: Account): Promise<Window> {
  const window = await openWindow(browser, gateway.url)
  const { page } = window
  await page.goto('/')
  await fillForm(page, account)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await page.waitForLoadState('networkidle')
  // What the page fetches once it has nothing better to do.
  await sleep(2500)
  return window
}

/** What one visit to the long conversation took, in milliseconds, and a bare client right beside it. */
interface Visit {
  open: number
  openWork: number
  openBare: number
  up: number
  upWork: number
  upBare: number
  long: number
  most: number
  nodes: number
  frame: number
}

async function visiting(
  { page }: Window,
  { server, me, long }: { server: TestServer; me: Account; long: Account },
): Promise<Visit> {
  const beforeOpening = await workOf(page)
  const open = await openChat(page, long.jid, textOf(LONG - 1))
  const openWork = (await workOf(page)) - beforeOpening
  const openBare = await readBack(server, me, long, 1)
  await page.evaluate(() => window.stopwatch.longTasks())
  const beforeGoing = await workOf(page)
  const { ms: up, most, nodes } = await goUp(page, LONG - 1 - UP)
  const upWork = (await workOf(page)) - beforeGoing
  const tasks = await page.evaluate(() => window.stopwatch.longTasks())
  const upBare = await readBack(server, me, long, UP / PAGE)
  const frame = quantile(await goDown(page), 0.95)
  const longTasks = tasks.reduce((sum, each) => sum + each, 0)
  return { open, openWork, openBare, up, upWork, upBare, long: longTasks, most, nodes, frame }
}

function rowsOf(visits: readonly Visit[]): Row[] {
  const of = (part: keyof Visit) => median(visits.map((each) => each[part]))
  // Visit by visit: whatever else the machine did in one, it did to both.
  const times = (ours: keyof Visit, theirs: keyof Visit) => {
    const figure = median(visits.map((each) => each[ours] / each[theirs]))
    return { ours: of(ours), theirs: of(ours) / figure, unit: 'ms', beside: 'tcp' }
  }
  return [
    atMost(
      'a conversation of 5,000 archived messages, to its newest page',
      of('open'),
      100,
      'ms',
      `${of('openWork').toFixed(0)} ms of it the page’s own`,
    ),
    ratio('… beside a bare client that asks for that page', times('open', 'openBare')),
    atMost(
      'scrolling up 500 of them',
      of('up') / 1000,
      1.5,
      's',
      `${(of('upWork') / 1000).toFixed(2)} s of it the page’s own`,
    ),
    ratio('… beside a bare client that asks for those pages', times('up', 'upBare')),
    atMost('… long tasks', of('long') / 1000, 0.1, 's'),
    atMost('… rows in the document', of('most'), 60, ''),
    atMost('… elements in the list', of('nodes'), 1000, ''),
    atMost('… and down again: a frame, p95', of('frame'), 1000 / 50, 'ms'),
  ]
}

async function reloading({ page }: Window, server: TestServer): Promise<Row[]> {
  for (let index = 0; index < ROOMS; index++) {
    await page.goto(`/#/join/${encodeURIComponent(`reading${index}@${server.mucDomain}`)}`)
    await page.getByRole('button', { name: 'Join room' }).click()
    await page.getByRole('textbox', { name: /^Message / }).waitFor()
  }
  await page.goto('/#/')
  await sleep(2000)
  await page.addInitScript(() => {
    const usable = window.stopwatch.fromStart(() => {
      const links = document.querySelectorAll('nav [role=listitem] a, nav li a')
      const rooms = [...links].filter((each) => each.getAttribute('href')?.startsWith('#/room/'))
      // Of the people, those that are in sight.
      return rooms.length >= 10 && links.length >= 15
    })
    Object.assign(window, { usable })
  })
  const all: number[] = []
  for (let run = 0; run < RUNS; run++) {
    await page.reload({ waitUntil: 'commit' })
    all.push(await page.evaluate(() => (window as unknown as { usable: Promise<number> }).usable))
    await page.waitForLoadState('networkidle')
    await sleep(1000)
  }
  return [atMost('a reload, until 50 contacts and 10 rooms are there', median(all), 300, 'ms')]
}

interface Away {
  server: TestServer
  gateway: Gateway
  me: Account
  talkers: readonly Account[]
}

/** The gateway is away while ten people say a hundred things each; how long after its return all are counted. */
async function missing({ page }: Window, { server, gateway, me, talkers }: Away) {
  await gateway.kill()
  const since = new Date()
  await sayTo(server, me, talkers, MISSED_OF_EACH)
  const theirs = await readSince(server, me, since)
  const counted = page.evaluate(
    ([badges, each]) =>
      window.stopwatch.when(() => {
        const words = [...document.querySelectorAll('nav a')].map((row) => row.textContent ?? '')
        return words.filter((text) => text.includes(`${each} unread`)).length === badges
      }),
    [TALKERS, MISSED_OF_EACH] as const,
  )
  const fresh = await startGateway(server, { port: gateway.port, data: gateway.data, env: link(server) })
  const begun = Date.now()
  const retry = page.getByRole('button', { name: /try now/i })
  await retry.click({ timeout: 1000 }).catch(() => {})
  const ms = (await counted) - begun
  const rows = [
    atMost('1,000 missed messages of 10 people, after the gateway came back', ms / 1000, 5, 's'),
    ratio('… beside a bare client that reads the same pages', {
      ours: ms,
      theirs,
      unit: 'ms',
      beside: 'tcp',
    }),
  ]
  return { gateway: fresh, rows }
}
