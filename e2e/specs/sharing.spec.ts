import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { openChat } from '../pages/openChat.ts'
import { Room } from '../pages/room.ts'
import { Share } from '../pages/share.ts'
import { signInByForm } from '../pages/signIn.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

/** Everything that could end a link too early, or mean something else in one. */
const PASSWORD = ' 1.21 ?#%/;&=+ "gigawatts" 🚗ü.) '
const linkTo = (jid: string, password: string) =>
  `/#/room/${encodeURIComponent(jid)}?password=${encodeURIComponent(password)}`
const invited = (page: Page, jid: string) =>
  page.getByRole('heading', { name: `You are invited to ${localPart(jid)}` })

/** All that leaves the page for the gateway before a socket is open, and all that it says aloud. */
function overhear(page: Page): () => Promise<string> {
  const heard: string[] = []
  const waiting: Promise<unknown>[] = []
  page.on('console', (message) => heard.push(message.text()))
  page.on('websocket', (socket) => heard.push(socket.url()))
  page.on('request', (request) => {
    heard.push(request.url(), request.postData() ?? '')
    waiting.push(request.allHeaders().then((headers) => heard.push(JSON.stringify(headers))))
  })
  return async () => {
    await Promise.allSettled(waiting)
    return heard.join('\n')
  }
}

/** In every form in which it could be written down. */
function expectNoTrace(text: string, where: string): void {
  for (const trace of [PASSWORD, encodeURIComponent(PASSWORD), 'gigawatts'])
    expect(text.includes(trace), `"${trace}" in ${where}`).toBe(false)
}

test('a link and its code hold the password only when somebody says so, for browsers and for other apps', async ({
  openAs,
  makeAccount,
  roomNamed,
  baseURL,
}) => {
  const jid = roomNamed('shared')
  const page = await openAs(await makeAccount('doc'))
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const room = await createRoom(page, jid, { password: PASSWORD })
  const share = await Share.open(room)
  const plain = `${baseURL}/#/room/${encodeURIComponent(jid)}`
  await expect(share.link).toHaveValue(plain)
  await expect.poll(() => share.code()).toBe(plain)
  await expect(share.root.getByText('Whoever sees this link')).toBeHidden()

  await share.withPassword.click()
  await expect(share.root.getByText('Whoever sees this link or its code can enter')).toBeVisible()
  await expect(share.link).toHaveValue(/\?password=/)
  const link = await share.link.inputValue()
  await expect.poll(() => share.code()).toBe(link)
  expect(decodeURIComponent(link.split('password=')[1] ?? '')).toBe(PASSWORD)
  await share.root.getByRole('button', { name: 'Copy link' }).click()
  await expect(share.root.getByRole('button', { name: 'Copied' })).toBeFocused()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)

  await share.choose('In another XMPP app')
  await expect(share.link).toHaveValue(/^xmpp:/)
  const uri = await share.link.inputValue()
  await expect.poll(() => share.code()).toBe(uri)
  expect(uri.split(';')[0]).toBe(`xmpp:${jid}?join`)
  expect(decodeURIComponent(uri.split(';password=')[1] ?? '')).toBe(PASSWORD)
  await share.withPassword.click()
  await expect(share.link).toHaveValue(`xmpp:${jid}?join`)

  await page.keyboard.press('Escape')
  await expect(share.root).toBeHidden()
  await expect(page.getByRole('button', { name: `Menu of ${room.name}` }).first()).toBeFocused()
})

test('who came in without typing the password is asked for it before it goes into a link', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('asked')
  await createRoom(await openAs(await makeAccount('doc')), jid, { password: 'enchantment' })
  const page = await openAs(await makeAccount('marty'))
  const room = await joinRoom(page, jid, { password: 'enchantment' })
  await page.reload()
  await expect(room.composer).toBeVisible()
  const share = await Share.open(room)
  await share.withPassword.click()
  await expect(share.root.getByText("Enter the room's password below.")).toBeVisible()
  await expect(share.link).toHaveValue('')
  await share.password.fill(' under the sea')
  await expect(share.link).toHaveValue(/\?password=%20under%20the%20sea$/)
  await expect.poll(() => share.code()).toBe(await share.link.inputValue())
})

test('a guest comes from the link into the room with a nick alone, and no log learns the password', async ({
  openAs,
  openWindow,
  makeAccount,
  roomNamed,
  house,
}) => {
  const jid = roomNamed('guests')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, {
    nick: 'Doc',
    password: PASSWORD,
  })
  const page = await openWindow('about:blank')
  const heard = overhear(page)
  await page.goto(linkTo(jid, PASSWORD))
  await expect(invited(page, jid)).toBeVisible()
  await expect(page.getByText('The link brought the password along.')).toBeVisible()
  expect(page.url()).toBe(`${house.gateway.url}/#/room/${encodeURIComponent(jid)}`)
  await page.getByRole('textbox', { name: 'Your nick' }).fill('Calvin')
  await page.getByRole('button', { name: 'Continue as a guest' }).click()
  const his = new Room(page, localPart(jid))
  await his.say('My name is Calvin')
  await expect(mine.by('Calvin').filter({ hasText: 'My name is Calvin' })).toBeVisible()

  expectNoTrace(await heard(), 'a request or the console')
  expectNoTrace(house.gateway.log(), 'what the gateway wrote')
  const kept = () =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href])
  expectNoTrace(await page.evaluate(kept), 'the storage of the browser')
  // What back would lead to: nothing that was before the link was made clean.
  await page.goBack()
  expectNoTrace(page.url(), 'the history')
})

