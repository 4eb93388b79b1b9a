import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import type { Outsider } from '../pages/outsider.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import type { Account } from '../servers/testServer.ts'

// Each signs in several times over.
test.slow()

const NODE = 'urn:xmpp:bookmarks:1'

/** What another client of the account does to its bookmarks. */
function publish(outsider: Outsider, room: string, attrs: string): void {
  const item = `<item id='${room}'><conference xmlns='${NODE}' ${attrs}/></item>`
  const pubsub = `<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='${NODE}'>${item}</publish></pubsub>`
  outsider.send(`<iq type='set' id='pub-${Math.random()}'>${pubsub}</iq>`)
}

async function signOut(page: Page, { name }: Account): Promise<void> {
  await new Sidebar(page).chooseOwn(name, 'Sign out')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
}

async function chooseRoom(page: Page, name: string, item: string | RegExp): Promise<void> {
  await new Sidebar(page).room(name).click({ button: 'right' })
  await page
    .getByRole('menu')
    .getByRole(/Enter when/.test(String(item)) ? 'menuitemradio' : 'menuitem', { name: item })
    .click()
}

const rowOf = (page: Page, jid: string) => new Sidebar(page).room(localPart(jid))
const isIn = (page: Page, jid: string) => expect(rowOf(page, jid)).toHaveAttribute('data-state', 'joined')

test('a room that was entered is entered on every device, and tomorrow; one that was left is not', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('diner')
  const mine = await createRoom(await openAs(await makeAccount('lou')), jid, { nick: 'Lou' })
  const marty = await makeAccount('marty')
  const [page, second] = [await openAs(marty), await openAs(marty)]
  await expect(new Sidebar(second).rooms.getByText('You are in no room')).toBeVisible()
  await joinRoom(page, jid, { nick: 'Marty' })
  await isIn(second, jid)
  await signOut(page, marty)
  await signOut(second, marty)
  await expect(mine.person('Marty')).toHaveCount(0)

  const next = await openAs(marty)
  await isIn(next, jid)
  await expect(mine.person('Marty')).toBeVisible()
  await next.reload()
  await isIn(next, jid)
  await chooseRoom(next, localPart(jid), 'Leave room')
  // Under the pointer it stays.
  await next.getByRole('button', { name: 'Undo' }).hover()
  await expect(mine.person('Marty')).toHaveCount(0)
  await next.getByRole('button', { name: 'Undo' }).click()
  await isIn(next, jid)
  await expect(mine.person('Marty')).toBeVisible()
  await chooseRoom(next, localPart(jid), 'Leave room')
  await expect(rowOf(next, jid)).toHaveCount(0)
  await next.reload()
  await expect(new Sidebar(next).rooms.getByText('You are in no room')).toBeVisible()
  await signOut(next, marty)
  const last = await openAs(marty)
  await expect(new Sidebar(last).rooms.getByText('You are in no room')).toBeVisible()
  await expect(mine.person('Marty')).toHaveCount(0)
})

test('a stored password opens the room at sign-in; when it was changed, its row says so and its door asks', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('vault')
  const owner = await openAs(await makeAccount('doc'))
  const mine = await createRoom(owner, jid, { nick: 'Doc', password: 'great scott' })
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await page.goto(`/#/join/${encodeURIComponent(jid)}`)
  const door = Door.page(page)
  await door.nick.fill('Marty')
  await door.password.fill('great scott')
  await expect(door.root.getByRole('radio', { name: 'For this session' })).toBeChecked()
  await door.root.getByRole('radio', { name: 'Always' }).check()
  await expect(door.root.getByText(/stores it as plain text/)).toBeVisible()
  await expectNoBarriers(page, 'the door with a password')
  await door.enter()
  await isIn(page, jid)
  // Kept on the server a moment after the room was entered.
  await expect(async () => {
    await page.keyboard.press('Escape')
    await new Sidebar(page).room(localPart(jid)).click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: 'Forget the stored password' })).toBeVisible({
      timeout: 500,
    })
  }).toPass()
  await page.keyboard.press('Escape')
  await signOut(page, marty)
  const next = await openAs(marty)
  await isIn(next, jid)
  await expect(mine.person('Marty')).toBeVisible()
  await signOut(next, marty)

  await mine.choose('Room settings')
  const settings = owner.getByRole('region', { name: /^Settings of/ })
  await settings.getByLabel('Room password', { exact: true }).fill('88 mph')
  await settings.getByRole('button', { name: /^Save/ }).click()
  await expect(settings.getByText('Saved')).toBeVisible()
  const later = await openAs(marty)
  const row = rowOf(later, jid)
  await expect(row).toContainText('Its password was changed')
  await expectNoBarriers(later, 'the sidebar with a room that could not be entered')
  await row.click()
  const again = Door.page(later)
  await expect(again.root.getByText(/password of this room was changed/)).toBeVisible()
  await expect(again.nick).toHaveValue('Marty')
  await expect(again.password).toHaveValue('')
  await again.password.fill('wrong')
  await again.enter()
  await expect(again.root.getByText('That password is not right for this room.')).toBeVisible()
  await again.password.fill('88 mph')
  await expect(again.root.getByRole('radio', { name: 'Always' })).toBeChecked()
  await again.enter()
  await isIn(later, jid)
  await signOut(later, marty)
  await isIn(await openAs(marty), jid)
})

