import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { openChat } from '../pages/openChat.ts'
import { test as base, expect } from '../pages/test.ts'
import { type Gateway, startGateway } from '../servers/gateway.ts'

/** A gateway whose operator lets people watch. */
const test = base.extend<{ own: Gateway }>({
  own: async ({ server }, use) => {
    const gateway = await startGateway(server, { env: { HOVERBOARD_TRACE: 'on' } })
    await use(gateway)
    await gateway.stop()
  },
  baseURL: async ({ own }, use) => use(own.url),
})

test.beforeEach(({ complaints, own }) => complaints.allow(new RegExp(`outside request: ${own.url}`)))

const CANARY = 'canary 1.21 gigawatts'
const rows = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

async function watch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Watch', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Stop watching' })).toBeVisible()
}

async function write(page: Page, name: string, payload: string): Promise<void> {
  const editor = page.getByRole('form', { name: 'Write a command' })
  await editor.getByRole('combobox', { name: 'Command' }).fill(name)
  await expect(editor.getByRole('group', { name: 'Keys to put in' })).toBeVisible()
  await editor.getByRole('textbox', { name: 'Payload, in JSON' }).fill(payload)
}

test('below a conversation each event stands beside its stanza, both ways, while the other tab hears nothing', async ({
  openAs,
  makeAccount,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const friend = await outsider(doc)
  const page = await openAs(marty)
  const chat = await openChat(page, doc.jid)
  const other = await page.context().newPage()
  const heard: string[] = []
  other.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))))
  await other.goto('/')
  await expect.poll(() => heard.some((frame) => frame.includes('xmpp.session.snapshot'))).toBe(true)

  await chat.composer.focus()
  await page.keyboard.press('Control+Shift+x')
  const panel = page.getByRole('region', { name: 'Console' })
  await expect(panel).toBeVisible()
  await watch(page)
  await chat.say('Great Scott')
  const out = rows(page, 'xmpp.chat.message').filter({ hasText: 'Great Scott' })
  await expect(out).toContainText('command xmpp.chat.message')
  await expect(out).toContainText('"content": "Great Scott"')
  await expect(out).toContainText('<body>Great Scott</body>')
  await expect(out).toContainText('acknowledgement')
  friend.send(`<message to='${marty.jid}' type='chat'><body>Heavy &lt;b></body></message>`)
  const back = rows(page, 'xmpp.chat.message').filter({ hasText: 'Heavy' })
  await expect(back).toContainText('"content": "Heavy <b>"')
  await expect(back).toContainText('received message')
  await expectNoBarriers(page, 'the console below a conversation')

  await panel.getByRole('searchbox', { name: 'Find in JSON and XML' }).fill('heavy')
  await expect(panel.getByRole('article')).toHaveCount(1)
  await panel.getByRole('button', { name: 'Pause' }).click()
  friend.send(`<message to='${marty.jid}' type='chat'><body>Heavy again</body></message>`)
  await expect(panel.getByText(/· \d+ waits?/)).toBeVisible()
  await expect(panel.getByRole('article')).toHaveCount(1)
  await panel.getByRole('button', { name: 'Go on' }).click()
  await expect(panel.getByRole('article')).toHaveCount(2)
  const download = page.waitForEvent('download')
  await panel.getByRole('button', { name: 'Export' }).click()
  const file = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  expect(file.map(({ kind }: { kind: string }) => kind)).toEqual(['stanza', 'event', 'stanza', 'event'])

  await page.keyboard.press('Control+Shift+x')
  await expect(panel).toBeHidden()
  await expect(chat.composer).toBeFocused()
  expect(heard.filter((frame) => frame.includes('xmpp.trace'))).toEqual([])
})

test('a command is written and sent again by hand; a password is nowhere on the page', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const page = await openAs(await makeAccount('doc'), { path: '/#/console' })
  await expect(page.getByRole('heading', { name: 'Console' })).toBeVisible()
  await watch(page)
  await page.getByRole('button', { name: 'Write a command' }).click()
  const editor = page.getByRole('form', { name: 'Write a command' })
  await write(page, 'xmpp.ping', '{ "to": 7 }')
  await expect(editor.getByRole('button', { name: /^to .*line 1$/ })).toBeVisible()
  await editor.getByRole('textbox', { name: 'Payload, in JSON' }).fill(`{ "to": "${server.domain}" }`)
  await editor.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(editor.getByText('xmpp.ping was accepted.')).toBeVisible()
  const ping = rows(page, 'xmpp.ping')
  await expect(ping).toContainText('urn:xmpp:ping')
  await expectNoBarriers(page, 'the console with its editor')
  await ping.getByRole('button', { name: /^What you can do/ }).click()
  await page.getByRole('menuitem', { name: 'Send again' }).click()
  await expect(ping).toHaveCount(2)

  const room = roomNamed('vault')
  const payload = { room, nick: 'Doc', instant: true, password: CANARY }
  await write(page, 'xmpp.muc.create', JSON.stringify(payload))
  await editor.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(editor.getByText('xmpp.muc.create was accepted.')).toBeVisible()
  const made = rows(page, 'xmpp.muc.create')
  await expect(made).toContainText('"password": "•••"')
  await expect(made.getByText(CANARY)).toHaveCount(0)
  await made.getByRole('button', { name: /^What you can do/ }).click()
  await page.getByRole('menuitem', { name: 'Edit and send' }).click()
  await expect(editor.getByRole('button', { name: /^password .*Write it again/ })).toBeVisible()
  await editor.getByRole('button', { name: 'Close without sending' }).click()
  expect(await page.content()).not.toContain(CANARY)
})

test('on a phone it is a page, which a flood does not stop; where nobody may watch, it says so', async ({
  openAs,
  openWindow,
  makeAccount,
  outsider,
  house,
}) => {
  test.setTimeout(180_000)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
  const page = await openAs(marty, { look: phone, path: '/#/console' })
  await watch(page)
  const friend = await outsider(doc)
  for (let i = 0; i < 800; i++)
    friend.send(`<message to='${marty.jid}' type='chat'><body>Flood ${i}</body></message>`)
  // Whatever comes, what one presses is answered.
  await page.getByRole('button', { name: 'Pause' }).tap()
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).tap()
  await expect(page.getByText(/\d{3,} exchanges/)).toBeVisible({ timeout: 30_000 })
  expect(await page.getByRole('article').count()).toBeLessThan(60)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await page.getByRole('searchbox', { name: 'Find in JSON and XML' }).fill('the last one')
  await expect(async () => {
    friend.send(`<message to='${marty.jid}' type='chat'><body>The last one</body></message>`)
    await expect(page.getByRole('article').first()).toContainText('The last one', { timeout: 3000 })
  }).toPass()
  await expectNoBarriers(page, 'the console on a phone')
  await page.getByRole('button', { name: 'Clear all' }).tap()
  await expect(page.getByRole('article')).toHaveCount(0)

  const plain = await openWindow('about:blank')
  await plain.context().request.post(`${house.gateway.url}/session`, {
    data: { kind: 'password', jid: doc.jid, password: doc.password },
    headers: { origin: house.gateway.url },
  })
  await plain.goto(`${house.gateway.url}/#/console`)
  await plain.getByRole('button', { name: 'Watch', exact: true }).click()
  await expect(plain.getByRole('alert').filter({ hasText: 'HOVERBOARD_TRACE=on' })).toBeVisible()
})
