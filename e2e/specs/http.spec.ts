import type { Page } from 'playwright/test'
import { expectNoBarriers } from '../pages/axe.ts'
import { expect, test } from '../pages/test.ts'
import { expectTouchable } from '../pages/touch.ts'
import { openWebService } from '../pages/webService.ts'

const NS = 'http://jabber.org/protocol/http-auth'
const question = (to: string, code: string) =>
  `<message to='${to}' id='${code}'><thread>${code}</thread><body>The almanac of the decade</body><confirm xmlns='${NS}' id='${code}' method='GET' url='https://files.hill.example/almanac?a=1&amp;b=2'/></message>`

test('whoever asks on the web whether it was you gets your answer, and only yours', async ({
  openAs,
  makeAccount,
  server,
}) => {
  const marty = await makeAccount('marty')
  const page = await openAs(marty)
  const tab = await page.context().newPage()
  await tab.goto('/#/')
  await expect(tab.getByRole('navigation', { name: 'Conversations' })).toBeVisible()
  const service = await openWebService(server, () => makeAccount('files'))
  service.send(question(marty.jid, 'code-1'))
  const questionIn = (each: Page) => each.getByRole('alertdialog', { name: 'Was this you?' })
  const [dialog, other] = [questionIn(page), questionIn(tab)]
  for (const each of [dialog, other]) {
    await expect(each.getByText(service.jid)).toBeVisible()
    await expect(each.getByText('GET https://files.hill.example/almanac?a=1&b=2')).toBeVisible()
    await expect(each.getByText('code-1')).toBeVisible()
  }
  await page.bringToFront()
  await expectNoBarriers(page, 'the question whether it was you')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Allow' }).click()
  expect(await service.hear('code-1', 'confirm')).not.toContain('error')
  await expect(other).toBeHidden()
  service.send(question(marty.jid, 'code-2'))
  await expect(dialog.getByText('code-2')).toBeVisible()
  await page.reload()
  await expect(dialog.getByText('code-2')).toBeVisible()
  await dialog.getByRole('button', { name: 'Deny' }).click()
  expect(await service.hear('code-2', 'not-authorized')).toContain('type="error"')
  await expect(dialog).toBeHidden()
  await service.stop()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })
  test('the question can be left open, and is asked again by the next page', async ({
    openAs,
    makeAccount,
    server,
  }) => {
    const marty = await makeAccount('marty')
    const page = await openAs(marty)
    const service = await openWebService(server, () => makeAccount('files'))
    service.send(question(marty.jid, 'code-3'))
    const dialog = page.getByRole('alertdialog', { name: 'Was this you?' })
    await expect(dialog).toBeVisible()
    await expectTouchable(page, 'the question whether it was you')
    await dialog.getByRole('button', { name: 'Close' }).tap()
    await expect(dialog).toBeHidden()
    const next = await page.context().newPage()
    await next.goto('/#/')
    const again = next.getByRole('alertdialog', { name: 'Was this you?' })
    await again.getByRole('button', { name: 'Deny' }).tap()
    await service.hear('code-3', 'not-authorized')
    await service.stop()
  })
})
