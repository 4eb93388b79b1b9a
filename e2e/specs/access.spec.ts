import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { openChat } from '../pages/openChat.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

const NARROW = { width: 360, height: 740 }
const isNarrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 600

async function look(page: Page, screen: string): Promise<void> {
  await expectNoBarriers(page, screen)
  if (isNarrow(page)) await expectTouchable(page, screen)
}

for (const [name, use] of [
  ['1280', {}],
  ['360 with touch', { viewport: NARROW, hasTouch: true, isMobile: true }],
] as const)
  test.describe(`at ${name}`, () => {
    test.use(use)

    test('no barrier on the way in and on the pages', async ({
      openWindow,
      openAs,
      makeAccount,
      befriend,
      outsider,
    }) => {
      test.setTimeout(120_000)
      const door = await openWindow()
      await expect(door.getByRole('heading', { name: 'Sign in' })).toBeVisible()
      await look(door, 'sign-in')
      await door.getByRole('button', { name: 'Create an account' }).click()
      await look(door, 'create an account')

      const [marty, doc, biff] = [
        await makeAccount('marty'),
        await makeAccount('doc'),
        await makeAccount('biff'),
      ]
      await befriend(marty, doc)
      const page = await openAs(marty)
      const his = await outsider(doc)
      his.say(marty.jid, 'Where are you going?')
      const stranger = await outsider(biff)
      stranger.send(`<presence to='${marty.jid}' type='subscribe'/>`)
      await expect(new Sidebar(page).person(doc.name)).toHaveAccessibleName(/unread/)
      await expect(new Sidebar(page).requests).toBeVisible()
      await look(page, 'home')
      for (const [route, heading] of [
        ['add', 'Add a contact'],
        ['requests', 'Requests'],
        ['settings', 'Settings'],
        ['join', 'Join a room'],
        ['create', 'Create a room'],
      ] as const) {
        await page.goto(`/#/${route}`)
        await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible()
        await look(page, route)
      }
      const chat = await openChat(page, doc.jid)
      await chat.say('To the future, and https://example.org')
      await expect(chat.delivery('To the future')).toBeVisible()
      await look(page, 'chat')
      // Beside the tools there is room for some fourteen letters of who it is.
      const name = page.getByRole('heading', { name: doc.name, level: 1 })
      expect(await name.evaluate((each) => each.clientWidth)).toBeGreaterThan(120)
      await page.goto(`/#/chat/${encodeURIComponent(doc.jid)}/card`)
      await expect(page.getByRole('heading', { name: 'Contact' })).toBeVisible()
      await look(page, 'contact card')
      await page.goto('/#/')
      await page.getByRole('button', { name: /^Jump to/ }).click()
      await expect(page.getByRole('combobox')).toBeFocused()
      await look(page, 'jump dialog')
    })

    test('no barrier in rooms and their dialogs', async ({ openAs, makeAccount, roomNamed }) => {
      test.setTimeout(120_000)
      const jid = roomNamed('access')
      const page = await openAs(await makeAccount('doc'))
      const room = await createRoom(page, jid, { nick: 'Doc', password: 'outatime' })
      await room.say('Welcome')
      await room.setSubject('Time travel, step by step')
      const guests = await openAs(await makeAccount('marty'), { path: `/#/join/${encodeURIComponent(jid)}` })
      const door = Door.page(guests)
      await expect(door.password).toBeVisible()
      await door.enter()
      await expect(door.root.getByText('This room has a password.', { exact: false })).toBeVisible()
      await look(guests, 'password prompt')
      await door.nick.fill('Marty')
      await door.password.fill('outatime')
      await door.enter()
      await expect(new Room(guests, room.name).composer).toBeVisible()
      await look(page, 'room')
      await page.goto(`/#/room/${encodeURIComponent(jid)}/people`)
      await expect(room.person('Marty')).toBeVisible()
      await look(page, 'people')
      const menu = await room.menuOf('Marty')
      await look(page, 'occupant menu')
      await menu.getByRole('menuitem', { name: 'Ban…' }).click()
      const ban = page.getByRole('alertdialog', { name: 'Ban Marty?' })
      await expect(ban).toBeVisible()
      await look(page, 'ban dialog')
      await ban.getByRole('button', { name: 'Cancel' }).click()
      await expect(ban).toBeHidden()
      // Its own step in the history goes a moment later.
      await expect.poll(() => page.evaluate(() => history.state?.layers ?? 0)).toBe(0)
      await page.goto(`/#/room/${encodeURIComponent(jid)}/settings`)
      await expect(page.getByRole('button', { name: 'Save settings' })).toBeVisible()
      await look(page, 'room settings')
    })
  })

test('the story without a mouse: room, password, message, rank, and the focus returns', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('keys')
  const owner = await createRoom(await openAs(await makeAccount('doc')), jid, {
    nick: 'Doc',
    password: 'p w',
  })
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('join a room')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Join a room' })).toBeFocused()
  await tabTo(page, 'Find a room, or enter its address')
  await page.keyboard.type(jid)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Join room' })).toBeFocused()
  await tabTo(page, 'Nick')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Marty')
  await page.keyboard.press('Enter')
  await expect(Door.page(page).password).toBeFocused()
  await page.keyboard.type('p w')
  await page.keyboard.press('Enter')
  const mine = new Room(page, owner.name)
  await expect(mine.composer).toBeFocused()
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Enter')
  await expect(owner.message('By keyboard')).toBeVisible()

  const boss = owner.page
  await tabTo(boss, 'What you can do with Doc')
  await boss.keyboard.press('ArrowDown')
  await boss.keyboard.press('Enter')
  await expect(boss.getByRole('menu')).toBeVisible()
  for (let press = 0; press < 12; press++) {
    if (
      await boss
        .getByRole('menuitemradio', { name: 'Admin' })
        .evaluate((item) => item === document.activeElement)
    )
      break
    await boss.keyboard.press('ArrowDown')
  }
  await boss.keyboard.press('Enter')
  await expect(owner.mark('Marty', 'Admin')).toBeVisible()
  await expect(owner.people.getByRole('button', { name: 'What you can do with Marty' })).toBeFocused()
})

test('a dialog gives the focus back to what opened it', async ({ openAs, makeAccount, roomNamed }) => {
  const page = await openAs(await makeAccount('doc'))
  const room = await createRoom(page, roomNamed('focus'))
  const menu = room.root.getByRole('button', { name: /^Menu of / })
  await room.choose('Change nick')
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Nick' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(menu).toBeFocused()
})

/** Walks with the Tab key until the focus is on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const element = document.activeElement
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
      return element?.getAttribute('aria-label') ?? labels.map((label) => label.textContent).join(' ')
    })
    if (here === name) return
  }
  throw new Error(`The Tab key never reaches ${name}`)
}
