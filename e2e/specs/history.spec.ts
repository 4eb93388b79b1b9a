import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
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
