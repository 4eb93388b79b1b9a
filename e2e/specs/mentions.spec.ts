import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { expect, test } from '../pages/test.ts'

test('a nick is completed by keyboard, and whoever is named sees it', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('names')
  const docs = await createRoom(await openAs(await makeAccount('doc')), jid, { nick: 'Doc' })
  const martys = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty (McFly)' })
  const marlenes = await joinRoom(await openAs(await makeAccount('marlene')), jid, { nick: 'Marlene' })
  await expect(docs.person('Marlene')).toBeVisible()
  await martys.say('Doc?')
  await expect(docs.message('Doc?')).toBeVisible()
  await expect(docs.message('Doc?').locator('mark')).toHaveText('Doc')

  // Whoever spoke last comes first; Tab alone shows who begins like that.
  await docs.composer.pressSequentially('mar')
  await docs.composer.press('Tab')
  const people = docs.page.getByRole('listbox', { name: 'People' })
  await expect(people.getByRole('option')).toHaveText([/^Marty \(McFly\)/, /^Marlene/])
  await docs.composer.press('Tab')
  await expect(docs.composer).toHaveValue('Marty (McFly): ')
  await docs.composer.pressSequentially('have you met @marl')
  await expect(people.getByRole('option')).toHaveText(/^Marlene/)
  await expectNoBarriers(docs.page, 'completing a nick')
  await docs.composer.press('Enter')
  await docs.composer.press('Enter')
  const text = 'Marty (McFly): have you met Marlene'
  for (const room of [docs, martys, marlenes]) await expect(room.message(text)).toBeVisible()
  await expect(martys.message(text).locator('mark')).toHaveText('Marty (McFly)')
  await expect(marlenes.message(text).locator('mark')).toHaveText('Marlene')
  await expect(docs.message(text).locator('mark')).toHaveCount(0)

  // Where nothing begins like that, Tab goes on.
  await docs.composer.pressSequentially('xyz')
  await docs.composer.press('Tab')
  await expect(docs.root.getByRole('button', { name: 'Send' })).toBeFocused()
})

test('a nick that looks like another’s is marked, wherever it stands', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const jid = roomNamed('twins')
  const docs = await createRoom(await openAs(await makeAccount('doc')), jid, { nick: 'Doc' })
  const martys = await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
  // A Cyrillic о.
  const fake = await joinRoom(await openAs(await makeAccount('biff')), jid, { nick: 'Dоc' })
  const words = 'Looks like “Doc”, who is an owner here'
  await expect(martys.person('Dоc')).toContainText(words)
  await expect(docs.person('Dоc')).toContainText('Looks like you, “Doc”')
  await expect(martys.person('Doc')).not.toContainText('Looks like')
  await fake.say('Send me your password')
  await expect(martys.message('Send me your password')).toContainText(words)
  await expectNoBarriers(martys.page, 'somebody who can be taken for another')
  await martys.choosePerson('Dоc', 'Write privately')
  await expect(
    martys.page.getByRole('banner').or(martys.page.locator('header')).getByText(words),
  ).toBeVisible()
})
