import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('a status text and a way of being there are seen by contacts, and go with the session', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const [martys, docs] = [await openAs(marty), await openAs(doc)]
  const docInList = new Sidebar(martys).person(doc.name)
  await expect(docInList).toHaveAccessibleName(/Online/)

  const own = new Sidebar(docs)
  await own.setStatus(doc.name, 'Waiting for lightning')
  await expect(docInList).toHaveAccessibleName(/Waiting for lightning/)
  await own.chooseOwn(doc.name, 'Away', 'menuitemradio')
  await expect(docInList).toHaveAccessibleName(/Away/)
  await expect(docInList).toHaveAccessibleName(/Waiting for lightning/)
  const chat = await openChat(martys, doc.jid)
  await expect(chat.root.getByText('Away · Waiting for lightning')).toBeVisible()

  await own.chooseOwn(doc.name, 'Do not disturb', 'menuitemradio')
  await expect(docInList).toHaveAccessibleName(/Do not disturb/)
  await docs.reload()
  await expect(own.own(doc.name)).toHaveAccessibleName(/Do not disturb.*Waiting for lightning/)

  await own.chooseOwn(doc.name, 'Sign out')
  await expect(docInList).toHaveAccessibleName(/Offline/)
  await expect(chat.root.getByText('Offline', { exact: true }).first()).toBeVisible()
})

test('how one is there is the same in every tab', async ({ openAs, makeAccount }) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  const second = await page.context().newPage()
  await second.goto('/')
  await new Sidebar(page).chooseOwn(marty.name, 'Away for long', 'menuitemradio')
  await expect(new Sidebar(second).own(marty.name)).toHaveAccessibleName(/Away for long/)
})
