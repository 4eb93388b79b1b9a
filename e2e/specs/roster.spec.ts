import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'

test('who adds somebody is asked about with their address first, and both see each other', async ({
  openAs,
  makeAccount,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  const [martys, docs] = [await openAs(marty), await openAs(doc)]

  await new Sidebar(martys).root.getByRole('button', { name: 'Add a contact' }).first().click()
  const form = martys.getByRole('region', { name: 'Add a contact' })
  await form.getByRole('textbox', { name: 'Address' }).fill(doc.jid)
  await form.getByRole('textbox', { name: 'Name' }).fill('Emmett')
  const groups = form.getByRole('textbox', { name: 'Groups' })
  await groups.fill('Inventors')
  await groups.press('Enter')
  await expect(form.getByRole('button', { name: 'Inventors', pressed: true })).toBeVisible()
  await form.getByRole('button', { name: 'Add contact' }).click()
  await expect(martys.getByRole('region', { name: 'Chat with Emmett' })).toBeVisible()

  const sidebar = new Sidebar(docs)
  await expect(sidebar.requests).toHaveAccessibleName('Requests 1 request waits')
  await sidebar.requests.click()
  const request = docs.getByRole('region', { name: 'Requests' }).getByRole('listitem')
  await expect(request).toHaveText(new RegExp(`^[^@]*${marty.jid}`))
  await request.getByRole('button', { name: `Accept ${marty.jid}` }).click()
  await expect(docs.getByText(`${marty.jid} now sees when you are there.`)).toBeVisible()
  await expect(sidebar.requests).toBeHidden()

  await expect(sidebar.person(marty.name)).toHaveAccessibleName(/Online/)
  const emmett = new Sidebar(martys).person('Emmett')
  await expect(emmett).toHaveAccessibleName(/Online/)
  await expect(new Sidebar(martys).people.getByRole('button', { name: /Inventors/ })).toBeVisible()
})

test('a refused request leaves no contact, and no presence is seen', async ({ openAs, makeAccount }) => {
  const [biff, lorraine] = [await makeAccount('biff'), await makeAccount('lorraine')]
  const [biffs, lorraines] = [await openAs(biff), await openAs(lorraine)]
  await openChat(biffs, lorraine.jid)
  await biffs
    .getByRole('region', { name: /^Chat with / })
    .getByRole('button', { name: 'Add contact' })
    .click()

  await new Sidebar(lorraines).requests.click()
  await lorraines.getByRole('button', { name: `Refuse ${biff.jid}` }).click()
  await expect(lorraines.getByText('Nobody waits for an answer')).toBeVisible()
  await expect(new Sidebar(lorraines).person(biff.name)).toBeHidden()

  await expect(new Sidebar(biffs).people.getByRole('button', { name: /Offline/ })).toBeVisible()
  await expect(new Sidebar(biffs).person(lorraine.name)).toHaveAccessibleName(/Offline/)
  const card = biffs.getByRole('complementary', { name: /^About / })
  await expect(card.getByText('Neither of you sees when the other is there.')).toBeVisible()
})

test('a name and groups are one’s own, and follow in every tab', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty)
  const second = await page.context().newPage()
  await second.goto('/')
  await new Sidebar(page).choosePerson(doc.name, 'Name and groups')
  const dialog = page.getByRole('dialog', { name: 'Name and groups' })
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await name.fill('Emmett L. Brown')
  await dialog.getByRole('textbox', { name: 'Groups' }).fill('Science')
  await dialog.getByRole('button', { name: 'Save changes' }).click()
  await expect(dialog).toBeHidden()
  for (const each of [page, second]) {
    const sidebar = new Sidebar(each)
    await expect(sidebar.person('Emmett L. Brown')).toBeVisible()
    await expect(sidebar.people.getByRole('button', { name: /Offline/ })).toBeVisible()
  }
  const docs = await openAs(doc)
  await expect(new Sidebar(docs).person(marty.name)).toHaveAccessibleName(/Online/)
  await expect(new Sidebar(page).people.getByRole('button', { name: /Science/ })).toBeVisible()
})

test('removing asks first, and then neither sees the other', async ({ openAs, makeAccount, befriend }) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  await befriend(marty, biff)
  const [martys, biffs] = [await openAs(marty), await openAs(biff)]
  await expect(new Sidebar(biffs).person(marty.name)).toHaveAccessibleName(/Online/)
  await new Sidebar(martys).choosePerson(biff.name, 'Remove contact')
  const dialog = martys.getByRole('alertdialog', { name: `Remove ${biff.name}?` })
  await expect(dialog.getByText(biff.jid)).toBeVisible()
  await dialog.getByRole('button', { name: 'Remove contact' }).click()
  await expect(new Sidebar(martys).person(biff.name)).toBeHidden()
  await expect(new Sidebar(biffs).person(marty.name)).toHaveAccessibleName(/Offline/)
})

test('an address that is none, one’s own, or known already is said beside the field', async ({
  openAs,
  makeAccount,
  befriend,
}) => {
  const [marty, doc] = [await makeAccount('marty'), await makeAccount('doc')]
  await befriend(marty, doc)
  const page = await openAs(marty, { path: '/#/add' })
  const form = page.getByRole('region', { name: 'Add a contact' })
  const address = form.getByRole('textbox', { name: 'Address' })
  for (const [typed, words] of [
    ['', 'Enter the address of the person you want to add.'],
    ['doc', 'That is not a whole address. It looks like name@server.'],
    [marty.jid, "That is your own address. Enter somebody else's."],
    [doc.jid, `${doc.name} is in your contacts already.`],
  ] as const) {
    await address.fill(typed)
    await form.getByRole('button', { name: 'Add contact' }).click()
    await expect(form.getByText(words)).toBeVisible()
    await expect(address).toBeFocused()
  }
  await form.getByRole('link', { name: 'Open the conversation' }).click()
  await expect(page.getByRole('region', { name: `Chat with ${doc.name}` })).toBeVisible()
})
