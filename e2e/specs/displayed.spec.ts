import type { Page } from 'playwright/test'
import { Conversation } from '../pages/conversation.ts'
import { createRoom } from '../pages/createRoom.ts'
import { joinRoom } from '../pages/joinRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { openChat } from '../pages/openChat.ts'
import type { Outsider } from '../pages/outsider.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import type { Account } from '../servers/testServer.ts'

const MARKERS = 'urn:xmpp:chat-markers:0'
const MARKABLE = `<markable xmlns='${MARKERS}'/>`

const row = (page: Page, name: string) => new Sidebar(page).person(name)

/** Two words of somebody's, unread in every one of these windows. */
async function twoUnread(from: Outsider, to: Account, pages: readonly Page[]): Promise<void> {
  from.say(to.jid, 'One', MARKABLE)
  from.say(to.jid, 'Two', MARKABLE)
  for (const page of pages) await expect(row(page, from.account.name)).toHaveAccessibleName(/2 unread/)
}

/** The setting, by its words, as a person turns it. */
async function tellOthers(page: Page, isOn: boolean): Promise<void> {
  await page.goto('/#/settings')
  await page.getByRole('checkbox', { name: 'Tell others what I have read' }).setChecked(isOn)
}

test('two browsers of one person agree on what was read, whichever looks', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const his = await outsider(doc)
  const desk = await openAs(marty)
  const laptop = await openAs(marty)
  for (const page of [desk, laptop]) await expect(row(page, doc.name)).toBeVisible()
  await twoUnread(his, marty, [desk, laptop])
  await row(desk, doc.name).click()
  for (const page of [desk, laptop]) {
    await expect(row(page, doc.name)).not.toHaveAccessibleName(/unread/)
    await expect(page).toHaveTitle('Hoverboard')
  }
  await desk.goto('/#/')
  await twoUnread(his, marty, [desk, laptop])
  await row(laptop, doc.name).click()
  for (const page of [desk, laptop]) await expect(row(page, doc.name)).not.toHaveAccessibleName(/unread/)
})

test('a browser that comes later knows what was read before it came', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const his = await outsider(doc)
  // It listens from the start, so that its session holds the words; its page comes later, with an empty memory.
  const desk = await openAs(marty)
  const laptop = await openAs(marty)
  await expect(row(laptop, doc.name)).toBeVisible()
  await twoUnread(his, marty, [desk, laptop])
  await laptop.goto('about:blank')
  await row(desk, doc.name).click()
  await expect(row(desk, doc.name)).not.toHaveAccessibleName(/unread/)
  his.say(marty.jid, 'Three')
  await expect(Conversation.with(desk, doc.name).message('Three')).toBeVisible()
  await desk.goto('/#/')
  his.say(marty.jid, 'Four')
  await expect(row(desk, doc.name)).toHaveAccessibleName(/1 unread/)
  await laptop.goto('/')
  await expect(row(laptop, doc.name)).toHaveAccessibleName(/1 unread/)
})

test('two tabs of one browser agree, and the line stays where somebody reads', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const his = await outsider(doc)
  const first = await openAs(marty)
  const second = await first.context().newPage()
  await second.goto('/')
  for (const page of [first, second]) await expect(row(page, doc.name)).toBeVisible()
  await twoUnread(his, marty, [first, second])
  await row(first, doc.name).click()
  await expect(row(second, doc.name)).not.toHaveAccessibleName(/unread/)
  const chat = Conversation.with(first, doc.name)
  await expect(chat.message('Two')).toBeVisible()
  await expect(chat.log.getByText('New', { exact: true })).toBeVisible()
  await second.reload()
  await expect(row(second, doc.name)).not.toHaveAccessibleName(/unread/)
})

test('what one reads with another client is read here', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const [his, phone] = [await outsider(doc), await outsider(marty)]
  phone.send('<presence/>')
  const page = await openAs(marty)
  await expect(row(page, doc.name)).toBeVisible()
  await twoUnread(his, marty, [page])
  const heard = await phone.hear('<body>One</body>')
  const id =
    /stanza-id[^>]* id="([^"]+)"/.exec(heard)?.[1] ?? /id="([^"]+)"[^>]*urn:xmpp:sid:0/.exec(heard)?.[1]
  phone.send(
    `<iq type='set' id='read'><pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='urn:xmpp:mds:displayed:0'><item id='${doc.jid}'><displayed xmlns='urn:xmpp:mds:displayed:0'><stanza-id xmlns='urn:xmpp:sid:0' by='${marty.jid}' id='${id}'/></displayed></item></publish></pubsub></iq>`,
  )
  await expect(row(page, doc.name)).toHaveAccessibleName(/1 unread/)
})

