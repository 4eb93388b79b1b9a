import type { Page } from 'playwright'
import { type Gateway, startGateway } from '../servers/gateway.ts'
import { startProsody } from '../servers/prosody.ts'
import type { Account, TestServer } from '../servers/testServer.ts'
import { fillForm, openChrome, openWindow, type Window } from './chrome.ts'
import { openChat } from './openChat.ts'
import { pageKept } from './pageKept.ts'
import { readNewest, readSince, sayTo, textOf } from './pastOf.ts'
import { atMost, quantile, type Row, ratio, sleep } from './stats.ts'
import { workOf } from './workOf.ts'

const CONTACTS = 50
const ROOMS = 10
const LONG = 5000
const MISSED_OF_EACH = 100
const TALKERS = 10
const UP = 500

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
    const window = await openWindow(browser, gateway.url)
    await signIn(window.page, me)
    const rows = [...(await opening(window, server, me, long)), ...(await readingUp(window))]
    rows.push(await reloading(window, server))
    const missed = await missing(window, { server, gateway, me, talkers })
    gateway = missed.gateway
    rows.push(...missed.rows, ...(await pageKept(window, long)))
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

async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/')
  await fillForm(page, account)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor()
  await page.waitForLoadState('networkidle')
  // What the page fetches once it has nothing better to do.
  await sleep(2500)
}

async function opening({ page }: Window, server: TestServer, me: Account, long: Account): Promise<Row[]> {
  const before = await workOf(page)
  const ms = await openChat(page, long.jid, textOf(LONG - 1))
  const work = (await workOf(page)) - before
  const theirs = await readNewest(server, me, long)
  const beside = `${work.toFixed(0)} ms of it the page’s own`
  return [
    atMost('a conversation of 5,000 archived messages, to its newest page', ms, 100, 'ms', beside),
    ratio('… beside a bare client that asks for that page', { ours: ms, theirs, unit: 'ms', beside: 'tcp' }),
  ]
}

/** Up as fast as pages come, then once through all that is here. */
async function readingUp({ page }: Window): Promise<Row[]> {
  const before = await workOf(page)
  await page.evaluate(() => window.stopwatch.longTasks())
  const { ms, most, nodes } = await page.evaluate(
    async (wanted) => {
      const list = document.querySelector('[role=log]')
      if (!list) throw new Error('There is no list of messages')
      let [most, nodes] = [0, 0]
      const began = performance.now()
      const isThere = () => {
        for (let each: Element | null = list; each; each = each.parentElement)
          if (each.scrollHeight > each.clientHeight + 1) each.scrollTop = 0
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
    },
    LONG - 1 - UP,
  )
  const tasks = await page.evaluate(() => window.stopwatch.longTasks())
  const work = (await workOf(page)) - before
  const frames = await page.evaluate(async () => {
    let frame: Element | null = document.querySelector('[role=log]')
    while (frame && frame.scrollHeight <= frame.clientHeight + 1) frame = frame.parentElement
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
    const lengths: number[] = []
    let before = await next()
    for (let step = 1; frame && step <= 100; step++) {
      frame.scrollTop = (frame.scrollHeight * step) / 100
      const now = await next()
      lengths.push(now - before)
      before = now
    }
    return lengths
  })
  const long = tasks.reduce((sum, each) => sum + each, 0)
  return [
    atMost(
      'scrolling up 500 of them',
      ms / 1000,
      1.5,
      's',
      `${(work / 1000).toFixed(2)} s of it the page’s own`,
    ),
    atMost('… long tasks', long / 1000, 0.1, 's'),
    atMost('… rows in the document', most, 60, ''),
    atMost('… elements in the list', nodes, 1000, ''),
    atMost('… and down again: a frame, p95', quantile(frames, 0.95), 1000 / 50, 'ms'),
  ]
}

async function reloading({ page }: Window, server: TestServer): Promise<Row> {
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
  await page.reload()
  const ms = await page.evaluate(() => (window as unknown as { usable: Promise<number> }).usable)
  return atMost('a reload, until 50 contacts and 10 rooms are there', ms, 300, 'ms')
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
