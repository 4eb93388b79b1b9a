import { expectNoBarriers } from '../pages/axe.ts'
import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

/** Types a line and sends it, as somebody does who sees no list. */
async function enter(room: Conversation, line: string): Promise<void> {
  await room.composer.press('Control+a')
  await room.page.keyboard.insertText(line)
  await room.composer.press('Escape')
  await room.composer.press('Enter')
}

/** The same, and it was done: the line is gone. */
async function done(room: Conversation, line: string): Promise<void> {
  await enter(room, line)
  await expect(room.composer).toHaveValue('')
}

async function refused(room: Conversation, line: string, words: RegExp): Promise<void> {
  await enter(room, line)
  await expect(room.root.getByRole('alert').getByText(words)).toBeVisible()
  await expect(room.composer).toHaveValue(line)
}

test('an owner runs a room by lines alone: ranks, roles, removing, banning and letting in again', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  test.setTimeout(120_000)
  const [doc, marty, biff] = [await makeAccount('doc'), await makeAccount('marty'), await makeAccount('biff')]
  const jid = roomNamed('lines')
  const docs = await createRoom(await openAs(doc), jid, { nick: 'Doc' })
  const martys = await joinRoom(await openAs(marty), jid, { nick: 'Marty McFly' })
  const biffs = await joinRoom(await openAs(biff), jid, { nick: 'Biff' })
  const { page } = docs
  await expect(docs.person('Biff')).toBeVisible()

  await done(docs, '/admin Marty McFly')
  for (const room of [docs, martys, biffs]) await expect(room.mark('Marty McFly', 'Admin')).toBeVisible()
  await done(martys, '/member biff')
  for (const room of [docs, martys]) await expect(room.mark('Biff', 'Member')).toBeVisible()
  await done(martys, '/guest Biff')
  await expect(docs.mark('Biff', 'Member')).toHaveCount(0)

  await done(martys, '/devoice Biff')
  await expect(biffs.mark('Biff', 'Cannot speak here')).toBeVisible()
  await done(docs, '/voice Biff')
  await expect(biffs.mark('Biff', 'Cannot speak here')).toHaveCount(0)
  await done(docs, '/op Biff')
  await expect(docs.notice(/(?:made Biff|Biff is now) a moderator/)).toBeVisible()
  await done(docs, '/deop Biff')
  await expect(docs.notice(/moderation from Biff|Biff is no longer a moderator/)).toBeVisible()

  await refused(martys, '/owner Biff', /Only owners can do that/)
  await refused(martys, '/ban Doc', /Admins cannot change owners/)
  await refused(biffs, '/kick Marty McFly', /Only moderators can do that/)

  await enter(docs, '/kick Biff make like a tree')
  const asked = page.getByRole('alertdialog', { name: 'Remove Biff from the room?' })
  await expect(asked.getByRole('textbox', { name: /^Reason/ })).toHaveValue('make like a tree')
  await asked.getByRole('textbox', { name: /^Reason/ }).press('Enter')
  await expect(asked).toBeHidden()
  await expect(docs.composer).toHaveValue('')
  await expect(docs.composer).toBeFocused()
  await expect(biffs.root.getByText('Reason: make like a tree')).toBeVisible()

  await enter(docs, `/ban ${biff.jid} and get out of here`)
  await page
    .getByRole('alertdialog')
    .getByRole('textbox', { name: /^Reason/ })
    .press('Enter')
  await expect(docs.notice(`${biff.jid} is banned from this room now`)).toBeVisible()
  await refused(docs, `/unban ${marty.jid}`, /is not banned/)
  await done(docs, `/unban ${biff.jid}`)
  await expect(docs.notice(`${biff.jid} may enter this room again`)).toBeVisible()
  await enter(docs, '/affiliations')
  await expect(page.getByRole('heading', { name: `Manage people in ${docs.name}` })).toBeVisible()
  const again = await joinRoom(biffs.page, jid, { nick: 'Biff' })
  await expect(again.person('Doc')).toBeVisible()
})

