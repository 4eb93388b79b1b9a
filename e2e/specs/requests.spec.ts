import { expectNoBarriers } from '../pages/axe.ts'
import { Conversation } from '../pages/conversation.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

/** Asks for a receipt and for a marker. */
const CURIOUS = "<request xmlns='urn:xmpp:receipts'/><markable xmlns='urn:xmpp:chat-markers:0'/>"
const CHAT_STATES = 'http://jabber.org/protocol/chatstates'

test('a stranger who writes waits in the requests, learns nothing, and is a conversation once answered', async ({
  openAs,
  makeAccount,
  outsider,
}) => {
  test.slow()
  const [marty, griff] = [await makeAccount('marty'), await makeAccount('griff')]
  const page = await openAs(marty)
  const second = await openAs(marty)
  const list = new Sidebar(page)
  await expect(list.own(marty.name)).toBeVisible()
  const his = await outsider(griff)
  his.send('<presence/>')
  his.say(
    marty.jid,
    'Hey McFly &lt;img src=x&gt; https://evil.example/',
    `${CURIOUS}<active xmlns='${CHAT_STATES}'/>`,
  )
  his.say(marty.jid, 'I am talking to you', CURIOUS)

  for (const each of [page, second]) {
    const { requests, people } = new Sidebar(each)
    await expect(requests).toHaveAccessibleName(/1 request waits/)
    await expect(people.getByRole('link')).toHaveCount(0)
    await expect(each).toHaveTitle(/^Hoverboard/)
  }
  await list.requests.click()
  const request = page.getByRole('listitem').filter({ hasText: griff.jid })
  await expect(request).toContainText('I am talking to you')
  await expect(request).toContainText('2 messages')
  await expect(request).toHaveText(new RegExp(`${griff.jid}.*I am talking to you`, 's'))
  await expect(request.getByRole('link')).toHaveCount(0)
  await expectNoBarriers(page, 'a stranger in the requests')

  await page.getByRole('button', { name: `Open the conversation with ${griff.jid}` }).click()
  const chat = Conversation.with(page, griff.name)
  await expect(chat.message('I am talking to you')).toBeVisible()
  await expect(chat.root.getByText('This person is not in your contacts:')).toBeVisible()
  await chat.composer.pressSequentially('Who, me?')
  for (const each of [page, second]) {
    await expect(new Sidebar(each).requests).toBeVisible()
    await expect(new Sidebar(each).requests).not.toHaveAccessibleName(/waits/)
    await expect(new Sidebar(each).people.getByRole('link')).toHaveCount(0)
  }

  // Held they stay, in this page and in one that was never there before.
  await page.reload()
  await expect(chat.message('I am talking to you')).toBeVisible()
  const fresh = await openAs(marty)
  for (const each of [page, fresh]) {
    await expect(new Sidebar(each).requests).toBeVisible()
    await expect(new Sidebar(each).people.getByRole('link')).toHaveCount(0)
  }
  await expect(new Sidebar(second).people.getByRole('link')).toHaveCount(0)
  // What was told goes out in order: with the answer there, nothing went before it.
  await chat.say('Good bye, Griff')
  await his.hear('Good bye, Griff')
  for (const told of ['<received', '<displayed', '<composing', '<paused'])
    expect(his.count('<message', told, `from="${marty.jid}`), told).toBe(0)
  for (const each of [page, second, fresh]) {
    await expect(new Sidebar(each).person(griff.jid)).toBeVisible()
    await expect(new Sidebar(each).requests).toHaveCount(0)
  }
  his.say(marty.jid, 'What did you call me?')
  await expect(chat.message('What did you call me?')).toBeVisible()
  const later = await openAs(marty)
  await expect(new Sidebar(later).person(griff.jid)).toBeVisible()
  await expect(new Sidebar(later).requests).toHaveCount(0)
})

test('a stranger is found under the requests, and leaves them by a contact, a block, or being dismissed', async ({
  openAs,
  makeAccount,
  outsider,
}) => {
  const names = ['griff', 'biff', 'needles'] as const
  const marty = await makeAccount('marty')
  const page = await openAs(marty, { path: '/#/requests' })
  await expect(page.getByText('Nobody waits for an answer')).toBeVisible()
  const [griff, biff, needles] = await Promise.all(
    names.map(async (name) => {
      const account = await makeAccount(name)
      const person = await outsider(account)
      person.say(marty.jid, `I am ${name}`)
      return { account, say: person.say.bind(person) }
    }),
  )
  if (!griff || !biff || !needles) throw new Error('Nobody there')
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows).toHaveCount(3)

  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Jump to' })
  await dialog.getByRole('combobox').fill(griff.account.name)
  await expect(dialog.getByText('Requests', { exact: true })).toBeVisible()
  await expect(dialog.getByRole('option').filter({ hasText: griff.account.jid }).first()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: `Add contact ${griff.account.jid}` }).click()
  await expect(rows).toHaveCount(2)
  await expect(new Sidebar(page).person(griff.account.name)).toBeVisible()

  await page.getByRole('button', { name: `Block ${biff.account.jid}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click()
  await expect(rows).toHaveCount(1)

  await page.getByRole('button', { name: `Dismiss ${needles.account.jid}` }).click()
  await expect(page.getByText('Nobody waits for an answer')).toBeVisible()
  await expect(new Sidebar(page).requests).toHaveCount(0)
  await page.reload()
  await expect(new Sidebar(page).person(griff.account.name)).toBeVisible()
  await expect(page.getByText('Nobody waits for an answer')).toBeVisible()
  needles.say(marty.jid, 'What are you, chicken?')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('What are you, chicken?')
  await expect(new Sidebar(page).people.getByRole('link')).toHaveCount(1)
})

test('whom one looks up before they write is a conversation, also after a reload', async ({
  openAs,
  makeAccount,
  outsider,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const page = await openAs(marty, { path: `/#/chat/${encodeURIComponent(doc.jid)}` })
  const chat = Conversation.with(page, doc.name)
  await expect(chat.composer).toBeVisible()
  await expect(new Sidebar(page).person(doc.jid)).toBeVisible()
  const his = await outsider(doc)
  his.say(marty.jid, 'Great Scott')
  await expect(chat.message('Great Scott')).toBeVisible()
  await expect(new Sidebar(page).person(doc.jid)).toBeVisible()
  await expect(new Sidebar(page).requests).toHaveCount(0)
  await page.reload()
  await expect(chat.message('Great Scott')).toBeVisible()
  await expect(new Sidebar(page).person(doc.jid)).toBeVisible()
  await expect(new Sidebar(page).requests).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('a request of a stranger fits, and its buttons can be hit', async ({
    openAs,
    makeAccount,
    outsider,
  }) => {
    const [marty, griff] = [await makeAccount('marty'), await makeAccount('griff-with-a-name-that-goes-on')]
    const page = await openAs(marty, { path: '/#/requests' })
    const his = await outsider(griff)
    his.say(marty.jid, `Hey ${'McFly '.repeat(100)}`)
    his.send(`<presence to='${marty.jid}' type='subscribe'/>`)
    const open = page.getByRole('button', { name: `Open the conversation with ${griff.jid}` })
    await expect(open).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await expectTouchable(page, 'a stranger in the requests')
    await expectNoBarriers(page, 'a stranger in the requests, on a phone')
    await open.tap()
    await expect(Conversation.with(page, griff.name).message(/^.*Hey McFly/)).toBeVisible()
    await expect(page.getByText('This person is not in your contacts:')).toBeVisible()
  })
})
