import { readFile } from 'node:fs/promises'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { expect, test } from '../pages/test.ts'
import { FakeRooms } from '../servers/fakeRooms.ts'

// COMPAT: ejabberd 23.01 does not know XEP-0425; Prosody 0.12 has it from its community's modules.
const offersRemoval = (kind: string) => kind === 'prosody'

test('an address that the room hides is asked for; whoever is made an admin is told the addresses', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  const told = roomNamed('told')
  const docs = await createRoom(await openAs(await makeAccount('doc')), told, { nick: 'Doc' })
  const martysPage = await openAs(marty)
  await joinRoom(martysPage, told, { nick: 'Marty' })
  await joinRoom(await openAs(biff), told, { nick: 'Biff' })
  const martys = await PeopleConsole.at(martysPage, told)
  await expect(martys.row('Biff').getByText('Address hidden')).toBeVisible()
  await docs.choosePerson('Marty', 'Admin')
  await expect(martys.row('Biff').getByText(biff.jid)).toBeVisible()
  await martys.make('Biff', 'Member')
  await martys.apply()
  await martys.expectRank('Biff', 'Member')

  // Both servers tell every admin all addresses. Where a service of our own can stand behind the real one, it hides them.
  if (!server.component) return
  const rooms = await new FakeRooms(server).start()
  try {
    rooms.self = "<item affiliation='admin' role='participant'/>"
    rooms.others.set(
      'Ghost',
      "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='o-17'/><x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='participant'/></x>",
    )
    const jid = `haunted@${rooms.domain}`
    const page = await openAs(await makeAccount('egon'))
    await joinRoom(page, jid, { nick: 'Egon' })
    const people = await PeopleConsole.at(page, jid)
    await expect(people.row('Ghost').getByText('Address hidden')).toBeVisible()
    await people.make('Ghost', 'Member')
    const dialog = page.getByRole('dialog', { name: 'Which address has Ghost?' })
    await expect(dialog.getByText('The room knows them as o-17.')).toBeVisible()
    const field = dialog.getByRole('textbox', { name: 'Address of Ghost' })
    await dialog.getByRole('button', { name: 'Make Member' }).click()
    await expect(field).toHaveAttribute('aria-invalid', 'true')
    await field.fill('ghost@@hill')
    await field.press('Enter')
    await expect(dialog.getByText('There is more than one @ in it.')).toBeVisible()
    await field.fill('ghost@castle.example')
    await field.press('Enter')
    await expect(dialog).toBeHidden()
    expect(rooms.changes).toHaveLength(0)
    await people.apply()
    await people.expectRank('ghost@castle.example', 'Member')
    expect(rooms.changes.map(String).join()).toContain('jid="ghost@castle.example"')
  } finally {
    await rooms.stop()
  }
})

