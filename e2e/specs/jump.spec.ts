import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Room } from '../pages/room.ts'
import { expect, test } from '../pages/test.ts'

test('Ctrl-K leads to a person, a room, and a page, by keyboard alone', async ({
  openAs,
  makeAccount,
  befriend,
  roomNamed,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty)
  const jid = roomNamed('clock-tower')
  await createRoom(page, jid)
  const dialog = page.getByRole('dialog', { name: 'Jump to' })
  const options = dialog.getByRole('option')

  await page.keyboard.press('Control+k')
  await expect(dialog.getByRole('combobox')).toBeFocused()
  await page.keyboard.type(doc.name)
  await expect(options.first()).toContainText(doc.name)
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('region', { name: `Chat with ${doc.name}` })).toBeVisible()
  await expect(page.getByRole('textbox', { name: `Message ${doc.name}` })).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('clock')
  await page.keyboard.press('Enter')
  await expect(new Room(page, localPart(jid)).composer).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('sett')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeFocused()

  await page.keyboard.press('Control+k')
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('option', { selected: true })).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('an address nobody here has leads to a new conversation; nonsense says what would help', async ({
  openAs,
  makeAccount,
}) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await page.getByRole('button', { name: /^Jump to/ }).click()
  const box = page.getByRole('combobox', { name: 'Jump to' })
  await box.fill('zzzz')
  await expect(page.getByText('Nothing has that name.', { exact: false })).toBeVisible()
  await box.fill(`jennifer@${marty.jid.split('@')[1]}`)
  await box.press('Enter')
  await expect(page.getByRole('region', { name: 'Chat with jennifer' })).toBeVisible()
})

test('who goes on while a closed dialog takes its step of the history back stays where they went', async ({
  openAs,
  makeAccount,
}) => {
  const page = await openAs(await makeAccount('marty'))
  await page.getByRole('button', { name: /^Jump to/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Jump to' })
  await expect(dialog).toBeVisible()
  await page.evaluate(() => {
    const go = history.go.bind(history)
    history.go = (steps) => {
      go(steps)
      location.hash = '#/settings'
    }
  })
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  // What the browser does of it comes a moment later.
  await page.waitForTimeout(1500)
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Settings', exact: true })).toBeHidden()
})

test('what is typed before the box is there stands in it when it comes, and nowhere else', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty, { path: `/#/chat/${encodeURIComponent(doc.jid)}` })
  // Its code is on the way for as long as this takes.
  let come = () => {}
  const held = new Promise<void>((resolve) => {
    come = resolve
  })
  await page.route(/JumpDialog/, async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  const { composer } = Conversation.with(page, doc.name)
  await expect(composer).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('join a room')
  await page.keyboard.press('Enter')
  await expect(composer).toHaveValue('')
  come()
  await expect(page.getByRole('heading', { name: 'Join a room' })).toBeFocused()
})
