import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { Profile } from '../pages/profile.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('a profile is filled in, asked about when left unsaved, and read by a contact', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const martys = await openAs(marty)
  const docs = await openAs(doc)
  await expect(new Sidebar(docs).person(marty.name)).toHaveAccessibleName(/Online/)
  await new Sidebar(docs).chooseOwn(doc.name, 'Your profile')
  const profile = new Profile(docs)
  await profile.field('Full name').fill('Dr. Emmett Brown')
  await profile.field('Birthday').fill('1914-08-15')
  await profile.field('About you').fill('Inventor of time travel')
  await profile.root.getByRole('button', { name: 'Add a mail address' }).click()
  await profile.field('Mail address').fill('doc@hill.example')
  await profile.root.getByLabel('Mail address: home or work').selectOption('Work')
  await profile.root.getByRole('button', { name: 'Add a phone number' }).click()
  await profile.field('Phone').fill('+1 555 4385')
  await profile.root.getByRole('button', { name: 'Add a postal address' }).click()
  await profile.field('Town').fill('Hill Valley')
  await profile.field('Organisation').fill('E. Brown Enterprises')
  await profile.field('Job title').fill('Founder')
  await profile.field('Website').fill('flux.example')
  await expectNoBarriers(docs, 'one’s profile')

  await new Sidebar(docs).person(marty.name).click()
  const asked = docs.getByRole('alertdialog', { name: 'Save your profile first?' })
  await expectNoBarriers(docs, 'the question about what is not saved')
  await asked.getByRole('button', { name: 'Save and go' }).click()
  await expect(asked).toBeHidden()
  await expect(profile.root.getByText('A website begins with https:// or http://.')).toBeVisible()
  await expect(profile.field('Website')).toBeFocused()
  await profile.field('Website').fill('https://flux.example/')
  // The question's own step in the history is taken back a moment after it.
  await expect.poll(() => docs.evaluate(() => history.state?.layers ?? 0)).toBe(0)
  await docs.goBack()
  await asked.getByRole('button', { name: 'Stay here' }).click()
  await expect(profile.field('Full name')).toHaveValue('Dr. Emmett Brown')
  await profile.save()
  await expect(profile.root.getByText('Saved. Others see it the next time they look.')).toBeVisible()

  await new Sidebar(martys).choosePerson(doc.name, 'Show card')
  const card = martys.getByRole('complementary', { name: /^About / })
  for (const words of [
    'Dr. Emmett Brown',
    'Inventor of time travel',
    'E. Brown Enterprises',
    'August 15, 1914',
  ])
    await expect(card.getByText(words)).toBeVisible()
  await expect(card.getByText('Mail address · Work')).toBeVisible()
  await expect(card.getByRole('link', { name: 'https://flux.example/' })).toHaveAttribute('rel', /noopener/)
  await expect(card.getByText('Hill Valley')).toBeVisible()
  await expectNoBarriers(martys, 'a contact’s card')
  await docs.reload()
  await expect(profile.field('Phone')).toHaveValue('+1 555 4385')
  await expect(profile.root.getByLabel('Mail address: home or work')).toHaveValue('work')
})

test('who hears somebody’s address in a room reads their profile over it', async ({
  openAs,
  makeAccount,
  roomNamed,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const martys = await openAs(marty, { path: '/#/profile' })
  const profile = new Profile(martys)
  await profile.field('Nickname').fill('Calvin Klein')
  await profile.save()
  await expect(profile.root.getByText(/^Saved/)).toBeVisible()

  const jid = roomNamed('lab')
  const docs = await openAs(doc)
  const room = await createRoom(docs, jid, { nick: 'Doc' })
  await joinRoom(martys, jid, { nick: 'Marty' })
  await room.choosePerson('Marty', 'Show profile')
  const dialog = docs.getByRole('dialog', { name: `Profile of ${marty.name}` })
  await expect(dialog.getByText('Calvin Klein')).toBeVisible()
  await expect(dialog.getByText(marty.jid)).toBeVisible()
  await expectNoBarriers(docs, 'a profile over a room')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(dialog).toBeHidden()
  await expect(room.composer).toBeVisible()
})
