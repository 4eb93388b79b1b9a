import type { BrowserContext, Page } from 'playwright/test'
import { keptRows } from '../pages/keptRows.ts'
import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { tryNow } from '../pages/tryNow.ts'

// The second is said by the one that stands in for the browser's, when it is closed under the page.
const BROKEN = /WebSocket (?:connection|is already in CLOSING)/

/** The way of all tabs of a window to the gateway. */
interface Way {
  cut(): void
  mend(): void
  /** What the page says goes through; nothing comes back. */
  deafen(): void
  /** Changes what the page says. */
  spoil: (text: string) => string
}

async function holdWay(context: BrowserContext): Promise<Way> {
  let isDown = false
  let isDeaf = false
  const ends = new Set<() => void>()
  const way: Way = {
    cut() {
      isDown = true
      for (const end of ends) end()
      ends.clear()
    },
    mend() {
      isDown = false
      isDeaf = false
    },
    deafen() {
      isDeaf = true
    },
    spoil: (text) => text,
  }
  await context.routeWebSocket(/socket\.io/, (socket) => {
    if (isDown) {
      void socket.close()
      return
    }
    const server = socket.connectToServer()
    socket.onMessage((message) => server.send(typeof message === 'string' ? way.spoil(message) : message))
    server.onMessage((message) => {
      if (!isDeaf) socket.send(message)
    })
    ends.add(() => void socket.close())
  })
  return way
}

