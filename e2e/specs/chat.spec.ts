import { Conversation } from '../pages/conversation.ts'
import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('two people write to each other, and see how far each message came', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const [martys, docs] = [await openAs(marty), await openAs(doc)]
  const [mine, his] = [await openChat(martys, doc.jid), await openChat(docs, marty.jid)]
  await mine.say('Ah, are you the doctor?')
  await expect(his.by(marty.name).filter({ hasText: 'Ah, are you the doctor?' })).toBeVisible()
  await expect(mine.delivery('Ah, are you the doctor?')).toHaveAccessibleName('Read')
  await his.say('Great Scott')
  await expect(mine.by(doc.name).filter({ hasText: 'Great Scott' })).toBeVisible()
  await expect(mine.message('Great Scott')).toHaveCount(1)
  // Or yesterday, when midnight went by in between.
  await expect(mine.log.getByText(/^(?:Today|Yesterday)$/).first()).toBeVisible()
})

test('a message to somebody who is away stays at sent', async ({ openAs, makeAccount, befriend }) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const chat = await openChat(await openAs(marty), doc.jid)
  await chat.say('Doc, you home?')
  await expect(chat.delivery('Doc, you home?')).toHaveAccessibleName('Sent')
})

test('who is writing is shown, and gone when it is said or given up', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const mine = await openChat(await openAs(marty), doc.jid)
  const his = await openChat(await openAs(doc), marty.jid)
  await his.say('Now')
  await expect(mine.message('Now')).toBeVisible()
  const typing = mine.root.getByText(/is writing/)
  await his.composer.pressSequentially('The flux')
  await expect(typing).toBeVisible()
  await his.composer.fill('')
  await expect(typing).toBeHidden()
  await his.composer.pressSequentially('capacitor')
  await expect(typing).toBeVisible()
  await his.composer.press('Enter')
  await expect(mine.message('capacitor')).toBeVisible()
  await expect(typing).toBeHidden()
})

test('what came unread is counted beside the name and in the title, and begins at a line', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty)
  const chat = await openChat(page, doc.jid)
  await chat.say('Read before')
  await page.goto('/#/')
  const elsewhere = await outsider(doc)
  elsewhere.say(marty.jid, 'One')
  elsewhere.say(marty.jid, 'Two')
  const row = new Sidebar(page).person(doc.name)
  await expect(row).toHaveAccessibleName(/2 unread/)
  await expect(page).toHaveTitle('(2) Hoverboard')
  await row.click()
  await expect(chat.message('Two')).toBeVisible()
  await expect(chat.log.getByText('New', { exact: true })).toBeVisible()
  await expect(row).not.toHaveAccessibleName(/unread/)
  await expect(page).toHaveTitle('Hoverboard')
})

test('links lead only where links may, and Shift-Enter begins a line', async ({ openAs, makeAccount }) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const chat = await openChat(await openAs(marty), doc.jid)
  await chat.composer.fill('first')
  await chat.composer.press('Shift+Enter')
  await chat.composer.pressSequentially('second')
  await expect(chat.composer).toHaveValue('first\nsecond')
  await chat.composer.press('Enter')
  await expect(chat.message('first')).toContainText('first\nsecond')

  await chat.say('See https://example.org/delorean?a=1. or javascript:alert(1) or data:text/html,x')
  const links = chat.message('delorean').getByRole('link')
  await expect(links).toHaveCount(1)
  await expect(links).toHaveAttribute('href', 'https://example.org/delorean?a=1')
  await expect(links).toHaveAttribute('rel', 'noopener noreferrer')
  await chat.composer.fill('/me checks the clock tower')
  await chat.composer.press('Enter')
  await expect(chat.message('checks the clock tower')).toContainText(`${marty.name} checks the clock tower`)
  await expect(chat.message('/me')).toHaveCount(0)
})

