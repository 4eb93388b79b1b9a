import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { test as base, expect } from '../pages/test.ts'
import { type Gateway, startGateway } from '../servers/gateway.ts'

const BACK = { timeout: 30_000 }
const BROKEN = 'The connection to Hoverboard is broken.'
const DRAFT = 'Are you telling me that you built a time machine'

/** A gateway that a story may kill, stop and start again, at the same address and with the same data. */
interface Own {
  readonly url: string
  readonly gateway: Gateway
  again(): Promise<void>
}

const test = base.extend<{ own: Own }>({
  own: async ({ server }, use) => {
    const first = await startGateway(server)
    let gateway = first
    await use({
      url: first.url,
      get gateway() {
        return gateway
      },
      async again() {
        gateway = await startGateway(server, { port: first.port, data: first.data })
      },
    })
    await gateway.stop()
    await first.stop()
  },
  baseURL: async ({ own }, use) => use(own.url),
})

test.beforeEach(({ complaints, own }) => {
  // What a browser writes of a gateway that is not there.
  complaints.allow(/net::ERR_|WebSocket connection|status of 503/)
  complaints.allow(new RegExp(`outside request: ${own.url}`))
})

const signedOut = (page: Page) => page.getByRole('heading', { name: 'Sign in' })

test('a gateway that is killed comes back with the session: the room, the draft, the way to send', async ({
  own,
  openAs,
  makeAccount,
  outsider,
  roomNamed,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const room = roomNamed('vault')
  const host = await openAs(doc)
  await createRoom(host, room, { nick: 'Doc', password: '1.21 gigawatts' })
  const page = await openAs(marty)
  const inside = await joinRoom(page, room, { nick: 'Marty', password: '1.21 gigawatts' })
  await inside.say('Great Scott')
  await inside.composer.fill(DRAFT)
  const watching = await outsider(marty)
  await own.gateway.kill()
  await expect(page.getByText(BROKEN)).toBeVisible(BACK)
  await own.again()
  await expect(page.getByText(BROKEN)).toBeHidden(BACK)
  await expect(signedOut(page)).toBeHidden()
  await expect(inside.composer).toHaveValue(DRAFT)
  await inside.say('Still here')
  // The room's own word: it is sent once the room reflected it.
  await expect(inside.delivery('Still here')).toHaveAccessibleName('Sent', BACK)
  await expect(inside.message('Great Scott')).toHaveCount(1)
  watching.leave()
})

test('a gateway that is stopped signs nobody out, and a page that loads meanwhile is let in afterwards', async ({
  own,
  openAs,
  makeAccount,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const page = await openAs(marty)
  await openChat(page, doc.jid)
  const chat = Conversation.with(page, doc.name)
  await chat.composer.fill(DRAFT)
  expect(await own.gateway.end()).toBe(0)
  await expect(page.getByText(BROKEN)).toBeVisible(BACK)
  await expect(signedOut(page)).toBeHidden()
  await own.again()
  await expect(page.getByText(BROKEN)).toBeHidden(BACK)
  await expect(chat.composer).toHaveValue(DRAFT)
  await chat.say('When?')
  await expect(chat.delivery('When?')).toHaveAccessibleName(/^Sent|Delivered/, BACK)
  await page.reload()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible(BACK)
})

test('a browser that was closed and opened again is still signed in, after a restart as well', async ({
  own,
  browser,
  openAs,
  makeAccount,
}) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  const { cookies, origins } = await page.context().storageState()
  await page.context().close()
  await own.gateway.kill()
  await own.again()
  // What ends with the browser is gone.
  const kept = cookies.filter(({ expires }) => expires > 0)
  const context = await browser.newContext({ baseURL: own.url, storageState: { cookies: kept, origins } })
  const again = await context.newPage()
  await again.goto('/')
  await expect(new Sidebar(again).own(marty.name)).toBeVisible(BACK)
  await context.close()
})

test('a page that is opened while the gateway starts is let in by itself', async ({
  own,
  openAs,
  makeAccount,
}) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  let isAway = true
  await page.route('**/session', (route) => (isAway ? route.fulfill({ status: 503 }) : route.continue()))
  await page.reload()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectNoBarriers(page, 'a gateway that is away')
  await own.gateway.kill()
  await own.again()
  isAway = false
  await expect(new Sidebar(page).own(marty.name)).toBeVisible(BACK)
})

test('another browser is signed out from the list, and told by whom', async ({ openAs, makeAccount }) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  const other = await openAs(marty)
  await expect(new Sidebar(other).own(marty.name)).toBeVisible()
  const kept = () => other.evaluate(async () => (await indexedDB.databases()).length)
  await expect.poll(kept).toBeGreaterThan(0)
  await new Sidebar(page).chooseOwn(marty.name, 'Sessions')
  const list = page.getByRole('region', { name: 'Sessions', exact: true })
  await expect(list.getByText('This browser')).toHaveCount(1)
  await expect(list.getByText('Open in 1 tab')).toBeVisible()
  await expectNoBarriers(page, 'the list of sessions')
  await list.getByRole('button', { name: /^Sign out (?!all)/ }).click()
  await expect(signedOut(other)).toBeVisible()
  await expect(other.getByText('You were signed out from another browser.')).toBeVisible()
  // Nothing of the account stays where somebody may have signed out a computer that is not theirs.
  await expect.poll(kept).toBe(0)
  await expect(list.getByText('You are signed in nowhere else')).toBeVisible()
  await expectNoBarriers(page, 'the list of sessions with one alone')
  await other.reload()
  await expect(signedOut(other)).toBeVisible()
})

test('a browser that was signed out while it was closed is told so, and keeps nothing', async ({
  openAs,
  makeAccount,
}) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  const closed = await openAs(marty)
  const kept = () => closed.evaluate(async () => (await indexedDB.databases()).length)
  await expect.poll(kept).toBeGreaterThan(0)
  await closed.goto('about:blank')
  await new Sidebar(page).chooseOwn(marty.name, 'Sessions')
  const list = page.getByRole('region', { name: 'Sessions', exact: true })
  await list.getByRole('button', { name: /^Sign out (?!all)/ }).click()
  await expect(list.getByText('You are signed in nowhere else')).toBeVisible()
  await closed.goto('/')
  await expect(signedOut(closed)).toBeVisible()
  await expect(closed.getByText('You were signed out from another browser.')).toBeVisible()
  await expect.poll(kept).toBe(0)
})

test('a page that was never opened opens while the gateway is away', async ({ own, openAs, makeAccount }) => {
  const page = await openAs(await makeAccount('marty'))
  const parts: string[] = await (await page.request.get('/parts.json')).json()
  const last = await page.waitForResponse((response) => response.url().endsWith(parts.at(-1) ?? ''))
  await last.finished()
  await own.gateway.kill()
  await expect(page.getByText(BROKEN)).toBeVisible(BACK)
  await page.goto('/#/settings')
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
})
