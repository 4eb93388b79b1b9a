import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('a public room is found in the directory, entered, and talked in', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('lyon-estates')
  const mine = await createRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  const page = await openAs(await makeAccount('doc'))
  await new Sidebar(page).rooms.getByRole('link', { name: 'Join a room' }).click()
  const directory = page.getByRole('region', { name: 'Join a room' })
  await directory.getByRole('searchbox').fill(localPart(jid))
  await directory.getByRole('link', { name: localPart(jid) }).click()
  const door = Door.page(page)
  await expect(door.root.getByRole('heading', { name: localPart(jid) })).toBeVisible()
  await expect(door.password).toBeHidden()
  await door.nick.fill('Doc')
  await door.enter()
  const his = new Room(page, localPart(jid))
  await his.say('What about the plutonium?')
  await expect(mine.by('Doc').filter({ hasText: 'plutonium' })).toHaveCount(1)
  await expect(his.message('plutonium')).toHaveCount(1)
  await expect(new Sidebar(page).room(localPart(jid))).toBeVisible()
  for (const each of [mine, his]) await expect(each.person('Marty')).toBeVisible()
})

test('a room with a password asks before it is tried, and tells wrong from missing; the nick is kept', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('secret')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, {
    nick: 'Doc',
    password: ' 1.21 gigawatts ',
  })
  await expect(mine.root.getByRole('button', { name: 'This room has a password.' })).toBeVisible()
  const page = await openAs(await makeAccount('marty'), { path: `/#/join/${encodeURIComponent(jid)}` })
  const door = Door.page(page)
  await expect(door.password).toBeVisible()
  await expect(door.root.getByText('Has a password')).toBeVisible()
  await door.nick.fill('Calvin Klein')
  await door.enter()
  await expect(door.root.getByText('This room has a password. Enter it to join.')).toBeVisible()
  await expect(door.password).toBeFocused()
  await door.password.fill('1.21 gigawatts')
  await door.enter()
  await expect(door.root.getByText('That password is not right for this room.')).toBeVisible()
  await expect(door.password).toHaveAttribute('aria-invalid', 'true')
  await expect(door.password).toBeFocused()
  await expect(door.nick).toHaveValue('Calvin Klein')
  await door.password.fill(' 1.21 gigawatts ')
  await door.enter()
  const his = new Room(page, localPart(jid))
  await his.say('I made it')
  await expect(mine.by('Calvin Klein').filter({ hasText: 'I made it' })).toBeVisible()
  await expect(new Sidebar(page).rooms.getByRole('img', { name: 'Has a password' })).toBeVisible()
})

test('a link to a room leads to its door, and a reload back into it', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('link')
  await createRoom(await openAs(await makeAccount('doc')), jid)
  const page = await openAs(await makeAccount('marty'), { path: `/#/room/${encodeURIComponent(jid)}` })
  await Door.page(page).enter()
  const room = new Room(page, localPart(jid))
  await room.say('Here I am')
  // Until it is kept, the browser would ask whether to leave.
  await expect(room.delivery('Here I am')).toHaveAccessibleName('Sent')
  await page.reload()
  await expect(room.message('Here I am')).toHaveCount(1)
  await room.say('And still')
})

test('a subject is set in place and seen by the others', async ({ openAs, makeAccount, roomNamed }) => {
  const jid = roomNamed('subject')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid)
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid)
  await mine.setSubject('Saturday 10:04 PM: the clock tower')
  for (const each of [mine, his])
    await expect(each.subject('Saturday 10:04 PM: the clock tower')).toBeVisible()
  await expect(mine.root.getByRole('button', { name: 'Change the subject' })).toBeFocused()
})

test('a nick is changed for all; one that somebody has is refused beside the field', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('nicks')
  const mine = await createRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  const page = await openAs(await makeAccount('biff'), { path: `/#/join/${encodeURIComponent(jid)}` })
  const door = Door.page(page)
  await door.nick.fill('Marty')
  await door.enter()
  await expect(door.root.getByText('Somebody in this room has that nick already.')).toBeVisible()
  await expect(door.nick).toBeFocused()
  await door.nick.fill('Biff')
  await door.enter()
  const his = new Room(page, localPart(jid))
  await expect(mine.person('Biff')).toBeVisible()

  await his.choose('Change nick')
  const dialog = page.getByRole('dialog', { name: /^Change your nick in / })
  const nick = dialog.getByRole('textbox', { name: 'Nick' })
  await nick.fill('Marty')
  await dialog.getByRole('button', { name: 'Change nick' }).click()
  await expect(dialog.getByText('Somebody in this room has that nick already.')).toBeVisible()
  await nick.fill('Griff')
  await dialog.getByRole('button', { name: 'Change nick' }).click()
  await expect(dialog).toBeHidden()
  await expect(mine.notice('Biff is now called Griff')).toBeVisible()
  for (const each of [mine, his]) {
    await expect(each.person('Griff')).toBeVisible()
    await expect(each.person('Biff')).toHaveCount(0)
  }
})

test('two people of a room write in private; the others do not see it', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('private')
  const [martys, docs, biffs] = [
    await openAs(await makeAccount('marty')),
    await openAs(await makeAccount('doc')),
    await openAs(await makeAccount('biff')),
  ]
  const mine = await createRoom(martys, jid, { nick: 'Marty' })
  const his = await joinRoom(docs, jid, { nick: 'Doc' })
  const biff = await joinRoom(biffs, jid, { nick: 'Biff' })
  await mine.choosePerson('Doc', 'Write privately')
  const ours = Conversation.privately(martys, 'Doc')
  await ours.say('Biff has the almanac')
  await his.choosePerson('Marty', 'Write privately')
  const theirs = Conversation.privately(docs, 'Marty')
  await expect(theirs.message('Biff has the almanac')).toHaveCount(1)
  await theirs.say('Get it back')
  await expect(ours.message('Get it back')).toHaveCount(1)
  await martys.getByRole('button', { name: 'Back to the room' }).click()
  await mine.say('Hello everybody')
  await expect(biff.message('Hello everybody')).toBeVisible()
  await expect(biff.message('almanac')).toHaveCount(0)
})

test('who leaves is gone from the list of the others, and the room from theirs', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('leaving')
  const mine = await createRoom(await openAs(await makeAccount('marty')), jid)
  const page = await openAs(await makeAccount('doc'))
  const his = await joinRoom(page, jid, { nick: 'Doc' })
  await expect(mine.person('Doc')).toBeVisible()
  await his.choose('Leave room')
  await expect(page.getByText('Choose a conversation')).toBeVisible()
  await expect(new Sidebar(page).room(localPart(jid))).toBeHidden()
  await expect(mine.person('Doc')).toHaveCount(0)
  await page.reload()
  await expect(new Sidebar(page).rooms.getByText('You are in no room yet.')).toBeVisible()
})
