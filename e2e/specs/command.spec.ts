import { expectNoBarriers } from '../pages/axe.ts'
import { CommandBot } from '../pages/commandBot.ts'
import { openChat } from '../pages/openChat.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

test('a contact’s program is asked in steps, there and back, and tells what came of it', async ({
  openAs,
  makeAccount,
  befriend,
  server,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const bot = await CommandBot.enter(server, doc)
  const page = await openAs(marty)
  const chat = await openChat(page, doc.jid)
  await expect(chat.root.getByText('Online').first()).toBeVisible()
  // Whether they offer any is known a moment after the conversation opened; the menu shows what is known.
  await expect(async () => {
    await chat.root.getByRole('button', { name: `Menu of ${doc.name}` }).click()
    const item = page.getByRole('menuitem', { name: 'Commands' })
    if (!(await item.isVisible())) await page.keyboard.press('Escape')
    await item.click({ timeout: 500 })
  }).toPass()
  const list = page.getByRole('region', { name: 'Commands', exact: true })
  await list.getByRole('button', { name: 'Travel through time' }).click()
  const dialog = page.getByRole('dialog', { name: 'Travel through time' })
  await expectNoBarriers(page, 'a step of a command')
  await dialog.getByLabel('Year').selectOption('The past')
  await dialog.getByRole('checkbox', { name: 'Einstein' }).check()
  await dialog.getByRole('button', { name: 'Next' }).click()
  await expect(dialog.getByText('Mind the tyre marks.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Back' }).click()
  await dialog.getByLabel('Year').selectOption('The future')
  await dialog.getByRole('button', { name: 'Next' }).click()
  await dialog.getByLabel('Fuel').fill('Plutonium')
  await dialog.getByLabel('Fuel').press('Enter')
  await expect(dialog.getByText('You arrived.')).toBeVisible()
  const travellers = dialog.getByRole('table')
  await expect(travellers.getByRole('columnheader')).toHaveText(['Who', 'Year'])
  await expect(travellers.getByRole('row')).toHaveText(['WhoYear', 'Marty1955', 'Einstein1985'])
  await expectNoBarriers(page, 'what came of a command')
  expect(bot.steps).toEqual([
    'travel execute',
    'travel next',
    'travel prev',
    'travel next',
    'travel complete',
  ])
  expect(bot.answers).toContain('year=1955')
  expect(bot.answers).toContain('crew=einstein')
  expect(bot.answers).toContain('fuel=Plutonium')
  bot.leave()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('leaving ends a command at the service, and one that was forgotten says so', async ({
    openAs,
    makeAccount,
    befriend,
    server,
  }) => {
    const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
    await befriend(marty, doc)
    const bot = await CommandBot.enter(server, doc)
    const page = await openAs(marty)
    const chat = await openChat(page, doc.jid)
    await expect(chat.root.getByText('Online').first()).toBeVisible()
    await page.goto(`/#/commands/${encodeURIComponent(doc.jid)}`)
    const list = page.getByRole('region', { name: 'Commands', exact: true })
    await list.getByRole('button', { name: 'Travel through time' }).tap()
    const dialog = page.getByRole('dialog', { name: 'Travel through time' })
    await expect(dialog.getByLabel('Year')).toBeVisible()
    await expectTouchable(page, 'a step of a command')
    // The browser's own back.
    await page.goBack()
    await expect(dialog).toBeHidden()
    await expect.poll(() => bot.steps).toEqual(['travel execute', 'travel cancel'])
    await expect(list).toBeVisible()
    await list.getByRole('button', { name: 'Forget' }).tap()
    const forgetful = page.getByRole('dialog', { name: 'Forget' })
    await forgetful.getByLabel('Year').selectOption('The past')
    await forgetful.getByRole('button', { name: 'Next' }).tap()
    await expect(forgetful.getByText(/the service has forgotten it/)).toBeVisible()
    await forgetful.getByRole('button', { name: 'Start again' }).tap()
    await expect(forgetful.getByLabel('Year')).toHaveValue('')
    bot.leave()
  })
})