test('a contact sees that their message was read, once it was', async ({ openAs, makeAccount, befriend }) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const his = await openAs(doc)
  await expect(row(his, marty.name)).toBeVisible()
  const mine = await openChat(await openAs(marty), doc.jid)
  await mine.say('One')
  await mine.say('Two')
  await expect(mine.delivery('Two')).toHaveAccessibleName('Delivered')
  await row(his, marty.name).click()
  for (const text of ['One', 'Two']) await expect(mine.delivery(text)).toHaveAccessibleName('Read')
  await mine.say('Three')
  await expect(mine.delivery('Three')).toHaveAccessibleName('Read')
})

test('who keeps it to themselves tells nobody, and their own windows still agree', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const phone = await outsider(marty)
  phone.send('<presence/>')
  const mine = await openChat(await openAs(marty), doc.jid)
  const [desk, laptop] = [await openAs(doc), await openAs(doc)]
  await tellOthers(desk, false)
  await desk.goto('/#/')
  await mine.say('Are you there?')
  for (const page of [desk, laptop]) await expect(row(page, marty.name)).toHaveAccessibleName(/1 unread/)
  await row(desk, marty.name).click()
  await expect(row(laptop, marty.name)).not.toHaveAccessibleName(/unread/)
  await Conversation.with(desk, marty.name).say('No')
  await expect(mine.by(doc.name).filter({ hasText: 'No' })).toBeVisible()
  await expect(mine.delivery('Are you there?')).toHaveAccessibleName('Delivered')
  expect(phone.count('<displayed', MARKERS)).toBe(0)
  await tellOthers(desk, true)
  await openChat(desk, marty.jid)
  await mine.say('And now?')
  await expect(mine.delivery('And now?')).toHaveAccessibleName('Read')
})

test('another client’s marker counts from whom it went to; a stranger learns nothing', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, doc, griff] = [
    await makeAccount('marty'),
    await makeAccount('doc'),
    await makeAccount('griff'),
  ]
  await befriend(marty, doc)
  const [his, stranger] = [await outsider(doc), await outsider(griff)]
  for (const each of [his, stranger]) each.send('<presence/>')
  const page = await openAs(marty)
  const chat = await openChat(page, doc.jid)
  await chat.say('Great Scott')
  const id = / id="([^"]+)"/.exec(await his.hear('<body>Great Scott</body>', MARKERS))?.[1] ?? ''
  const marker = `<displayed xmlns='${MARKERS}' id='${id}'/>`
  stranger.send(`<message to='${marty.jid}' type='chat'>${marker}</message>`)
  stranger.say(marty.jid, 'Butthead', MARKABLE)
  await expect(new Sidebar(page).requests).toHaveAccessibleName(/1 request waits/)
  await expect(chat.delivery('Great Scott')).not.toHaveAccessibleName('Read')
  his.send(`<message to='${marty.jid}' type='chat'>${marker}</message>`)
  await expect(chat.delivery('Great Scott')).toHaveAccessibleName('Read')

  his.send(`<message to='${marty.jid}' type='chat' id='look'><body>Look</body>${MARKABLE}</message>`)
  expect(await his.hear(MARKERS, 'id="look"')).toContain('<displayed')
  const theirs = await openChat(page, griff.jid)
  await expect(theirs.message('Butthead')).toBeVisible()
  await openChat(page, doc.jid)
  his.send(`<message to='${marty.jid}' type='chat' id='again'><body>Again</body>${MARKABLE}</message>`)
  await his.hear(MARKERS, 'id="again"')
  expect(stranger.count('<displayed', MARKERS)).toBe(0)
})

test('two browsers of one person agree on a room, and its people hear nothing of it', async ({
  openAs,
  makeAccount,
  roomNamed,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const jid = roomNamed('lab')
  const his = await createRoom(await openAs(doc), jid, { nick: 'Doc' })
  const listening = await outsider(doc)
  const pages = [await openAs(marty), await openAs(marty)] as const
  // The other one follows by the bookmark that this one makes.
  await joinRoom(pages[0], jid, { nick: 'Marty' })
  await pages[0].goto('/#/')
  const rows = pages.map((page) => new Sidebar(page).room(localPart(jid)))
  for (const each of rows) {
    await expect(each).toBeVisible()
    await expect(each).not.toHaveAccessibleName(/Entering|not in it/)
  }
  await his.say('One')
  await his.say('Two')
  for (const each of rows) await expect(each).toHaveAccessibleName(/2 unread/)
  await rows[0]?.click()
  for (const each of rows) await expect(each).not.toHaveAccessibleName(/unread/)
  expect(listening.count(MARKERS)).toBe(0)
})
