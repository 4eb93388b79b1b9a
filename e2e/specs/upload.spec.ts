import { attach, dropOn, type TestFile, tray } from '../pages/attach.ts'
import { expectNoBarriers } from '../pages/axe.ts'
import type { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { openChat } from '../pages/openChat.ts'
import { paintedPicture } from '../pages/paintedPicture.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

// COMPAT: ejabberd 23 writes an underscore for what is no letter, digit, dot or hyphen in a name.
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }
const file = (name: string, mimeType: string, buffer: Buffer): TestFile => ({ name, mimeType, buffer })
const picture = (name = 'clock-tower.png') => file(name, 'image/png', paintedPicture(320, 200))
const words = (name: string, mimeType = 'text/plain') => file(name, mimeType, Buffer.from('1950–2000'))
const shown = ({ log }: Conversation, name: string) => log.getByRole('img', { name, exact: true })
const link = ({ log }: Conversation, name: string) => log.getByRole('link', { name: new RegExp(`^${name} `) })
const isDrawn = (image: ReturnType<typeof shown>) =>
  expect.poll(() => image.evaluate((each: HTMLImageElement) => each.naturalWidth)).toBe(320)

test('a picture is seen by both, any other file is a link, also after a reload', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const [martys, docs] = [await openAs(marty), await openAs(doc)]
  const [mine, theirs] = [await openChat(martys, doc.jid), await openChat(docs, marty.jid)]
  await mine.say('Look at this')
  await expect(theirs.message('Look at this')).toBeVisible()
  await attach(
    mine,
    picture(),
    words('almanac.txt'),
    words('dance.svg', 'image/svg+xml'),
    words('flux.html', 'text/html'),
  )
  for (const chat of [mine, theirs]) {
    await isDrawn(shown(chat, 'clock-tower.png'))
    for (const name of ['almanac.txt', 'dance.svg', 'flux.html']) await expect(link(chat, name)).toBeVisible()
    await expect(chat.log.getByRole('img', { name: 'dance.svg' })).toHaveCount(0)
  }
  await expect(tray(mine)).toBeHidden()
  await expectNoBarriers(docs, 'a conversation with files')

  await docs.reload()
  await isDrawn(shown(theirs, 'clock-tower.png'))
  await expect(link(theirs, 'almanac.txt')).toBeVisible()
  // Whoever looks is not told on, and the page that opens learns nothing of this one.
  await expect(link(theirs, 'flux.html')).toHaveAttribute('rel', /noopener noreferrer/)
  const address = await link(theirs, 'almanac.txt').getAttribute('href')
  expect(await (await docs.request.get(address ?? '')).text()).toBe('1950–2000')
})

test('what is too large is told before anything is sent, and holds up nothing else', async ({
  openAs,
  makeAccount,
}) => {
  const page = await openAs(await makeAccount('marty'))
  const asked: string[] = []
  page.on('request', (request) => request.method() === 'PUT' && asked.push(request.url()))
  const chat = await openChat(page, (await makeAccount('doc')).jid)
  await attach(chat, file('film.mp4', 'video/mp4', Buffer.alloc(10 * 1024 * 1024 + 1)))
  await expect(tray(chat)).toContainText('This file is too large: the server takes 10 MB at most.')
  expect(asked).toEqual([])
  await expectNoBarriers(page, 'a file that is too large')
  await attach(chat, words('almanac.txt'), file('nothing.txt', 'text/plain', Buffer.alloc(0)))
  await expect(link(chat, 'almanac.txt')).toBeVisible()
  await expect(tray(chat)).toContainText('There is nothing in this file.')
  await tray(chat).getByRole('button', { name: 'Forget film.mp4' }).click()
  await tray(chat).getByRole('button', { name: 'Forget nothing.txt' }).click()
  await expect(tray(chat)).toBeHidden()
})

test('what broke on its way is sent again, or is not', async ({
  openAs,
  makeAccount,
  complaints,
  server,
}) => {
  complaints.allow(/ERR_FAILED/)
  const page = await openAs(await makeAccount('marty'))
  const chat = await openChat(page, (await makeAccount('doc')).jid)
  const place = `http://127.0.0.1:${server.wsPort}/**`
  await page.route(place, (route) => route.abort())
  await attach(chat, words('first.txt'), words('second.txt'))
  const row = (name: string) => tray(chat).getByRole('listitem').filter({ hasText: name })
  for (const name of ['first.txt', 'second.txt'])
    await expect(row(name)).toContainText('The way to the server broke. Try again.')
  await page.unroute(place)
  await row('second.txt').getByRole('button', { name: 'Send second.txt again' }).click()
  await expect(link(chat, 'second.txt')).toBeVisible()
  await row('first.txt').getByRole('button', { name: 'Forget first.txt' }).click()
  await expect(tray(chat)).toBeHidden()
  await expect(link(chat, 'first.txt')).toHaveCount(0)
})

test('in a room, files are dropped, pasted and chosen with keys', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const [martys, docs] = [await openAs(marty), await openAs(doc)]
  const jid = roomNamed('lab')
  const theirs = await createRoom(docs, jid, { nick: 'Doc' })
  const mine = await joinRoom(martys, jid, { nick: 'McFly' })
  await dropOn(martys, mine.root, picture('dropped.png'))
  await isDrawn(shown(theirs, 'dropped.png'))
  await expect(mine.root.getByText('Drop to send')).toBeHidden()

  await mine.composer.evaluate((box, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([bytes], 'pasted.png', { type: 'image/png' }))
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, picture().buffer.toString('base64'))
  await isDrawn(shown(theirs, 'pasted.png'))

  const chooser = martys.waitForEvent('filechooser')
  await mine.composer.focus()
  await martys.keyboard.press('Shift+Tab')
  await expect(mine.root.getByRole('button', { name: 'Attach files' })).toBeFocused()
  await martys.keyboard.press('Enter')
  await (await chooser).setFiles([words('almanac.txt')])
  await expect(link(theirs, 'almanac.txt')).toBeVisible()
  await expect(link(mine, 'almanac.txt')).toBeVisible()
})

test('on a phone a stranger’s picture waits until it is wanted', async ({ openAs, makeAccount }) => {
  const [marty, griff] = [await makeAccount('marty'), await makeAccount('griff')]
  const martys = await openAs(marty, { look: PHONE })
  const theirs = await openChat(await openAs(griff), marty.jid)
  await attach(theirs, picture('pit-bull.png'))
  await isDrawn(shown(theirs, 'pit-bull.png'))
  const mine = await openChat(martys, griff.jid)
  const show = mine.log.getByRole('button', { name: 'Show the picture pit-bull.png' })
  await expect(show).toBeVisible()
  await expect(mine.log.getByRole('img', { name: 'pit-bull.png' })).toHaveCount(0)
  const before = await mine.log.getByRole('article').last().boundingBox()
  await show.tap()
  await isDrawn(shown(mine, 'pit-bull.png'))
  // Nothing jumps when it comes.
  expect(await mine.log.getByRole('article').last().boundingBox()).toEqual(before)
  await attach(mine, picture('a-very-long-name-of-a-picture-that-was-taken-at-the-clock-tower-at-22.04.png'))
  await isDrawn(shown(mine, 'a-very-long-name-of-a-picture-that-was-taken-at-the-clock-tower-at-22.04.png'))
  await expectTouchable(martys, 'a conversation with pictures')
  await expectNoBarriers(martys, 'a conversation with pictures on a phone')
})
