import { createRoom } from '../pages/createRoom.ts'
import { inviteTo } from '../pages/inviteTo.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

const PASSWORD = 'save the clock tower'

test('an owner invites, a password lets in, an admin is made and does what admins do', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [doc, marty, biff] = [await makeAccount('doc'), await makeAccount('marty'), await makeAccount('biff')]
  const jid = roomNamed('hill-valley')
  const docs = await createRoom(await openAs(doc), jid, { nick: 'Doc', password: PASSWORD })
  const martysPage = await openAs(marty)
  await inviteTo(docs, marty.jid)
  await new Sidebar(martysPage).invitations.getByRole('button', { name: 'Accept' }).click()
  const martys = new Room(martysPage, localPart(jid))
  await expect(martys.composer).toBeVisible()
  const biffs = await joinRoom(await openAs(biff), jid, { nick: 'Biff', password: PASSWORD })
  const all = [docs, martys, biffs]
  for (const room of all) {
    for (const nick of ['Doc', marty.name, 'Biff']) await expect(room.person(nick)).toBeVisible()
    await expect(room.mark('Doc', 'Owner')).toBeVisible()
  }

  await docs.choosePerson(marty.name, 'Admin')
  for (const room of all) {
    await expect(room.mark(marty.name, 'Admin')).toBeVisible()
    await expect(
      room.notice(new RegExp(`made ${marty.name} an admin|${marty.name} is now an admin`)),
    ).toBeVisible()
  }
  await martys.choosePerson('Biff', 'Member')
  for (const room of all) await expect(room.mark('Biff', 'Member')).toBeVisible()

  await martys.choosePerson('Biff', 'Mute')
  for (const room of all) await expect(room.mark('Biff', 'Cannot speak here')).toBeVisible()
  await biffs.composer.fill('Hello? Anybody home?')
  await biffs.composer.press('Enter')
  await expect(biffs.root.getByRole('alert').getByText('You can read here but not write.')).toBeVisible()
  await martys.choosePerson('Biff', 'Let speak')
  await expect(biffs.mark('Biff', 'Cannot speak here')).toHaveCount(0)
  await biffs.composer.press('Enter')
  for (const room of all) await expect(room.message('Anybody home?')).toHaveCount(1)

  await martys.dismiss('Biff', 'Remove', 'Make like a tree')
  await expect(biffs.root.getByText('Reason: Make like a tree')).toBeVisible()
  await expect(docs.notice(/Biff (?:was removed )?from the room: Make like a tree/)).toBeVisible()
  await joinRoomAgain(biffs)
  await expect(martys.person('Biff')).toBeVisible()
  await martys.dismiss('Biff', 'Ban', 'And get out of here')
  await expect(biffs.root.getByText('Reason: And get out of here')).toBeVisible()
  for (const room of [docs, martys]) await expect(room.person('Biff')).toHaveCount(0)
  await expect(docs.notice(/(?:banned Biff|Biff was banned): And get out of here/)).toBeVisible()
})

async function joinRoomAgain(room: Room): Promise<void> {
  await room.root.getByRole('button', { name: 'Return to room' }).click()
  const dialog = room.page.getByRole('dialog', { name: /^Return to / })
  await dialog.getByLabel('Room password', { exact: true }).fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Join room' }).click()
  await expect(dialog).toBeHidden()
}

test('what one may not do says why; who may do nothing is shown nothing to do', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('ranks')
  const owner = await createRoom(await openAs(await makeAccount('doc')), jid, { nick: 'Doc' })
  const admin = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  const guest = await joinRoom(await openAs(await makeAccount('george')), jid, { nick: 'George' })
  await owner.choosePerson('Marty', 'Admin')
  await expect(admin.mark('Marty', 'Admin')).toBeVisible()

  const adminsMenu = await admin.menuOf('Doc')
  for (const [item, why] of [
    ['Ban…', 'Admins cannot change owners and other admins.'],
    ['Remove from room…', 'Owners and admins always moderate. Change their rank first.'],
  ] as const) {
    const disabled = adminsMenu.getByRole('menuitem', { name: item, disabled: true })
    await expect(disabled).toHaveAccessibleDescription(why)
  }
  await adminsMenu.press('Escape')
  const onGeorge = await admin.menuOf('George')
  await expect(
    onGeorge.getByRole('menuitemradio', { name: 'Owner', disabled: true }),
  ).toHaveAccessibleDescription('Only owners can do that.')
  await expect(onGeorge.getByRole('menuitemradio', { name: 'Guest' })).toBeChecked()
  await onGeorge.press('Escape')

  const guestsMenu = await guest.menuOf('Marty')
  // Whom one lets near is one's own affair.
  await expect(guestsMenu.getByRole('menuitem')).toHaveText(['Write privately', 'Block'])
  await guestsMenu.press('Escape')
  const own = await owner.menuOf('Doc')
  await expect(own.getByRole('menuitem', { name: 'Ban…' })).toHaveCount(0)
})

test('an owner makes another one only after a question, and the last owner cannot step down', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('owners')
  const mine = await createRoom(await openAs(await makeAccount('doc')), jid, { nick: 'Doc' })
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  const question = mine.page.getByRole('alertdialog')
  await mine.choosePerson('Doc', 'Member')
  await question.getByRole('button', { name: 'Give it up' }).click()
  await expect(question.getByText('A room needs an owner. Make somebody else an owner first.')).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()

  await mine.choosePerson('Marty', 'Owner')
  await expect(question).toHaveAccessibleName('Make Marty an owner?')
  await question.getByRole('button', { name: 'Make owner' }).click()
  for (const room of [mine, his]) await expect(room.mark('Marty', 'Owner')).toBeVisible()
  await mine.choosePerson('Doc', 'Member')
  await question.getByRole('button', { name: 'Give it up' }).click()
  for (const room of [mine, his]) await expect(room.mark('Doc', 'Member')).toBeVisible()
})

test('people are found by nick among many', async ({ openAs, makeAccount, roomNamed, outsider }) => {
  const jid = roomNamed('crowd')
  const room = await createRoom(await openAs(await makeAccount('doc')), jid, { nick: 'Doc' })
  const nicks = ['Goldie', 'Lou', 'Needles', 'Strickland', 'Jennifer', 'Dave', 'Linda', 'Verne']
  for (const nick of nicks) {
    const guest = await outsider(await makeAccount(nick.toLowerCase()))
    guest.send(`<presence to='${jid}/${nick}'><x xmlns='http://jabber.org/protocol/muc'/></presence>`)
    await guest.hear('muc#user', `${jid}/${nick}`, '110')
  }
  await expect(room.root.getByRole('button', { name: `${nicks.length + 1} people` })).toBeVisible()
  const search = room.people.getByRole('searchbox', { name: 'Find somebody' })
  await search.fill('(ne')
  await expect(room.people.getByText('Nobody here is called “(ne”.')).toBeVisible()
  await search.fill('ne')
  await expect(room.person('Needles')).toBeVisible()
  await expect(room.person('Verne')).toBeVisible()
  await expect(room.person('Goldie')).toHaveCount(0)
})
