import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { expect, test } from '../pages/test.ts'

test('the table is searched, narrowed and put in order; a list that is kept from an admin is missed alone', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const jid = roomNamed('table')
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  const docs = await PeopleConsole.from(await createRoom(await openAs(doc), jid, { nick: 'Doc' }))
  const page = await openAs(marty)
  await joinRoom(page, jid, { nick: 'Marty' })
  const [george, biff] = [`george@${server.domain}`, `biff@${server.domain}`]
  await docs.add(george)
  await docs.apply()
  await docs.expectRank(george, 'Member')
  await docs.add(biff, 'Banned')
  await docs.apply()
  await docs.make('Marty', 'Admin')
  await docs.apply()
  await docs.expectRank('Marty', 'Admin')

  const tab = (name: RegExp) => docs.root.getByRole('button', { name })
  for (const each of [/^All 4/, /^Owners 1/, /^Admins 1/, /^Members 1/, /^Banned 1/, /^Here now 2/])
    await expect(tab(each)).toBeVisible()
  await docs.search.fill('GEORGE')
  await expect(tab(/^All 1/)).toBeVisible()
  await expect(docs.table.getByRole('row')).toHaveCount(2)
  await docs.search.fill('(')
  await expect(docs.root.getByText('Nothing here has “(” in it.')).toBeVisible()
  await docs.root.getByRole('button', { name: 'Clear search' }).click()
  await tab(/^Here now/).click()
  await expect(docs.table.getByRole('row')).toHaveCount(3)
  await expect(docs.row('Marty').getByText('Marty').first()).toBeVisible()
  await expect(docs.row('Marty').getByText('Moderates').first()).toBeVisible()
  await tab(/^All/).click()
  const people = docs.table.getByRole('columnheader', { name: 'Person' })
  await people.getByRole('button').click()
  await expect(people).toHaveAttribute('aria-sort', 'ascending')
  await expect(docs.table.getByRole('row').nth(1)).toContainText('biff')
  await people.getByRole('button').click()
  await expect(people).toHaveAttribute('aria-sort', 'descending')
  await expect(docs.table.getByRole('row').nth(4)).toContainText('biff')
  await docs.rank(george).hover()
  await expect(docs.page.getByText('Affiliation “member” in XMPP')).toBeVisible()

  const martys = await PeopleConsole.at(page, jid)
  await martys.expectRank(george, 'Member')
  await martys.expectRank(biff, 'Banned')
  const missed = martys.root.getByText(/^The list of owners could not be read\. Only those with more rights/)
  // COMPAT: Prosody 0.12 shows an admin no owners; ejabberd 23.01 does.
  await expect(missed).toHaveCount(server.kind === 'prosody' ? 1 : 0)
})

test('roles stand in the same row, and who asks to speak is refused or let', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('roles')
  const mine = await createRoom(await openAs(await makeAccount('strickland')), jid, { nick: 'Strickland' })
  const his = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  const people = await PeopleConsole.from(mine)
  await people.choose('Marty', 'Advanced', 'Mute')
  await expect(people.row('Marty').getByText('Muted').first()).toBeVisible()
  const strip = his.root.getByRole('region', { name: 'Speaking in this room' })
  await strip.getByRole('button', { name: 'Ask to speak' }).click()
  const queue = people.root.getByRole('region', { name: 'Who asks to speak' })
  await queue.getByRole('button', { name: 'Refuse Marty' }).click()
  await expect(queue).toBeHidden()
  await expect(strip).toBeVisible()

  await people.choose('Marty', 'Advanced', 'Let speak')
  await expect(strip).toBeHidden()
  await people.choose('Marty', 'Advanced', 'Make moderator')
  await expect(people.row('Marty').getByText('Moderates').first()).toBeVisible()
  await people.choose('Marty', 'Advanced', 'Remove from room…')
  const dialog = people.page.getByRole('alertdialog', { name: 'Remove Marty from the room?' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Slacker')
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(his.root.getByText('Reason: Slacker')).toBeVisible()
  await expect(people.row('Marty')).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('what waits and what was changed come as sheets over the table', async ({
    openAs,
    makeAccount,
    roomNamed,
    server,
  }) => {
    const jid = roomNamed('sheets')
    const page = await openAs(await makeAccount('doc'))
    await createRoom(page, jid, { nick: 'Doc' })
    const people = await PeopleConsole.at(page, jid)
    await people.add(`george@${server.domain}`)
    await people.changes.getByRole('button', { name: 'Review' }).tap()
    const sheet = page.getByRole('dialog', { name: '1 change' })
    await sheet.getByRole('textbox', { name: 'Reason for all' }).fill('Author')
    await sheet.getByRole('button', { name: 'Apply 1 change' }).tap()
    await people.expectRank(`george@${server.domain}`, 'Member')
    await people.root.getByRole('button', { name: 'Change log' }).tap()
    const line = page.getByRole('dialog', { name: 'Change log' }).getByRole('listitem')
    for (const part of [`george@${server.domain}`, 'Guest → Member', 'by you', 'Reason: Author'])
      await expect(line).toContainText(part)
    await expect(line.getByRole('time')).toBeVisible()
  })
})