test('who changes the password in the settings keeps what is stored in step', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('plutonium')
  const doc = await makeAccount('doc')
  const page = await openAs(doc)
  await createRoom(page, jid, { nick: 'Doc', password: 'great scott' })
  await chooseRoom(page, localPart(jid), 'Leave room')
  await page.goto(`/#/join/${encodeURIComponent(jid)}`)
  const door = Door.page(page)
  await door.password.fill('great scott')
  await door.root.getByRole('radio', { name: 'Always' }).check()
  await door.enter()
  await isIn(page, jid)
  await new Room(page, localPart(jid)).choose('Room settings')
  const settings = page.getByRole('region', { name: /^Settings of/ })
  await settings.getByLabel('Room password', { exact: true }).fill('1.21 GW')
  await settings.getByRole('button', { name: /^Save/ }).click()
  await expect(settings.getByText('Saved')).toBeVisible()
  await signOut(page, doc)
  const next = await openAs(doc)
  await isIn(next, jid)
})

test('a password that nobody keeps is asked for again', async ({ openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('secret')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, { password: 'great scott' })
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await page.goto(`/#/join/${encodeURIComponent(jid)}`)
  const door = Door.page(page)
  await door.nick.fill('Marty')
  await door.password.fill('great scott')
  await door.root.getByRole('radio', { name: 'Not at all' }).check()
  await door.enter()
  await isIn(page, jid)
  await mine.dismiss('Marty', 'Remove', 'Slacker')
  const his = new Room(page, localPart(jid))
  await his.root.getByRole('button', { name: 'Return to room' }).click()
  const back = Door.again(page)
  await back.enter()
  await expect(back.root.getByText('This room has a password. Enter it to join.')).toBeVisible()
  await expect(back.password).toBeFocused()
  await back.root.getByRole('button', { name: 'Cancel' }).click()
  await signOut(page, marty)
  const next = await openAs(marty)
  await expect(rowOf(next, jid)).toContainText('Needs its password')
})

test('what another client does to the bookmarks shows at once; a remembered room is a click away', async ({
  openAs,
  makeAccount,
  outsider,
  roomNamed,
  kind,
}) => {
  const jid = roomNamed('clocktower')
  await createRoom(await openAs(await makeAccount('lorraine')), jid)
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  const sidebar = new Sidebar(page)
  await expect(sidebar.rooms.getByText('You are in no room')).toBeVisible()
  const phone = await outsider(marty)
  publish(phone, jid, "name='The Clock Tower'")
  const row = sidebar.room('The Clock Tower')
  await expect(row).toHaveAttribute('data-state', 'outside')
  publish(phone, jid, "name='Clocks'")
  await expect(sidebar.room('Clocks')).toBeVisible()
  await sidebar.room('Clocks').click()
  await expect(new Room(page, 'Clocks').composer).toBeVisible()

  await chooseRoom(page, 'Clocks', 'Rename for me')
  const dialog = page.getByRole('dialog', { name: 'Rename for me' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Lightning')
  await dialog.getByRole('button', { name: 'Save name' }).click()
  await expect(sidebar.room('Lightning')).toBeVisible()
  await chooseRoom(page, 'Lightning', 'Leave room')
  await expect(page.getByText('You left Lightning. It stays in your list.')).toBeVisible()
  await expect(sidebar.room('Lightning')).toHaveAttribute('data-state', 'outside')
  publish(phone, jid, "name='Lightning' autojoin='true'")
  await expect(sidebar.room('Lightning')).toHaveAttribute('data-state', 'joined')
  await chooseRoom(page, 'Lightning', 'Leave room')
  await expect(sidebar.room('Lightning')).toHaveAttribute('data-state', 'outside')
  if (kind === 'prosody') {
    // The page's own word of having left goes first: the later of two clients' wins.
    let looks = 0
    const kept = () => {
      const id = `look-${looks++}`
      phone.send(
        `<iq type='get' id='${id}'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='${NODE}'/></pubsub></iq>`,
      )
      return phone.hear(id)
    }
    await expect.poll(kept).not.toMatch(/autojoin=.(?:true|1)/u)
    const retract = `<retract node='${NODE}' notify='true'><item id='${jid}'/></retract>`
    phone.send(
      `<iq type='set' id='gone'><pubsub xmlns='http://jabber.org/protocol/pubsub'>${retract}</pubsub></iq>`,
    )
  } else await chooseRoom(page, 'Lightning', 'Forget room')
  await expect(sidebar.room('Lightning')).toHaveCount(0)
})

test('a guest is offered no storage', async ({ openWindow, openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('open')
  await createRoom(await openAs(await makeAccount('doc')), jid, { password: 'great scott' })
  const page = await openWindow()
  await page.getByRole('button', { name: 'Continue as a guest' }).click()
  await expect(new Sidebar(page).root).toBeVisible()
  await page.goto(`/#/join/${encodeURIComponent(jid)}`)
  const door = Door.page(page)
  await expect(door.root.getByRole('radio', { name: 'For this session' })).toBeChecked()
  await expect(door.root.getByRole('radio', { name: 'Always' })).toHaveCount(0)
  await door.password.fill('great scott')
  await door.enter()
  await isIn(page, jid)
})
