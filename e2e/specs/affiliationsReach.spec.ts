import { readFile } from 'node:fs/promises'
import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { PeopleConsole } from '../pages/peopleConsole.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

test('a file goes out and comes in, and lists are carried over to another room', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const [first, second] = [roomNamed('first'), roomNamed('second')]
  const page = await openAs(await makeAccount('doc'))
  await createRoom(page, second, { nick: 'Doc' })
  await createRoom(page, first, { nick: 'Doc' })
  const people = await PeopleConsole.at(page, first)
  const [george, biff] = [`george@${server.domain}`, `biff@${server.domain}`]
  await people.root.getByRole('button', { name: 'Add people' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add people' })
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `\ufeffjid,affiliation,reason\r\n${george},member,\r\n${biff},outcast,"Said ""butthead"""\r\n`,
    ),
  })
  await expect(dialog.getByText('has 2 addresses.', { exact: false })).toBeVisible()
  await dialog.getByRole('button', { name: 'Add 2 people' }).click()
  await people.apply()
  await people.expectRank(biff, 'Banned')

  for (const [item, check] of [
    ['Save as CSV', `"Said ""butthead"""`],
    ['Save as JSON', '"reason": "Said \\"butthead\\""'],
  ] as const) {
    await people.root.getByRole('button', { name: 'More about these people' }).click()
    const coming = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: item }).click()
    const text = await readFile(await (await coming).path(), 'utf8')
    expect(text).toContain(george)
    expect(text).toContain(check)
  }

  await people.root.getByRole('button', { name: 'More about these people' }).click()
  await page.getByRole('menuitem', { name: 'Copy to another room…' }).click()
  const copying = page.getByRole('dialog', { name: /^Copy the people of / })
  await copying.getByRole('combobox', { name: 'To the room' }).selectOption(second)
  await copying.getByRole('button', { name: 'Look at the changes' }).click()
  await expect(page.getByRole('heading', { name: `Manage people in ${localPart(second)}` })).toBeVisible()
  await expect(people.changes.getByText('2 changes', { exact: true })).toBeVisible()
  await people.apply()
  await people.expectRank(george, 'Member')
  await people.expectRank(biff, 'Banned')
  await expect(people.row(biff).getByText('Said "butthead"').filter({ visible: true })).toBeVisible()
})

test('without a mouse: rows, choice, menu, review and apply; the focus is never lost', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  const jid = roomNamed('keys')
  const page = await openAs(await makeAccount('doc'))
  await createRoom(page, jid, { nick: 'Doc' })
  const people = await PeopleConsole.at(page, jid)
  await people.add(['a', 'b', 'c'].map((name) => `${name}@${server.domain}`).join(' '))
  await expect(people.root.getByRole('button', { name: 'Add people' })).toBeFocused()
  await page.getByRole('checkbox', { name: 'Choose Doc' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('checkbox', { name: `Choose a@${server.domain}` })).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+Space')
  await expect(people.root.getByText('3 chosen')).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(people.rank(`c@${server.domain}`)).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(people.rank(`c@${server.domain}`)).toHaveAccessibleName(/to become Admin$/)
  await expect(people.rank(`c@${server.domain}`)).toBeFocused()
  await people.changes.getByRole('button', { name: 'Apply 3 changes' }).focus()
  await page.keyboard.press('Enter')
  await people.expectRank(`c@${server.domain}`, 'Admin')
  await people.expectRank(`a@${server.domain}`, 'Member')
})

for (const [name, use] of [
  ['1280', {}],
  ['360 with touch', { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
] as const)
  test.describe(`at ${name}`, () => {
    test.use(use)

    test('no barrier in the console, its panels and its dialogs', async ({
      openAs,
      makeAccount,
      roomNamed,
      server,
    }) => {
      const jid = roomNamed('barriers')
      const page = await openAs(await makeAccount('doc'))
      await createRoom(page, jid, { nick: 'Doc' })
      await joinRoom(await openAs(await makeAccount('marty')), jid, { nick: 'Marty' })
      const people = await PeopleConsole.at(page, jid)
      const look = async (screen: string) => {
        await expectNoBarriers(page, screen)
        if (name !== '1280') await expectTouchable(page, screen)
      }
      await expect(people.row('Marty')).toBeVisible()
      await look('console')
      const choice = page.getByRole('checkbox', { name: 'Choose Marty' })
      await choice.check()
      await look('somebody chosen')
      await choice.uncheck()
      await people.root.getByRole('button', { name: 'Add people' }).click()
      const dialog = page.getByRole('dialog', { name: 'Add people' })
      await dialog.getByRole('textbox', { name: 'Addresses' }).fill(`a@${server.domain}, b@@c`)
      await dialog.getByRole('button', { name: 'Who wrote here' }).click()
      await look('add people')
      await dialog.getByRole('button', { name: 'Add 1 person' }).click()
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await people.rank('Marty').click()
      await look('ranks')
      await page.keyboard.press('Escape')
      await people.changes.getByRole('button', { name: 'Review' }).click()
      await expect(page.getByRole('textbox', { name: 'Reason for all' })).toBeVisible()
      await look('review')
      await page.getByRole('button', { name: 'Apply 1 change' }).last().click()
      await people.expectRank(`a@${server.domain}`, 'Member')
      await people.root.getByRole('button', { name: 'Change log' }).click()
      await expect(page.getByText('by you')).toBeVisible()
      await look('change log')
    })
  })