test('a link without the password asks a guest for it at the door, with the nick already given', async ({
  openAs,
  openWindow,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('door')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, { password: 'enchantment' })
  const page = await openWindow(`/#/room/${encodeURIComponent(jid)}`)
  await page.getByRole('button', { name: 'Continue as a guest' }).click()
  await expect(page.getByText('Enter a nick. The others have to call you something.')).toBeVisible()
  const nick = page.getByRole('textbox', { name: 'Your nick' })
  await expect(nick).toBeFocused()
  await nick.fill('Darth Vader')
  await nick.press('Enter')
  const door = Door.page(page)
  await expect(door.password).toBeFocused()
  await expect(door.nick).toHaveValue('Darth Vader')
  await expect(door.password).not.toHaveAttribute('aria-invalid', 'true')
  await door.password.fill('enchantment')
  await door.password.press('Enter')
  await expect(new Room(page, localPart(jid)).composer).toBeVisible()
  await expect(mine.person('Darth Vader')).toBeVisible()
})

test('a guest enters an open room with a nick and one press', async ({
  openAs,
  openWindow,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('open')
  await createRoom(await openAs(await makeAccount('doc')), jid)
  const page = await openWindow(`/#/join/${encodeURIComponent(jid)}`)
  await page.getByRole('textbox', { name: 'Your nick' }).fill('Calvin')
  await page.keyboard.press('Enter')
  await new Room(page, localPart(jid)).say('Hello')
})

test('who has an account signs in by the link, and the password waits at the door', async ({
  openAs,
  openWindow,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('account')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, { password: PASSWORD })
  const marty = await makeAccount('marty')
  const page = await openWindow(linkTo(jid, PASSWORD))
  await expect(invited(page, jid)).toBeVisible()
  await page.getByRole('button', { name: 'Sign in with an account' }).click()
  await expect(page.getByText(`You are invited to ${localPart(jid)}`)).toBeVisible()
  await signInByForm(page, marty)
  const door = Door.page(page)
  await expect(door.password).toHaveValue(PASSWORD)
  await expect(door.password).toHaveAttribute('type', 'password')
  await expect(door.root.getByText('It came with the link.')).toBeVisible()
  await door.enter()
  await new Room(page, localPart(jid)).say('I have an account')
  await expect(mine.message('I have an account')).toBeVisible()
})

test('a link with an old password says so, and the right one goes on from there', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('old')
  await createRoom(await openAs(await makeAccount('doc')), jid, { password: 'new' })
  const page = await openAs(await makeAccount('marty'), { path: linkTo(jid, 'old') })
  const door = Door.page(page)
  await door.enter()
  await expect(door.root.getByText('The password in the link is not right any more.')).toBeVisible()
  await expect(door.password).toBeFocused()
  await expect(door.password).toHaveAttribute('aria-invalid', 'true')
  await door.password.fill('new')
  await door.enter()
  await expect(new Room(page, localPart(jid)).composer).toBeVisible()
})

test('links in messages lead to the door in the same window, the password along', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
  roomNamed,
  baseURL,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  await befriend(doc, marty)
  const jid = roomNamed('linked')
  await createRoom(await openAs(doc), jid, { password: 'a b' })
  const page = await openAs(marty)
  const his = await outsider(doc)
  his.say(marty.jid, `xmpp:${jid}?join;password=a%20b`)
  his.say(marty.jid, `${baseURL}${linkTo(jid, 'a b')}`)
  await openChat(page, doc.jid)
  const chat = Conversation.with(page, doc.name)
  for (const link of ['xmpp:', 'http:']) {
    await chat.root.getByRole('link', { name: new RegExp(`^${link}`) }).click()
    const door = Door.page(page)
    await expect(door.password).toHaveValue('a b')
    expect(page.url()).not.toContain('password')
    await openChat(page, doc.jid)
  }
  expect(page.context().pages()).toHaveLength(1)
})

for (const [name, use] of [
  ['1280', {}],
  ['360 with touch', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const)
  test.describe(`at ${name}`, () => {
    test.use(use)

    test('no barrier on the way in by a link, nor where it is made', async ({
      openAs,
      openWindow,
      makeAccount,
      roomNamed,
    }) => {
      const look = async (page: Page, screen: string) => {
        await expectNoBarriers(page, screen)
        if (name !== '1280') await expectTouchable(page, screen)
      }
      const jid = roomNamed('barriers')
      const page = await openAs(await makeAccount('doc'))
      const room = await createRoom(page, jid, { password: PASSWORD })
      const share = await Share.open(room)
      await look(page, 'share')
      await share.withPassword.click()
      await expect(share.link).toHaveValue(/password=/)
      await look(page, 'share with the password')
      await page.keyboard.press('Escape')
      await room.choose('Invite people')
      const dialog = page.getByRole('dialog', { name: /^Invite people to / })
      await dialog.getByRole('searchbox').fill('marty@hill.example')
      await dialog.getByRole('searchbox').press('Enter')
      await dialog.getByRole('radio', { name: 'From you to them' }).check()
      await dialog.getByRole('checkbox', { name: "Send the room's password with it" }).click()
      await dialog.getByRole('button', { name: 'Invite 1 person' }).click()
      await expect(page.getByRole('alertdialog')).toBeVisible()
      await look(page, 'the question before a password goes out')
      const guest = await openWindow(linkTo(jid, PASSWORD))
      await expect(invited(guest, jid)).toBeVisible()
      await look(guest, 'invited')
      await guest.getByRole('button', { name: 'Sign in with an account' }).click()
      await look(guest, 'invited, with an account')
    })
  })
