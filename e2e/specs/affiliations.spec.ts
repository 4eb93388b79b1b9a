import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { expect, test } from '../pages/test.ts'

test('two admins in two windows: what one applies, the other sees at once, and both logs say who and why', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [doc, lorraine, biff] = [
    await makeAccount('doc'),
    await makeAccount('lorraine'),
    await makeAccount('biff'),
  ]
  const jid = roomNamed('console')
  const docs = await PeopleConsole.from(await createRoom(await openAs(doc), jid, { nick: 'Doc' }))
  const lorrainesPage = await openAs(lorraine)
  await joinRoom(lorrainesPage, jid, { nick: 'Lorraine' })
  const biffsRoom = await joinRoom(await openAs(biff), jid, { nick: 'Biff' })

  await docs.expectRank('Lorraine', 'Guest')
  await docs.make('Lorraine', 'Admin')
  await expect(docs.rank('Lorraine')).toHaveAccessibleName('Lorraine: Guest, to become Admin')
  await docs.apply()
  await docs.expectRank('Lorraine', 'Admin')
  await expect(docs.root.getByText('1 person was changed.')).toBeVisible()

  const lorraines = await PeopleConsole.at(lorrainesPage, jid)
  await lorraines.make('Biff', 'Banned', 'Manure')
  await lorraines.apply()
  await expect(biffsRoom.root.getByText('Reason: Manure')).toBeVisible()
  await docs.expectRank(biff.jid, 'Banned')
  await expect(docs.row(biff.jid).getByText('Manure').filter({ visible: true })).toBeVisible()
  const log = await docs.openLog()
  const line = log.getByRole('listitem').filter({ hasText: biff.jid })
  await expect(line).toContainText('Guest → Banned')
  await expect(line).toContainText('Reason: Manure')
  await expect((await lorraines.openLog()).getByText('by you')).toBeVisible()

  // At once, and it can be taken back like everything that was applied.
  await line.getByRole('button', { name: `Lift the ban of ${biff.jid}` }).click()
  await expect(docs.row(biff.jid)).toHaveCount(0)
  await docs.root.getByRole('region', { name: 'Undo' }).getByRole('button').click()
  await docs.expectRank(biff.jid, 'Banned')
})

test('many are added at once, what is wrong stays, and all of it can be taken back', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const jid = roomNamed('many')
  const page = await openAs(await makeAccount('doc'))
  await createRoom(page, jid, { nick: 'Doc' })
  const people = await PeopleConsole.at(page, jid)
  const [george, jennifer] = [`george@${server.domain}`, `jennifer@${server.domain}`]
  await people.add(`George <${george}>, mailto:${jennifer};\n${george.toUpperCase()}\nnobody@@nowhere`)
  const dialog = page.getByRole('dialog', { name: 'Add people' })
  await expect(dialog.getByRole('textbox', { name: 'Addresses' })).toHaveValue('nobody@@nowhere\n')
  await expect(dialog.getByText('There is more than one @ in it.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()

  await people.changes.getByRole('button', { name: 'Review' }).click()
  const panel = page.getByRole('complementary', { name: '2 changes' })
  await panel.getByRole('textbox', { name: 'Reason for all' }).fill('Founders')
  await panel.getByRole('textbox', { name: `Reason for ${george}` }).fill('Author')
  await people.apply()
  for (const who of [george, jennifer]) await people.expectRank(who, 'Member')

  // Kept by the room, not by the page.
  await page.reload()
  await expect(people.table).toBeVisible()
  await people.expectRank(george, 'Member')
  await people.make(george, 'Banned', 'Plagiarism')
  await people.make(jennifer, 'Admin')
  await people.apply()
  await people.expectRank(george, 'Banned')
  await people.expectRank(jennifer, 'Admin')
  await people.root.getByRole('button', { name: /^Undo/ }).click()
  for (const who of [george, jennifer]) await people.expectRank(who, 'Member')
  await expect(people.root.getByText('2 changes were taken back.')).toBeVisible()

  await people.add('evil.example', 'Banned')
  await people.apply()
  await people.expectRank('evil.example', 'Banned')
})

test('the last owner, oneself and what an admin may not are guarded, each with its sentence', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const jid = roomNamed('guards')
  const docsPage = await openAs(doc)
  await createRoom(docsPage, jid, { nick: 'Doc' })
  const martysPage = await openAs(marty)
  await joinRoom(martysPage, jid, { nick: 'Marty' })
  const docs = await PeopleConsole.at(docsPage, jid)
  await docs.rank('Doc').click()
  const admin = docsPage.getByRole('menuitemradio', { name: 'Admin' })
  await expect(admin).toHaveAttribute('aria-disabled', 'true')
  await expect(admin).toHaveAccessibleDescription('A room needs an owner. Make somebody else an owner first.')
  await expect(docsPage.getByRole('menuitemradio', { name: 'Ban…' })).toHaveAccessibleDescription(
    'You cannot do that to yourself.',
  )
  await docsPage.keyboard.press('Escape')

  const martys = await PeopleConsole.at(martysPage, jid)
  await expect(
    martys.root.getByText('Only owners and admins can change anything here.', { exact: false }),
  ).toBeVisible()
  await expect(martys.root.getByRole('button', { name: 'Add people' })).toHaveCount(0)

  await docs.make('Marty', 'Owner')
  await docs.apply()
  const question = docsPage.getByRole('alertdialog', { name: 'Make somebody an owner?' })
  await question.getByRole('button', { name: 'Apply 1 change' }).click()
  await docs.expectRank('Marty', 'Owner')
  await docs.make('Doc', 'Admin')
  await docs.apply()
  await docsPage
    .getByRole('alertdialog', { name: 'Give up your own rank?' })
    .getByRole('button', { name: 'Apply, and give it up' })
    .click()
  await docs.expectRank('Doc', 'Admin')
  await docs.rank('Marty').click()
  await expect(docsPage.getByRole('menuitemradio', { name: 'Guest' })).toHaveAccessibleDescription(
    'Admins cannot change owners and other admins.',
  )
  await docsPage.keyboard.press('Escape')

  // One's own demotion by somebody else, while something waits: it is kept, and says why it cannot be.
  await docs.add(`einstein@${jid.slice(jid.indexOf('@') + 1)}`)
  await martys.make('Doc', 'Member')
  await martys.apply()
  await expect(docs.changes.getByText('1 of them is not possible now. It is kept.')).toBeVisible()
})
