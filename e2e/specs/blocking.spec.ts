import { expectNoBarriers } from '../pages/axe.ts'
import { openChat } from '../pages/openChat.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

test('a contact who is blocked is shut out on every device, and let in again', async ({
  openAs,
  makeAccount,
  befriend,
  outsider,
}) => {
  const [marty, biff] = [await makeAccount('marty'), await makeAccount('biff')]
  await befriend(marty, biff)
  const others = await outsider(biff)
  const [page, second] = [await openAs(marty), await openAs(marty)]
  const chat = await openChat(page, biff.jid)
  await expect(chat.root.getByText('Online').first()).toBeVisible()
  await expect(new Sidebar(second).person(biff.name)).toHaveAccessibleName(/Online/)

  await chat.root.getByRole('button', { name: `Menu of ${biff.name}` }).click()
  await page.getByRole('menuitem', { name: 'Block' }).click()
  const question = page.getByRole('alertdialog', { name: `Block ${biff.name}?` })
  await expect(question).toContainText('They are not told.')
  await expectNoBarriers(page, 'the question before blocking')
  await question.getByRole('button', { name: 'Block' }).click()
  await expect(chat.root.getByText(`You blocked ${biff.name}. Nothing goes either way.`)).toBeVisible()
  await expect(chat.composer).toHaveAttribute(
    'placeholder',
    `You blocked ${biff.name}. Unblock them to write.`,
  )
  await expect(new Sidebar(page).person(biff.name)).toHaveAccessibleName(/Blocked/)
  await expect(new Sidebar(second).person(biff.name)).toHaveAccessibleName(/Blocked/)
  await expect(chat.root.getByText('Offline').first()).toBeVisible()
  await expectNoBarriers(page, 'a conversation with somebody who is blocked')
  others.say(marty.jid, 'Hello? Hello? Anybody home?')
  await others.hear('<message', 'type="error"')

  // Another program of the account lets them through.
  const mine = await outsider(marty)
  mine.send(
    `<iq type='set' id='let'><unblock xmlns='urn:xmpp:blocking'><item jid='${biff.jid}'/></unblock></iq>`,
  )
  await mine.hear('id="let"')
  await expect(chat.root.getByText(/Nothing goes either way/)).toBeHidden()
  await expect(chat.root.getByText('Online').first()).toBeVisible()
  others.say(marty.jid, 'Think, McFly')
  await expect(chat.message('Think, McFly')).toBeVisible()
  await expect(chat.message('Anybody home')).toHaveCount(0)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('a stranger who asks is blocked from the request, and undone from the list', async ({
    openAs,
    makeAccount,
    outsider,
  }) => {
    const [marty, griff] = [await makeAccount('marty'), await makeAccount('griff')]
    const page = await openAs(marty, { path: '/#/requests' })
    await expect(page.getByRole('heading', { name: 'Requests' })).toBeVisible()
    const other = await outsider(griff)
    other.send(`<presence to='${marty.jid}' type='subscribe'/>`)
    await page.getByRole('button', { name: `Block ${griff.jid}` }).tap()
    await expectTouchable(page, 'a question before blocking')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).tap()
    await expect(page.getByText('Nobody waits for an answer')).toBeVisible()
    // The dialog takes its step of the history back a moment after it has closed.
    await expect(page.getByRole('alertdialog')).toBeHidden()
    await expect.poll(() => page.evaluate(() => history.state?.layers ?? 0)).toBe(0)
    await page.goto('/#/blocked')
    const list = page.getByRole('region', { name: 'Blocked people', exact: true })
    await expect(list.getByText('1 blocked address')).toBeVisible()
    await list.getByLabel('Block an address').fill('spam.example')
    await list.getByRole('button', { name: 'Block', exact: true }).tap()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).tap()
    await expect(list.getByText('Everybody there')).toBeVisible()
    await expectTouchable(page, 'the list of who is blocked')
    await expectNoBarriers(page, 'the list of who is blocked')
    await list.getByRole('button', { name: `Unblock ${griff.jid}` }).tap()
    await expect(list.getByText('1 blocked address')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).last().tap()
    await expect(list.getByText('2 blocked addresses')).toBeVisible()
  })
})