test('a draft waits where it was typed, over conversations and a reload', async ({ openAs, makeAccount }) => {
  const [marty, doc, lorraine] = [
    await makeAccount('marty'),
    await makeAccount('doc'),
    await makeAccount('lorraine'),
  ]
  const page = await openAs(marty)
  const chat = await openChat(page, doc.jid)
  await chat.composer.fill('About the future')
  const other = await openChat(page, lorraine.jid)
  await expect(other.composer).toHaveValue('')
  await other.composer.fill('Hi Lorraine')
  await page.reload()
  await expect(other.composer).toHaveValue('Hi Lorraine')
  await openChat(page, doc.jid)
  await expect(chat.composer).toHaveValue('About the future')
})

test('the last message is corrected with the arrow key, on both sides', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const mine = await openChat(await openAs(marty), doc.jid)
  const his = await openChat(await openAs(doc), marty.jid)
  await mine.say('1.21 jigowatts')
  await expect(his.message('1.21 jigowatts')).toBeVisible()
  await expect(mine.delivery('1.21 jigowatts')).toHaveAccessibleName('Read')
  await mine.composer.press('ArrowUp')
  await expect(mine.composer).toHaveValue('1.21 jigowatts')
  await expect(mine.root.getByText('Correcting your message')).toBeVisible()
  await mine.composer.fill('1.21 gigawatts')
  await mine.composer.press('Enter')
  for (const chat of [mine, his]) {
    await expect(chat.message('1.21 gigawatts')).toContainText('edited')
    await expect(chat.message('jigowatts')).toHaveCount(0)
  }
  await expect(mine.composer).toHaveValue('')
})

test('what was said while one was away is there at sign-in, with the time it was said', async ({
  openWindow,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const elsewhere = await outsider(doc)
  elsewhere.say(marty.jid, 'Meet me at Twin Pines Mall')
  const said = Date.now()
  const page = await openWindow('about:blank')
  await page.clock.setFixedTime(said + 3 * 3600_000)
  await page.goto('/')
  await page.getByLabel('Address').fill(marty.jid)
  await page.getByLabel('Password', { exact: true }).fill(marty.password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const row = new Sidebar(page).person(doc.name)
  await expect(row).toHaveAccessibleName(/1 unread/)
  await row.click()
  const message = Conversation.with(page, doc.name).message('Twin Pines')
  await expect(message).toHaveCount(1)
  const at = await message.getByRole('time').first().getAttribute('datetime')
  expect(Math.abs(new Date(at ?? 0).getTime() - said)).toBeLessThan(60_000)
})

test('a message to nobody says so, and can be tried again or thrown away', async ({
  openAs,
  makeAccount,
}) => {
  const marty = await makeAccount('marty')
  const nobody = `nobody-${marty.jid}`
  const chat = await openChat(await openAs(marty), nobody)
  await chat.say('Hello, anybody home?')
  const message = chat.message('anybody home')
  await expect(message).toContainText('Not sent. They cannot be reached: nobody there takes messages.')
  await message.getByRole('button', { name: 'Retry' }).click()
  await expect(message).toContainText('Not sent.')
  await message.getByRole('button', { name: 'Discard' }).click()
  await expect(message).toHaveCount(0)
})

test('two tabs of one person show the same, each once', async ({ openAs, makeAccount, befriend }) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty)
  const tabs = [page, await page.context().newPage()] as const
  await tabs[1].goto('/')
  const [first, second] = [await openChat(tabs[0], doc.jid), await openChat(tabs[1], doc.jid)]
  const his = await openChat(await openAs(doc), marty.jid)
  await first.say('From the first tab')
  await second.say('From the second tab')
  await his.say('I hear you')
  for (const chat of [first, second])
    for (const text of ['From the first tab', 'From the second tab', 'I hear you'])
      await expect(chat.message(text)).toHaveCount(1)
  await expect(second.delivery('From the first tab')).toHaveAccessibleName('Read')
})

test('what one says and hears with another client stands here as well (XEP-0280)', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const chat = await openChat(await openAs(marty), doc.jid)
  await expect(chat.composer).toBeVisible()
  const [phone, his] = [await outsider(marty), await outsider(doc)]
  phone.say(doc.jid, 'Said on the phone')
  await expect(chat.by(marty.name).filter({ hasText: 'Said on the phone' })).toHaveCount(1)
  his.say(phone.jid, 'To the phone alone')
  await expect(chat.by(doc.name).filter({ hasText: 'To the phone alone' })).toHaveCount(1)
})
