import { createRoom } from '../pages/createRoom.ts'
import { inviteTo } from '../pages/inviteTo.ts'
import { localPart } from '../pages/localPart.ts'
import { Room } from '../pages/room.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

for (const by of ['room', 'oneself'] as const)
  test(`an invitation ${by === 'room' ? 'through the room' : 'of one’s own'} brings the password along`, async ({
    openAs,
    makeAccount,
    roomNamed,
  }) => {
    const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
    const jid = roomNamed('invited')
    const mine = await createRoom(await openAs(doc), jid, {
      nick: 'Doc',
      password: 'enchantment under the sea',
    })
    const page = await openAs(marty)
    await inviteTo(mine, marty.jid, { by, reason: 'Saturday night', sendsPassword: by === 'oneself' })
    const invitations = new Sidebar(page).invitations
    await expect(invitations.getByText('“Saturday night”')).toBeVisible()
    await expect(invitations.getByText(by === 'room' ? 'the room passes it on' : doc.jid)).toBeVisible()
    await invitations.getByRole('button', { name: 'Accept' }).click()
    const his = new Room(page, localPart(jid))
    await his.say('I am in')
    await expect(mine.message('I am in')).toBeVisible()
    await expect(invitations).toBeHidden()
  })

test('a declined invitation is gone, and the room is not entered', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const jid = roomNamed('declined')
  const mine = await createRoom(await openAs(doc), jid)
  const page = await openAs(marty)
  await inviteTo(mine, marty.jid)
  const invitations = new Sidebar(page).invitations
  await invitations.getByRole('button', { name: 'Decline' }).click()
  const dialog = page.getByRole('alertdialog', { name: `Decline the invitation to ${localPart(jid)}?` })
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Homework')
  await dialog.getByRole('button', { name: 'Decline' }).click()
  await expect(dialog).toBeHidden()
  await expect(invitations).toBeHidden()
  const second = await page.context().newPage()
  await second.goto('/')
  await expect(new Sidebar(second).rooms.getByText('You are in no room yet.')).toBeVisible()
  await expect(new Sidebar(second).invitations).toBeHidden()
  await expect(mine.person(marty.name)).toHaveCount(0)
})
