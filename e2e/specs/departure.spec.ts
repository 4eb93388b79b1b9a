import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('who is removed is told by whom and why, keeps what was said, and may return', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('kick')
  const mine = await createRoom(await openAs(await makeAccount('strickland')), jid, { nick: 'Strickland' })
  const page = await openAs(await makeAccount('marty'))
  const his = await joinRoom(page, jid, { nick: 'Marty' })
  await his.say('I am late')
  await mine.dismiss('Marty', 'Remove', 'Slacker')
  await expect(mine.person('Marty')).toHaveCount(0)
  await expect(
    his.root.getByText(/^(?:Strickland removed you|You were removed) from this room\.$/),
  ).toBeVisible()
  await expect(his.root.getByText('Reason: Slacker')).toBeVisible()
  await expect(his.message('I am late')).toBeVisible()
  await expectNoBarriers(page, 'a room that one was removed from')
  await his.composer.fill('But')
  await his.composer.press('Enter')
  await expect(his.root.getByText('You are not in this room. Return to it to write.')).toBeVisible()
  await his.root.getByRole('button', { name: 'Return to room' }).click()
  const door = Door.again(page)
  await expect(door.nick).toHaveValue('Marty')
  await door.enter()
  await expect(door.root).toBeHidden()
  await expect(mine.person('Marty')).toBeVisible()
  await his.composer.press('Enter')
  await expect(mine.message('But')).toBeVisible()
})

test('who is banned is told why, and the door stays shut', async ({ openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('ban')
  const mine = await createRoom(await openAs(await makeAccount('lorraine')), jid, { nick: 'Lorraine' })
  const page = await openAs(await makeAccount('biff'))
  const his = await joinRoom(page, jid, { nick: 'Biff' })
  await mine.dismiss('Biff', 'Ban', 'Hands off')
  await expect(his.root.getByText(/banned (?:you )?from this room/)).toBeVisible()
  await expect(his.root.getByText('Reason: Hands off')).toBeVisible()
  await expect(his.root.getByRole('button', { name: 'Return to room' })).toHaveCount(0)
  await his.root.getByRole('button', { name: 'Remove from list' }).click()
  await expect(new Sidebar(page).room(localPart(jid))).toBeHidden()
  await page.goto(`/#/join/${encodeURIComponent(jid)}`)
  const door = Door.page(page)
  await door.enter()
  await expect(door.root.getByText('You are banned from this room.')).toBeVisible()
})

test('a room that is closed says why and where it goes on', async ({ openAs, makeAccount, roomNamed }) => {
  const [jid, next] = [roomNamed('closing'), roomNamed('successor')]
  const ownerPage = await openAs(await makeAccount('doc'))
  await createRoom(ownerPage, next)
  const mine = await createRoom(ownerPage, jid)
  const page = await openAs(await makeAccount('marty'))
  const his = await joinRoom(page, jid)
  await mine.choose('Room settings')
  await ownerPage.getByRole('button', { name: 'Close room for good' }).click()
  const dialog = ownerPage.getByRole('alertdialog', { name: `Close ${localPart(jid)} for good?` })
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('We moved')
  await dialog.getByRole('textbox', { name: /^Room to go to/ }).fill(next)
  await dialog.getByRole('button', { name: `Close ${localPart(jid)}` }).click()
  await expect(new Sidebar(ownerPage).room(localPart(jid))).toBeHidden()
  await expect(his.root.getByText('This room was closed for good.')).toBeVisible()
  await expect(his.root.getByText('Reason: We moved')).toBeVisible()
  await expect(his.root.getByText(next)).toBeVisible()
  await his.root.getByRole('button', { name: 'Go there' }).click()
  await expect(page.getByRole('region', { name: `Room ${localPart(next)}` })).toBeVisible()
})

test('a successor with a password is entered with one click, by what its owner told', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [jid, next] = [roomNamed('closing'), roomNamed('vault')]
  const ownerPage = await openAs(await makeAccount('doc'))
  await createRoom(ownerPage, next, { password: ' 1.21 gigawatts ' })
  const mine = await createRoom(ownerPage, jid)
  const page = await openAs(await makeAccount('marty'))
  const his = await joinRoom(page, jid)
  await mine.choose('Room settings')
  await ownerPage.getByRole('button', { name: 'Close room for good' }).click()
  const dialog = ownerPage.getByRole('alertdialog', { name: `Close ${localPart(jid)} for good?` })
  await dialog.getByRole('textbox', { name: /^Room to go to/ }).fill(next)
  await dialog.getByLabel('Password of that room (optional)').fill(' 1.21 gigawatts ')
  await dialog.getByRole('button', { name: `Close ${localPart(jid)}` }).click()
  await his.root.getByRole('button', { name: 'Go there' }).click()
  await expect(page.getByRole('region', { name: `Room ${localPart(next)}` })).toBeVisible()
  expect(page.url()).not.toContain('1.21')
})

test('a room that becomes members-only says so to those who have to go, and they can ask to be members', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('club')
  const ownerPage = await openAs(await makeAccount('lorraine'))
  const mine = await createRoom(ownerPage, jid, { nick: 'Lorraine' })
  const page = await openAs(await makeAccount('biff'))
  const his = await joinRoom(page, jid, { nick: 'Biff' })
  await mine.choose('Room settings')
  const settings = ownerPage.getByRole('region', { name: /^Settings of / })
  await settings.getByRole('checkbox', { name: /^Only members may enter/ }).check()
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible()
  await expect(his.root.getByText(/members-only|Only members may be in this room now\./)).toBeVisible()
  await his.root.getByRole('button', { name: 'Ask for membership' }).click()
  const dialog = page.getByRole('dialog', { name: `Ask to be a member of ${localPart(jid)}` })
  await expect(dialog.getByText('This room takes no requests by itself.')).toBeVisible()
  await expect(dialog.getByText(/An owner or an admin can make you a member/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(his.root.getByRole('button', { name: 'Ask for membership' })).toBeFocused()
})
