import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('a private room with a password made up for one is entered by who was told it', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('hideout')
  const page = await openAs(await makeAccount('doc'), { path: '/#/create' })
  const form = page.getByRole('region', { name: 'Create a room', exact: true })
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(localPart(jid))
  await expect(form.getByText(jid)).toBeVisible()
  await form.getByRole('radio', { name: 'Private' }).check()
  await form.getByRole('button', { name: 'Suggest a password' }).click()
  const field = form.getByLabel('Password', { exact: true })
  await expect(field).toHaveAttribute('type', 'text')
  const password = await field.inputValue()
  expect(password.length).toBeGreaterThanOrEqual(12)
  await form.getByRole('button', { name: 'Create room' }).click()
  await expect(
    new Room(page, localPart(jid)).root.getByRole('button', { name: 'This room has a password.' }),
  ).toBeVisible()

  const others = await openAs(await makeAccount('marty'), { path: '/#/join' })
  const directory = others.getByRole('region', { name: 'Join a room' })
  await directory.getByRole('searchbox').fill(localPart(jid))
  await expect(
    directory.getByText('No room of that name').or(directory.getByText(/^No public rooms on/)),
  ).toBeVisible()
  await joinRoom(others, jid, { password })
})

test('a public room without a password is listed', async ({ openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('square')
  await createRoom(await openAs(await makeAccount('doc')), jid)
  const page = await openAs(await makeAccount('marty'), { path: '/#/join' })
  const row = page.getByRole('region', { name: 'Join a room' }).getByRole('link', { name: localPart(jid) })
  await page.getByRole('searchbox').fill(localPart(jid))
  await expect(row).toHaveAccessibleName(/1 person/)
})

test('a name that is taken says so, and leads to that room', async ({ openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('taken')
  await createRoom(await openAs(await makeAccount('doc')), jid)
  const page = await openAs(await makeAccount('biff'), { path: '/#/create' })
  const form = page.getByRole('region', { name: 'Create a room', exact: true })
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(localPart(jid))
  await form.getByRole('button', { name: 'Create room' }).click()
  await expect(form.getByText('There is a room at this address already.')).toBeVisible()
  await expect(new Sidebar(page).room(localPart(jid))).toBeHidden()
  await form.getByRole('link', { name: 'Join that room' }).click()
  await expect(Door.page(page).root.getByText(jid)).toBeVisible()
})

test('an owner changes name and password; those inside are told, those outside need the new one', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('rules')
  const page = await openAs(await makeAccount('doc'))
  const mine = await createRoom(page, jid, { nick: 'Doc', password: 'old password' })
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid, {
    nick: 'Marty',
    password: 'old password',
  })
  await mine.choose('Room settings')
  const settings = page.getByRole('region', { name: /^Settings of / })
  await settings.getByRole('textbox', { name: 'Name', exact: true }).fill('The Time Travellers')
  await settings.getByLabel('Room password', { exact: true }).fill('new password')
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible()
  const renamed = new Room(his.page, 'The Time Travellers')
  await expect(renamed.notice('The room is called The Time Travellers now')).toBeVisible()
  await renamed.say('Still here')

  const others = await openAs(await makeAccount('lorraine'), { path: `/#/join/${encodeURIComponent(jid)}` })
  const door = Door.page(others)
  await door.password.fill('old password')
  await door.enter()
  await expect(door.root.getByText('That password is not right for this room.')).toBeVisible()
  await door.password.fill('new password')
  await door.enter()
  await expect(new Room(others, 'The Time Travellers').composer).toBeVisible()
})

test('a password that is taken away is asked of nobody any more, and everybody inside is told', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('unlocked')
  const page = await openAs(await makeAccount('doc'))
  const mine = await createRoom(page, jid, { nick: 'Doc', password: 'lightning' })
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid, {
    nick: 'Marty',
    password: 'lightning',
  })
  await mine.choose('Room settings')
  const settings = page.getByRole('region', { name: /^Settings of / })
  await settings.getByRole('checkbox', { name: /^Password/ }).uncheck()
  await settings.getByRole('button', { name: 'Save settings' }).click()
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible()
  await expect(his.notice('The room has no password any more')).toBeVisible()
  await expect(his.root.getByRole('button', { name: 'This room has a password.' })).toBeHidden()
  const others = await openAs(await makeAccount('lorraine'))
  await joinRoom(others, jid, { nick: 'Lorraine' })
})

test('every setting the server has is there and has a name', async ({ openAs, makeAccount, roomNamed }) => {
  const page = await openAs(await makeAccount('doc'))
  const mine = await createRoom(page, roomNamed('settings'))
  await mine.choose('Room settings')
  const settings = page.getByRole('region', { name: /^Settings of / })
  await expect(settings.getByRole('button', { name: 'Save settings' })).toBeVisible()
  await expect(settings.getByRole('region', { name: 'More settings' })).toBeVisible()
  const count = { textbox: 0, checkbox: 0, combobox: 0 }
  for (const role of ['textbox', 'checkbox', 'combobox'] as const)
    for (const field of await settings.getByRole(role).all()) {
      await expect(field).toHaveAccessibleName(/\S/)
      count[role]++
    }
  expect(count.textbox).toBeGreaterThan(1)
  expect(count.checkbox).toBeGreaterThan(3)
  expect(count.combobox).toBeGreaterThan(0)
})

test('who is no owner is told that the settings are not theirs', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('notmine')
  await createRoom(await openAs(await makeAccount('doc')), jid)
  const page = await openAs(await makeAccount('biff'))
  const his = await joinRoom(page, jid)
  await his.root.getByRole('button', { name: /^Menu of / }).click()
  const item = page.getByRole('menuitem', { name: 'Room settings', disabled: true })
  await expect(item).toHaveAccessibleDescription("Only owners can change a room's settings.")
  await item.press('Escape')
  await page.goto(`/#/room/${encodeURIComponent(jid)}/settings`)
  await expect(page.getByText("Only owners can see and change a room's settings.")).toBeVisible()
})