/** The renderer is gone from one moment to the next, as when the system kills it. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => {})
  await crashed
  await page.close()
}

const databases = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))

test('what is written without a connection outlives the page, and is sent once, in order', async ({
  openAs,
  makeAccount,
  outsider,
  complaints,
}) => {
  complaints.allow(BROKEN)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const listening = await outsider(doc)
  listening.send('<presence/>')
  const page = await openAs(marty)
  const way = await holdWay(page.context())
  await page.reload()
  const sidebar = new Sidebar(page)
  await expect(sidebar.own(marty.name)).toBeVisible()
  const chat = await openChat(page, doc.jid)
  await expect(chat.composer).toBeVisible()
  way.cut()
  await expect(page.getByText('The connection to Hoverboard is broken.')).toBeVisible()
  const words = ['First', 'Second', 'Third']
  for (const each of words) await chat.say(each)
  await expect(chat.delivery('Third')).toHaveAccessibleName('On its way')
  await expect(sidebar.person(doc.name).getByRole('img', { name: 'Not sent yet' })).toBeVisible()
  await page.reload()
  await expect(page.getByText('The connection to Hoverboard is broken.')).toBeVisible()
  way.mend()
  await tryNow(page, chat.message('Third'))
  for (const each of words) await expect(chat.delivery(each)).toHaveAccessibleName('Sent')
  await expect(chat.log.getByRole('article')).toHaveText([/First/, /Second/, /Third/])
  await listening.hear('<body>Third</body>')
  for (const each of words) expect(listening.count(`<body>${each}</body>`)).toBe(1)
  await expect(sidebar.person(doc.name).getByRole('img', { name: 'Not sent yet' })).toBeHidden()
})

for (const [moment, isHeard] of [
  ['before anybody answered', true],
  ['before it left the page', false],
] as const)
  test(`a message whose page dies ${moment} is there in the next one, and sent once`, async ({
    openAs,
    makeAccount,
    outsider,
    complaints,
  }) => {
    complaints.allow(BROKEN)
    complaints.allow(/the page crashed/)
    const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
    const listening = await outsider(doc)
    listening.send('<presence/>')
    const page = await openAs(marty)
    const context = page.context()
    const way = await holdWay(context)
    await page.reload()
    await expect(new Sidebar(page).own(marty.name)).toBeVisible()
    const chat = await openChat(page, doc.jid)
    await expect(chat.composer).toBeVisible()
    if (isHeard) way.deafen()
    else way.cut()
    await chat.say('Great Scott')
    if (isHeard) await listening.hear('<body>Great Scott</body>')
    // A renderer that is killed takes with it what the browser's store was given a moment before.
    else await expect.poll(() => keptRows(page, 'outbox')).toBe(1)
    await crash(page)
    way.mend()
    const next = await context.newPage()
    await next.goto('/')
    await expect(new Sidebar(next).own(marty.name)).toBeVisible()
    const again = await openChat(next, doc.jid)
    await expect(again.delivery('Great Scott')).toHaveAccessibleName('Sent')
    await expect(again.message('Great Scott')).toHaveCount(1)
    await again.say('And then')
    await listening.hear('<body>And then</body>')
    expect(listening.count('<body>Great Scott</body>')).toBe(1)
  })

test('when the tab that sends is closed, another sends what waited in both', async ({
  openAs,
  makeAccount,
  outsider,
  complaints,
}) => {
  complaints.allow(BROKEN)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const listening = await outsider(doc)
  listening.send('<presence/>')
  const first = await openAs(marty)
  const way = await holdWay(first.context())
  await first.reload()
  await expect(new Sidebar(first).own(marty.name)).toBeVisible()
  const second = await first.context().newPage()
  await second.goto('/')
  await expect(new Sidebar(second).own(marty.name)).toBeVisible()
  const [one, two] = [await openChat(first, doc.jid), await openChat(second, doc.jid)]
  await expect(one.composer).toBeVisible()
  await expect(two.composer).toBeVisible()
  way.cut()
  await one.say('From the first')
  await expect(two.message('From the first')).toBeVisible()
  await two.say('From the second')
  await expect(one.message('From the second')).toBeVisible()
  await first.close()
  way.mend()
  await tryNow(second, two.message('From the second').getByRole('img', { name: 'Sent' }))
  for (const each of ['From the first', 'From the second'])
    await expect(two.delivery(each)).toHaveAccessibleName('Sent')
  await listening.hear('<body>From the second</body>')
  for (const each of ['From the first', 'From the second'])
    expect(listening.count(`<body>${each}</body>`)).toBe(1)
})

test('what no server takes fails by itself, with the reason, and the next ones go', async ({
  openAs,
  makeAccount,
  outsider,
  complaints,
}) => {
  complaints.allow(BROKEN)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const listening = await outsider(doc)
  listening.send('<presence/>')
  const page = await openAs(marty)
  const way = await holdWay(page.context())
  // No field takes a bell: it gets in on the way, and it is the gateway that finds it.
  way.spoil = (text) => text.replace('Poison', '\\u0007')
  await page.reload()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  const chat = await openChat(page, doc.jid)
  for (const each of ['Before', 'Poison', 'After']) await chat.say(each)
  await expect(chat.message('Poison')).toContainText('Not sent.')
  for (const each of ['Before', 'After']) await expect(chat.delivery(each)).toHaveAccessibleName('Sent')
  await expect(
    new Sidebar(page).person(doc.name).getByRole('img', { name: 'Not sent', exact: true }),
  ).toBeVisible()
  await chat.message('Poison').getByRole('button', { name: 'Discard' }).click()
  await expect(chat.message('Poison')).toHaveCount(0)
  await listening.hear('<body>After</body>')
})

test('signing out asks before it loses what was not sent, and leaves nothing in the browser', async ({
  openAs,
  makeAccount,
  complaints,
}) => {
  complaints.allow(BROKEN)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const page = await openAs(marty)
  const way = await holdWay(page.context())
  await page.reload()
  const sidebar = new Sidebar(page)
  await expect(sidebar.own(marty.name)).toBeVisible()
  const chat = await openChat(page, doc.jid)
  await expect(chat.composer).toBeVisible()
  way.cut()
  for (const each of ['One', 'Two']) await chat.say(each)
  await sidebar.chooseOwn(marty.name, 'Sign out')
  const dialog = page.getByRole('alertdialog', { name: '2 messages were not sent. Sign out anyway?' })
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(chat.message('Two')).toBeVisible()
  expect(await databases(page)).toHaveLength(1)
  await sidebar.chooseOwn(marty.name, 'Sign out')
  await dialog.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => databases(page)).toEqual([])
})

test('a browser that keeps nothing says so, and asks before the page goes', async ({
  openAs,
  makeAccount,
  outsider,
  complaints,
}) => {
  complaints.allow(BROKEN)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const listening = await outsider(doc)
  listening.send('<presence/>')
  const page = await openAs(marty)
  const way = await holdWay(page.context())
  await page.addInitScript(() => Reflect.deleteProperty(window, 'indexedDB'))
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await page.reload()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  const chat = await openChat(page, doc.jid)
  const asks = () => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })))
  await expect(chat.composer).toBeVisible()
  expect(await asks()).toBe(false)
  way.cut()
  await chat.say('Hello')
  await expect(page.getByText('Keep this page open: this browser keeps nothing.')).toBeVisible()
  expect(await asks()).toBe(true)
  way.mend()
  await tryNow(page, chat.message('Hello').getByRole('img', { name: 'Sent' }))
  await expect(chat.delivery('Hello')).toHaveAccessibleName('Sent')
  await listening.hear('<body>Hello</body>')
  await expect.poll(asks).toBe(false)
})
