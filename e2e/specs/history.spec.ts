import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { keptRows } from '../pages/keptRows.ts'
import { readLog } from '../pages/readLog.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

const COUNT = 170
const line = (number: number) => new RegExp(`Line ${number}(?!\\d)`)

test('reading up brings what was said before, and what one reads stays where it is', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const [phone, his] = [await outsider(marty), await outsider(doc)]
  for (let number = 1; number <= COUNT; number++) his.say(marty.jid, `Line ${number}.`)
  await phone.hear(`Line ${COUNT}.`)

  const page = await openAs(marty)
  await new Sidebar(page).person(doc.name).click()
  const chat = Conversation.with(page, doc.name)
  await expect(chat.message(line(COUNT))).toBeInViewport()
  await expect(chat.message(line(1))).toHaveCount(0)

  // Up to the oldest row there is so far; while it is looked at, older ones come in above it.
  const oldest = await chat.log.evaluate((log) => {
    log.scrollTo(0, 0)
    const { top, bottom } = log.getBoundingClientRect()
    const isInSight = (row: Element) => {
      const box = row.getBoundingClientRect()
      return box.top >= top && box.top < bottom
    }
    const numbers = () =>
      [...log.querySelectorAll('article')]
        .filter(isInSight)
        .map((row) => Number(/Line (\d+)/.exec(row.textContent ?? '')?.[1]))
    return new Promise<number>((resolve) => {
      const look = () =>
        numbers().length > 0 ? resolve(Math.min(...numbers())) : requestAnimationFrame(look)
      requestAnimationFrame(look)
    })
  })
  expect(oldest).toBeGreaterThan(1)
  await expect.poll(() => chat.log.evaluate((log) => log.scrollTop)).toBeGreaterThan(0)
  await expect(chat.message(line(oldest))).toBeInViewport()
  await expect(chat.message(line(oldest - 10))).not.toBeInViewport()

  await expect(async () => {
    await chat.log.evaluate((element) => element.scrollTo(0, 0))
    await expect(chat.message(line(1))).toBeInViewport({ timeout: 500 })
  }).toPass()
  await expect(chat.log.getByText('This is the beginning')).toBeVisible()
  // What has one line is as high as it was taken for (`lines.ts`): else all is laid out, and drawn, twice.
  const heights = await chat.log.evaluate((log) => {
    const rows = [...log.querySelectorAll<HTMLElement>('[data-key]')]
    return Object.fromEntries(rows.map((row) => [row.dataset.key?.split(':')[0], row.offsetHeight]))
  })
  expect(heights).toEqual({ day: 43, head: 53, more: 30 })
  await page.getByRole('button', { name: 'To the latest' }).click()
  await expect(chat.message(line(COUNT))).toBeInViewport()
})

test('a room’s past is there for who enters', async ({ openAs, makeAccount, roomNamed }) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const jid = roomNamed('past')
  const mine = await createRoom(await openAs(marty), jid)
  await mine.say('Said before you came')
  const his = await joinRoom(await openAs(doc), jid)
  await expect(his.message('Said before you came')).toHaveCount(1)
})

test('what was read can be read again without a gateway, after a reload too', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty)
  const his = await outsider(doc)
  await new Sidebar(page).person(doc.name).click()
  const chat = Conversation.with(page, doc.name)
  await expect(chat.composer).toBeVisible()
  for (let number = 1; number <= 80; number++) his.say(marty.jid, `Line ${number}.`)
  await expect(chat.message(line(80))).toBeVisible()
  await chat.say('And mine')
  await expect(chat.delivery('And mine')).toHaveAttribute('aria-label', /Sent|Delivered/)
  // The messages, the list, and how far the archive was read: written when there is time.
  await expect.poll(() => keptRows(page)).toBeGreaterThanOrEqual(83)

  await page.routeWebSocket(/socket\.io/u, (socket) => void socket.close())
  await page.goto('/')
  await page.reload()
  await expect(page.getByText('The connection to Hoverboard is broken').first()).toBeVisible()
  const row = new Sidebar(page).person(doc.jid)
  await expect(row).toContainText('And mine')
  await row.click()
  const kept = Conversation.with(page, doc.name)
  await expect(kept.message('And mine')).toBeInViewport()
  // Nobody has said yet who is a contact.
  await expect(page.getByText('Not in your contacts')).toHaveCount(0)
  const { texts } = await readLog(kept.log, 'Line \\d+\\.')
  expect(texts).toEqual(Array.from({ length: 80 }, (_, index) => `Line ${index + 1}.`))
})

test('a day far back is gone to; what lies between comes as one reads on, and words are found', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  test.setTimeout(90_000)
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const [phone, his] = [await outsider(marty), await outsider(doc)]
  for (let number = 1; number <= COUNT; number++) his.say(marty.jid, `Line ${number}.`)
  await phone.hear(`Line ${COUNT}.`)
  const page = await openAs(marty)
  await new Sidebar(page).person(doc.name).click()
  const chat = Conversation.with(page, doc.name)
  await expect(chat.message(line(COUNT))).toBeInViewport()

  await page.keyboard.press('Control+f')
  const dialog = page.getByRole('dialog', { name: 'Find in this conversation' })
  await dialog.getByLabel('Go to a day').fill(new Date().toISOString().slice(0, 10))
  await dialog.getByRole('button', { name: 'Go' }).click()
  await expect(dialog).toBeHidden()
  await expect(chat.message(line(1))).toBeInViewport()
  await expect(chat.message(line(1))).toBeVisible()

  // Once to bring it all, and once to read it: what comes in pushes down what stood below it.
  const all = Array.from({ length: COUNT }, (_, index) => `Line ${index + 1}.`)
  const read = async () => (await readLog(chat.log, 'Line \\d+\\.')).texts
  await expect.poll(read, { timeout: 30_000 }).toEqual(all)

  await page.getByRole('button', { name: 'Find messages' }).click()
  await dialog.getByRole('searchbox', { name: 'Words' }).fill('line 77.')
  await dialog.getByRole('button', { name: /Line 77\./ }).click()
  await expect(chat.message(line(77))).toBeInViewport()
})