test('a line enters, renames, invites, writes in private and leaves', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const [jid, vault] = [roomNamed('lab'), roomNamed('vault')]
  const docs = await createRoom(await openAs(doc), vault, { nick: 'Doc', password: 'great scott' })
  const lab = await createRoom(docs.page, jid, { nick: 'Doc' })
  const martys = await joinRoom(await openAs(marty), jid, { nick: 'Marty' })
  await expect(lab.person('Marty')).toBeVisible()

  await done(lab, '/nick Emmett Brown')
  await expect(martys.person('Emmett Brown')).toBeVisible()
  await done(lab, '/topic Flux capacitors')
  await expect(martys.subject('Flux capacitors')).toBeVisible()
  await done(lab, '/msg Marty meet me at the mall')
  await expect(lab.notice('To Marty alone: meet me at the mall')).toBeVisible()
  await new Sidebar(martys.page).root.getByRole('link', { name: /Emmett Brown/ }).click()
  await expect(
    Conversation.privately(martys.page, 'Emmett Brown').message('meet me at the mall'),
  ).toBeVisible()

  // A room by its name alone, its password kept out of the address bar, and one prompt for a wrong one.
  await martys.page.goBack()
  await enter(martys, `/join ${localPart(vault)} great  scott`)
  const door = Door.page(martys.page)
  await expect(door.root.getByText('That password is not right for this room.')).toBeVisible()
  expect(martys.page.url()).not.toContain('scott')
  expect(
    await martys.page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage })),
  ).not.toContain('scott')
  await martys.page.goto(`/#/room/${encodeURIComponent(jid)}`)
  await enter(martys, `/join ${vault} great scott`)
  const inside = new Room(martys.page, localPart(vault))
  await expect(inside.composer).toBeVisible()

  const jennifer = `jennifer@${server.domain}`
  await done(inside, `/invite ${jennifer} come over`)
  await expect(inside.notice(`You invited ${jennifer}`)).toBeVisible()
  await enter(inside, '/leave')
  await expect(inside.root).toBeHidden()
})

test('the list of commands is used by keyboard alone, says why not, and hides nothing', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('keys')
  const owner = await createRoom(await openAs(await makeAccount('doc')), jid, { nick: 'Doc' })
  const guest = await joinRoom(await openAs(await makeAccount('biff')), jid, { nick: 'Biff' })
  await expect(owner.person('Biff')).toBeVisible()
  const { page, composer } = owner
  const list = (name: string) => page.getByRole('listbox', { name })

  await composer.press('/')
  await expect(list('Commands').getByRole('option', { name: /^\/ban/ })).toBeVisible()
  await expectNoBarriers(page, 'the list of commands')
  const [box, field] = [await list('Commands').boundingBox(), await composer.boundingBox()]
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0)
  await composer.pressSequentially('dev')
  await expect(list('Commands').getByRole('option')).toHaveCount(1)
  await composer.press('Enter')
  await expect(composer).toHaveValue('/devoice ')
  await expect(list('People').getByRole('option', { name: 'Biff' })).toHaveAttribute('aria-selected', 'true')
  await composer.press('Tab')
  await expect(composer).toHaveValue('/devoice Biff ')
  await composer.press('Enter')
  await expect(owner.mark('Biff', 'Cannot speak here')).toBeVisible()

  await guest.composer.press('/')
  const ban = guest.page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { name: /^\/ban/ })
  await expect(ban).toHaveAttribute('aria-disabled', 'true')
  await expect(ban).toContainText('Only owners and admins can do that.')
  await guest.composer.press('Escape')
  await expect(guest.page.getByRole('listbox')).toHaveCount(0)

  await refused(owner, '/frobnicate', /There is no command \/frobnicate/)
  await done(owner, '//frobnicate')
  await expect(owner.message('/frobnicate')).toBeVisible()
})

test('commands for rooms say so in a chat', async ({ openAs, makeAccount }) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const page = await openAs(doc)
  await page.goto(`/#/chat/${encodeURIComponent(marty.jid)}`)
  const chat = Conversation.with(page, marty.name)
  await refused(chat, '/ban somebody', /has a meaning in rooms only/)
  await expect(chat.message('/ban')).toHaveCount(0)
})
