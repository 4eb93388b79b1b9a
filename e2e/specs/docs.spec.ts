import { expectNoBarriers } from '../pages/axe.ts'
import { expect, test } from '../pages/test.ts'

test('the protocol is one link from the settings, and is read without signing in', async ({
  openAs,
  openWindow,
  makeAccount,
}) => {
  const page = await openAs(await makeAccount('marty'), { path: '/#/settings' })
  await page.getByRole('link', { name: 'The protocol, event by event' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'What a page and the gateway say to each other',
  )

  const stranger = await openWindow('/docs')
  await stranger
    .getByRole('navigation', { name: 'Contents' })
    .getByRole('link', { name: 'Rooms', exact: true })
    .click()
  await expect(stranger).toHaveURL(/\/docs\/muc$/u)
  await expect(stranger.getByRole('heading', { name: 'xmpp.muc.join' })).toBeVisible()
})

test('an address names an event, and leads to all that is known of it', async ({ openWindow }) => {
  const page = await openWindow('/docs#xmpp.muc.affiliation.batch')
  await expect(page).toHaveURL(/\/docs\/affiliations#xmpp\.muc\.affiliation\.batch$/u)
  await expect(page.getByRole('heading', { name: 'xmpp.muc.affiliation.batch' })).toBeInViewport()
  const keys = page.getByRole('table', { name: 'Keys of xmpp.muc.affiliation.batch', exact: true })
  await expect(keys.getByRole('row', { name: /^changes\[\]\.jid/u })).toContainText('address')
  await expect(page.getByText("Missing 'changes' key").first()).toBeVisible()
})

test('the search is fetched when somebody searches, and goes by keyboard', async ({ openWindow }) => {
  const page = await openWindow('/docs')
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  const search = page.getByRole('combobox', { name: 'Search the protocol' })
  await expect(search).toBeVisible()
  expect(asked).not.toContain('/docs/search.json')
  await page.keyboard.press('Control+k')
  await expect(search).toBeFocused()
  await page.keyboard.type('XEP-0313 queryid')
  const found = page.getByRole('listbox', { name: 'Found events' }).getByRole('option')
  await expect(found.first()).toContainText('xmpp.mam.')
  expect(asked).toContain('/docs/search.json')
  await page.keyboard.press('ArrowDown')
  await expect(found.nth(1)).toHaveAttribute('aria-selected', 'true')
  const name = await found.nth(1).locator('code').textContent()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/docs\/mam#/u)
  await expect(page.getByRole('heading', { name: `${name}` }).first()).toBeInViewport()

  await search.fill('nothing of the kind')
  const said = page.getByText('Nothing found', { exact: true })
  await expect(said).toBeVisible()
})

for (const width of [1280, 360])
  test(`nothing stands in anybody’s way at ${width} pixels, and no line is wider than the page`, async ({
    openWindow,
  }) => {
    const page = await openWindow('/docs', { viewport: { width, height: 740 } })
    const still = ['/docs/shapes', '/docs/differences', '/docs/muc', '/docs/jingle']
    for (const path of ['/docs', '/docs/rules', '/docs/receipts', ...still]) {
      await page.goto(path)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(wide, path).toBeLessThanOrEqual(0)
      // Axe takes long over long pages, and these have no part that the others do not have.
      if (!still.includes(path)) await expectNoBarriers(page, `${path} at ${width}`)
    }
    await page.goto('/docs/roster')
    for (const summary of await page.locator('summary').all()) await summary.click()
    await expectNoBarriers(page, `all cases at ${width}`)
  })

test('its pages are fetched again only when they are others, in the smallest form', async ({ request }) => {
  const page = await request.get('/docs/muc', { headers: { 'accept-encoding': 'br' } })
  expect(page.headers()).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'no-cache' })
  const again = await request.get('/docs/muc', { headers: { 'if-none-match': page.headers().etag ?? '' } })
  expect(again.status()).toBe(304)
  expect((await request.get('/docs/nothing')).status()).toBe(404)
})