test('a ban takes all messages with it once it is applied; where the room cannot, it is not offered', async ({
  openAs,
  makeAccount,
  roomNamed,
  kind,
}) => {
  const jid = roomNamed('spam')
  const page = await openAs(await makeAccount('doc'))
  const docs = await createRoom(page, jid, { nick: 'Doc' })
  const biffs = await joinRoom(await openAs(await makeAccount('biff')), jid, { nick: 'Biff' })
  await biffs.say('Buy now')
  await biffs.say('Buy more')
  await expect(docs.message('Buy more')).toBeVisible()
  const people = await PeopleConsole.from(docs)
  await people.rank('Biff').click()
  await page.getByRole('menuitemradio', { name: 'Ban…' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Ban Biff?' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Spam')
  const thorough = dialog.getByRole('checkbox', { name: 'Remove all their messages as well' })
  if (offersRemoval(kind)) await thorough.check()
  else await expect(thorough).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
  await people.changes.getByRole('button', { name: 'Review' }).click()
  await expect(page.getByText('and all their messages are removed')).toHaveCount(offersRemoval(kind) ? 1 : 0)
  await expect(biffs.message('Buy now')).toBeVisible()
  await people.apply()
  await expect(biffs.root.getByText('Reason: Spam')).toBeVisible()
  await page.getByRole('button', { name: 'Back', exact: true }).first().click()
  await expect(docs.log.getByText('Removed by Doc: Spam')).toHaveCount(offersRemoval(kind) ? 2 : 0)
  await expect(docs.message('Buy now')).toHaveCount(offersRemoval(kind) ? 0 : 1)
})

test('people are added from the contacts, and from who wrote in the room', async ({
  openAs,
  makeAccount,
  befriend,
  roomNamed,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const lorraine = await makeAccount('lorraine')
  await befriend(doc, marty)
  const jid = roomNamed('picked')
  const page = await openAs(doc)
  const docs = await createRoom(page, jid, { nick: 'Doc' })
  const lorraines = await joinRoom(await openAs(lorraine), jid, { nick: 'Lorraine' })
  await lorraines.say('Is this the dance?')
  await expect(docs.message('Is this the dance?')).toBeVisible()
  const people = await PeopleConsole.from(docs)
  await people.root.getByRole('button', { name: 'Add people' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add people' })
  await dialog.getByRole('button', { name: 'From your contacts' }).click()
  await dialog.getByRole('checkbox', { name: marty.jid }).check()
  await dialog.getByRole('button', { name: 'Who wrote here' }).click()
  await dialog.getByRole('searchbox', { name: 'Find somebody' }).fill('lorr')
  await dialog.getByRole('checkbox', { name: 'Lorraine' }).check()
  await expect(dialog.getByRole('textbox', { name: 'Addresses' })).toHaveValue(
    `${marty.jid}\n${lorraine.jid}\n`,
  )
  await dialog.getByRole('button', { name: 'Add 2 people' }).click()
  await people.apply()
  await people.expectRank('Lorraine', 'Member')
  await expect(people.root.getByRole('button', { name: /^Members 2$/ })).toBeVisible()
})

test('who asks to speak is heard or refused on the page of the people', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('lecture')
  const page = await openAs(await makeAccount('strickland'))
  await createRoom(page, jid, { nick: 'Strickland' })
  const enter = async (nick: string) => {
    const room = await joinRoom(await openAs(await makeAccount(nick.toLowerCase())), jid, { nick })
    return { room, strip: room.root.getByRole('region', { name: 'Speaking in this room' }) }
  }
  const [marty, lorraine] = [await enter('Marty'), await enter('Lorraine')]
  const people = await PeopleConsole.at(page, jid)
  const queue = page.getByRole('region', { name: 'Who asks to speak' })
  for (const nick of ['Marty', 'Lorraine']) {
    await people.choose(nick, 'Advanced', 'Mute')
    await expect(people.row(nick).getByText('Muted')).toBeVisible()
  }
  for (const { strip } of [marty, lorraine]) await strip.getByRole('button', { name: 'Ask to speak' }).click()
  await queue.getByRole('button', { name: 'Refuse Marty' }).click()
  await queue.getByRole('button', { name: 'Let Lorraine speak' }).click()
  await expect(queue).toBeHidden()
  await expect(lorraine.strip).toBeHidden()
  await expect(people.row('Lorraine').getByText('Muted')).toBeHidden()
  await expect(people.row('Marty').getByText('Muted')).toBeVisible()
  await lorraine.room.say('I have a question')
})

test('a room that is closed under the console says so, and what was staged goes into a file', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const jid = roomNamed('closing')
  const docsPage = await openAs(await makeAccount('doc'))
  const docs = await createRoom(docsPage, jid, { nick: 'Doc' })
  const page = await openAs(await makeAccount('marty'))
  await joinRoom(page, jid, { nick: 'Marty' })
  await docs.choosePerson('Marty', 'Admin')
  const people = await PeopleConsole.at(page, jid)
  const [george, biff] = [`george@${server.domain}`, `biff@${server.domain}`]
  await people.add(george)
  await people.add(biff)
  await people.make(biff, 'Banned', 'Manure')

  await docs.choose('Room settings')
  await docsPage.getByRole('button', { name: 'Close room for good' }).click()
  const dialog = docsPage.getByRole('alertdialog', { name: `Close ${localPart(jid)} for good?` })
  await dialog.getByRole('button', { name: `Close ${localPart(jid)}` }).click()

  const gone = page.getByRole('alert').filter({ hasText: 'This room was closed for good.' })
  await expect(gone).toContainText('2 changes of yours were not applied.')
  await expect(people.root.getByRole('button', { name: 'Add people' })).toHaveCount(0)
  const coming = page.waitForEvent('download')
  await gone.getByRole('button', { name: 'Save the changes' }).click()
  const text = await readFile(await (await coming).path(), 'utf8')
  expect(text).toContain(`${george},member`)
  expect(text).toMatch(new RegExp(`^${biff},outcast.*Manure`, 'm'))
  await expect(people.changes.getByText('2 changes', { exact: true })).toBeVisible()
})
