import { createRoom } from '../pages/createRoom.ts'
import { Door } from '../pages/door.ts'
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
  await expect(mine.page.getByText(/declined your invitation to .*: Homework/)).toBeVisible()
  const second = await page.context().newPage()
  await second.goto('/')
  await expect(new Sidebar(second).rooms.getByText('You are in no room yet.')).toBeVisible()
  await expect(new Sidebar(second).invitations).toBeHidden()
  await expect(mine.person(marty.name)).toHaveCount(0)
})

for (const by of ['room', 'oneself'] as const)
  test(`what travels ${by === 'room' ? 'through the room has the password that the room adds' : 'from person to person has the password only after a yes'}`, async ({
    openAs,
    makeAccount,
    outsider,
    roomNamed,
  }) => {
    const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
    const jid = roomNamed('travels')
    const page = await openAs(doc)
    const mine = await createRoom(page, jid, { nick: 'Doc', password: 'under the sea' })
    const his = await outsider(marty)
    his.send('<presence/>')
    const frames: string[] = []
    page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => frames.push(payload.toString())))
    await page.reload()
    await expect(mine.composer).toBeVisible()
    await inviteTo(mine, marty.jid, { by, reason: 'Bare' })
    const bare = await his.hear('Bare', jid)
    if (by === 'room') {
      expect(bare).toMatch(/<password>under the sea<\/password>/)
      // The page had no part in it.
      expect(frames.join('\n')).not.toContain('under the sea')
      return
    }
    expect(bare).toContain(`jid="${jid}"`)
    expect(bare).not.toContain('password')
    await mine.choose('Invite people')
    const dialog = page.getByRole('dialog', { name: /^Invite people to / })
    const search = dialog.getByRole('searchbox')
    await search.fill(marty.jid)
    await search.press('Enter')
    await dialog.getByRole('textbox', { name: /^A few words/ }).fill('Whole')
    await dialog.getByRole('radio', { name: 'From you to them' }).check()
    await dialog.getByRole('checkbox', { name: "Send the room's password with it" }).click()
    // It was not typed since the reload: an owner's page reads it from the settings.
    await expect(dialog.getByLabel('Room password', { exact: true })).toHaveValue('under the sea')
    await dialog.getByRole('button', { name: 'Invite 1 person' }).click()
    const question = page.getByRole('alertdialog', { name: 'Send the password to 1 person?' })
    await expect(question.getByText('travels in clear text')).toBeVisible()
    await expect(question.getByText(marty.jid)).toBeVisible()
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(frames.join('\n')).not.toContain('under the sea')
    await dialog.getByRole('button', { name: 'Invite 1 person' }).click()
    await question.getByRole('button', { name: 'Send with password' }).click()
    expect(await his.hear('Whole')).toContain('password="under the sea"')
  })

test('an invitation with an old password stays, says so at the door, and the new one leads in', async ({
  openAs,
  makeAccount,
  outsider,
  roomNamed,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const jid = roomNamed('outdated')
  await createRoom(await openAs(doc), jid, { password: 'new' })
  const page = await openAs(marty)
  const his = await outsider(doc)
  his.send(
    `<message to='${marty.jid}'><x xmlns='jabber:x:conference' jid='${jid}' password='old'/></message>`,
  )
  const { invitations } = new Sidebar(page)
  await expect(invitations.getByText(`${doc.jid} is not one of your contacts`)).toBeVisible()
  await invitations.getByRole('button', { name: 'Accept' }).click()
  const door = Door.page(page)
  await expect(door.root.getByText('The password that came along is not right any more.')).toBeVisible()
  await expect(invitations).toBeVisible()
  await door.password.fill('new')
  await door.enter()
  await expect(new Room(page, localPart(jid)).composer).toBeVisible()
  await expect(invitations).toBeHidden()
})

test('an invitation to a room that is gone or for members says so, and one through the room opens it', async ({
  openAs,
  makeAccount,
  outsider,
  roomNamed,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const [nowhere, closed] = [roomNamed('nowhere'), roomNamed('closed')]
  const mine = await createRoom(await openAs(doc), closed, { isPrivate: true })
  const page = await openAs(marty)
  const his = await outsider(doc)
  const { invitations } = new Sidebar(page)
  const accept = async (jid: string) => {
    his.send(`<message to='${marty.jid}'><x xmlns='jabber:x:conference' jid='${jid}'/></message>`)
    const card = invitations.getByRole('listitem').filter({ hasText: jid })
    await card.getByRole('button', { name: 'Accept' }).click()
    return card
  }
  const gone = await accept(nowhere)
  const door = Door.page(page)
  await expect(door.root.getByText('This room is gone: the invitation came too late.')).toBeVisible()
  await gone.getByRole('button', { name: 'Decline' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Decline' }).click()
  await expect(gone).toBeHidden()
  const card = await accept(closed)
  await expect(door.root.getByText('Only members can enter this room, and this invitation')).toBeVisible()
  await expect(card).toBeVisible()
  await inviteTo(mine, marty.jid)
  await expect(invitations.getByText('the room passes it on')).toBeVisible()
  await expect(invitations.getByRole('listitem')).toHaveCount(1)
  await invitations.getByRole('button', { name: 'Accept' }).click()
  await expect(new Room(page, localPart(closed)).composer).toBeVisible()
})
