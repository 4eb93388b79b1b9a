import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import type { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { openChat } from '../pages/openChat.ts'
import { expect, test } from '../pages/test.ts'

// COMPAT: ejabberd 23.01 does not know XEP-0425; Prosody 0.12 has it from its community's modules.
const offers = (kind: string) => kind === 'prosody'

/** Points at a message and presses one of its tools. */
async function press(conversation: Conversation, text: string, tool: string): Promise<void> {
  const message = conversation.message(text)
  await message.hover()
  await message.getByRole('button', { name: tool, exact: true }).click()
}

const question = (page: Page, name: RegExp) => page.getByRole('alertdialog', { name })

async function remove(room: Conversation, text: string, reason: string): Promise<void> {
  await press(room, text, 'Remove for everyone')
  const dialog = question(room.page, /^Remove this message by .* for everyone\?$/)
  await dialog.getByRole('textbox', { name: 'Reason (optional)' }).fill(reason)
  await dialog.getByRole('button', { name: 'Remove for everyone' }).click()
  await expect(dialog).toBeHidden()
}

async function takeBack(conversation: Conversation, text: string): Promise<void> {
  await press(conversation, text, 'Take back')
  const dialog = question(conversation.page, /^Take this message back\?$/)
  await expect(dialog.getByText(/Others may have read it already/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Take back' }).click()
  await expect(dialog).toBeHidden()
}

test('a moderator removes a message: nobody can read it, who comes later neither', async ({
  openAs,
  makeAccount,
  roomNamed,
  kind,
}) => {
  const [doc, marty, biff] = [await makeAccount('doc'), await makeAccount('marty'), await makeAccount('biff')]
  const jid = roomNamed('lab')
  const docs = await createRoom(await openAs(doc), jid, { nick: 'Doc' })
  const martysPage = await openAs(marty)
  const martys = await joinRoom(martysPage, jid, { nick: 'Marty' })
  const biffs = await joinRoom(await openAs(biff), jid, { nick: 'Biff' })
  await biffs.say('Buy Grays Sports Almanac')
  for (const room of [docs, martys]) await expect(room.message('Almanac')).toBeVisible()

  await martys.message('Almanac').hover()
  await expect(martys.message('Almanac').getByRole('button', { name: 'Copy text' })).toBeVisible()
  await expect(martysPage.getByRole('button', { name: 'Remove for everyone' })).toHaveCount(0)
  if (!offers(kind)) {
    await docs.message('Almanac').hover()
    await expect(docs.message('Almanac').getByRole('button', { name: 'Copy text' })).toBeVisible()
    await expect(docs.page.getByRole('button', { name: 'Remove for everyone' })).toHaveCount(0)
    return
  }
  await press(docs, 'Almanac', 'Remove for everyone')
  await expectNoBarriers(docs.page, 'the question whether to remove a message')
  await docs.page.keyboard.press('Escape')
  await remove(docs, 'Almanac', 'No advertising')
  for (const room of [docs, martys, biffs]) {
    await expect(room.by('Biff').filter({ hasText: 'Removed by Doc: No advertising' })).toHaveCount(1)
    await expect(room.page.getByText('Almanac')).toHaveCount(0)
  }
  await expectNoBarriers(docs.page, 'a room with a removed message')
  // The message is still there to stand on, for who uses the keyboard.
  const isOnMessage = () => document.activeElement?.closest('[data-key]') !== null
  await expect.poll(() => docs.page.evaluate(isOnMessage)).toBe(true)

  await martysPage.reload()
  await expect(martys.by('Biff').filter({ hasText: 'Removed by Doc: No advertising' })).toHaveCount(1)
  await expect(martysPage.getByText('Almanac')).toHaveCount(0)
  const late = await joinRoom(await openAs(await makeAccount('lorraine')), jid, { nick: 'Lorraine' })
  await expect(late.log.getByText('Removed by Doc: No advertising')).toBeVisible()
  await expect(late.page.getByText('Almanac')).toHaveCount(0)
})

test('a ban takes all that somebody said with it, and the unread of others forget it', async ({
  openAs,
  makeAccount,
  roomNamed,
  kind,
}) => {
  const [doc, marty, biff] = [await makeAccount('doc'), await makeAccount('marty'), await makeAccount('biff')]
  const jid = roomNamed('spam')
  const docs = await createRoom(await openAs(doc), jid, { nick: 'Doc' })
  const martys = await joinRoom(await openAs(marty), jid, { nick: 'Marty' })
  const biffs = await joinRoom(await openAs(biff), jid, { nick: 'Biff' })
  await martys.page.goto('/#/settings')
  await biffs.say('Marty, buy now')
  await biffs.say('Buy more')
  await docs.say('Stop it, Biff')
  const sidebar = martys.page.getByRole('navigation')
  await expect(sidebar.getByText('3 unread')).toHaveCount(1)

  await docs.choosePerson('Biff', 'Ban…')
  const dialog = question(docs.page, /^Ban /)
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('Spam')
  const thorough = dialog.getByRole('checkbox', { name: 'Remove all their messages as well' })
  if (!offers(kind)) {
    await expect(thorough).toHaveCount(0)
    return
  }
  await thorough.check()
  await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(docs.page.getByText(/^Biff was banned, and 2 messages were removed\.$/)).toBeVisible()
  await expect(docs.log.getByText('Removed by Doc: Spam')).toHaveCount(2)
  await expect(docs.message('Stop it, Biff')).toBeVisible()
  await expect(docs.person('Biff')).toHaveCount(0)
  await expect(sidebar.getByText('1 unread')).toHaveCount(1)
})

test('one’s own message is taken back, from a person and in a room, for everybody and after a reload', async ({
  openAs,
  makeAccount,
  befriend,
  roomNamed,
}) => {
  const [doc, marty] = [await makeAccount('doc'), await makeAccount('marty')]
  await befriend(doc, marty)
  const [docsPage, martysPage] = [await openAs(doc), await openAs(marty)]
  const mine = await openChat(martysPage, doc.jid)
  await mine.say('The wrong window')
  const his = await openChat(docsPage, marty.jid)
  await expect(his.message('The wrong window')).toBeVisible()
  await takeBack(mine, 'The wrong window')
  await expect(mine.log.getByText('You took this back')).toBeVisible()
  await expect(his.log.getByText(/ took this back$/)).toBeVisible()
  for (const page of [docsPage, martysPage]) {
    await page.reload()
    await expect(page.getByText(/ook this back$/)).toBeVisible()
    await expect(page.getByText('The wrong window')).toHaveCount(0)
  }

  const jid = roomNamed('cafe')
  const ours = await createRoom(docsPage, jid, { nick: 'Doc' })
  const guests = await joinRoom(martysPage, jid, { nick: 'Marty' })
  await guests.say('I am from the future')
  await expect(ours.message('from the future')).toBeVisible()
  await takeBack(guests, 'from the future')
  await expect(guests.log.getByText('You took this back')).toBeVisible()
  await expect(ours.log.getByText('Marty took this back')).toBeVisible()
  await docsPage.reload()
  await expect(ours.log.getByText('Marty took this back')).toBeVisible()
  await expect(docsPage.getByText('from the future')).toHaveCount(0)
})
