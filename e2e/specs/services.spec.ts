import { expectNoBarriers } from '../pages/axe.ts'
import { createRoom } from '../pages/createRoom.ts'
import { localPart } from '../pages/localPart.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'

test('from one’s own server down to a room, and into it; back goes up again', async ({
  openAs,
  makeAccount,
  roomNamed,
  server,
}) => {
  test.slow()
  const jid = roomNamed('plaza')
  const owner = await makeAccount('doc')
  await createRoom(await openAs(owner), jid, { nick: 'Doc' })
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  await new Sidebar(page).chooseOwn(marty.name, 'Services')
  const main = page.getByRole('main')
  await expect(main.getByText('Chat server', { exact: true })).toBeVisible()
  await expect(main.getByText(/^(?:Prosody|ejabberd) /)).toBeVisible()
  await expect(main.getByText('Blocks people')).toBeVisible()
  const rooms = main.getByRole('link', { name: new RegExp(`${server.mucDomain}`, 'u') })
  await expect(rooms).toHaveAccessibleName(/Chat rooms/)
  await expectNoBarriers(page, 'the services of a server')
  await rooms.click()
  await expect(page).toHaveURL(new RegExp(`#/services/${server.mucDomain}$`, 'u'))
  const room = main.getByRole('link', { name: new RegExp(localPart(jid), 'u') })
  // Where other stories were told before, there are many rooms, a page at a time. What comes above, while one looks
  // below, is found when one begins again from the top.
  await main.hover()
  let looks = 0
  await expect(async () => {
    const more = main.getByRole('button', { name: 'Show more' })
    if (!(await room.isVisible()) && (await more.isVisible())) await more.click()
    if (!(await room.isVisible())) await page.mouse.wheel(0, ++looks % 40 === 0 ? -100_000 : 500)
    await expect(room).toBeVisible({ timeout: 250 })
  }).toPass({ intervals: [50] })
  await room.click()
  const way = main.getByRole('navigation', { name: 'Where you are' })
  await expect(way.getByRole('listitem')).toHaveText([server.domain, server.mucDomain, jid])
  await expect(main.getByText('Chat room', { exact: true })).toBeVisible()
  await page.goBack()
  await expect(main.getByRole('button', { name: 'See its rooms' })).toBeVisible()
  await page.goForward()
  await main.getByRole('button', { name: 'Join room' }).click()
  await page.getByRole('textbox', { name: 'Nick', exact: true }).fill('Marty')
  await page.getByRole('button', { name: 'Join room' }).click()
  await expect(page.getByRole('textbox', { name: /^Message / })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('any address can be looked at, and a directory of people searched where there is one', async ({
    openAs,
    makeAccount,
    server,
  }) => {
    const page = await openAs(await makeAccount('marty'), { path: '/#/services' })
    const main = page.getByRole('main')
    await expect(main.getByText('Chat server', { exact: true })).toBeVisible()
    await expectTouchable(page, 'the services of a server')
    await main.getByRole('textbox', { name: 'Address to look at' }).fill('nowhere.invalid')
    await page.keyboard.press('Enter')
    await expect(main.getByText('Nothing can be shown here')).toBeVisible()
    await expectNoBarriers(page, 'an address that does not answer')
    await page.goBack()
    await expect(main.getByText('Chat server', { exact: true })).toBeVisible()
    await page.goto('/#/search')
    const heading = page.getByRole('region', { name: 'Find people' })
    if (server.kind === 'prosody') {
      // COMPAT: Prosody 0.12 comes without a directory.
      await expect(heading.getByText('This server has no directory of people')).toBeVisible()
    } else {
      await expect(heading.getByText(`vjud.${server.domain}`)).toBeVisible()
      await heading.getByLabel('User').fill('nobody-of-this-name')
      await heading.getByRole('button', { name: 'Search' }).tap()
      await expect(heading.getByText('Nobody was found')).toBeVisible()
    }
    await expectTouchable(page, 'the search for people')
  })
})
