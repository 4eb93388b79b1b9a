import { expectNoBarriers } from '../pages/axe.ts'
import { Sidebar } from '../pages/sidebar.ts'
import { signInByForm } from '../pages/signIn.ts'
import { expect, test } from '../pages/test.ts'

/** A browser reports every answer that is a refusal. */
const REFUSED = /status of 401/
const NEXT = 'lightning at the clock tower'

test('a changed password lets in where the old one does not', async ({
  openAs,
  openWindow,
  makeAccount,
  complaints,
}) => {
  complaints.allow(REFUSED)
  const marty = await makeAccount('marty')
  const page = await openAs(marty, { path: '/#/settings' })
  await page.getByRole('button', { name: 'Password and account' }).click()
  const account = page.getByRole('region', { name: 'Your account', exact: true })
  await account.getByLabel('New password', { exact: true }).fill('marty')
  await expect(account.getByText('Easy to guess.')).toBeVisible()
  await account.getByLabel('New password', { exact: true }).fill(NEXT)
  await expect(account.getByText('Strong.')).toBeVisible()
  await account.getByLabel('New password once more').fill(`${NEXT}s`)
  await account.getByRole('button', { name: 'Change password' }).click()
  await expect(account.getByText('The two are not the same.', { exact: false })).toBeVisible()
  await expectNoBarriers(page, 'one’s account')
  await account.getByLabel('New password once more').fill(NEXT)
  await account.getByRole('button', { name: 'Change password' }).click()
  await expect(account.getByText('Your password is changed.', { exact: false })).toBeVisible()

  const other = await openWindow()
  await signInByForm(other, marty)
  await expect(other.getByText('That address and password do not belong together.')).toBeVisible()
  await signInByForm(other, { ...marty, password: NEXT })
  await expect(new Sidebar(other).own(marty.name)).toBeVisible()
  await expect(new Sidebar(page).own(marty.name)).toBeVisible()
})

test('an account is deleted by its whole address alone; nothing of it stays here, and nobody comes in with it', async ({
  openAs,
  makeAccount,
  complaints,
}) => {
  complaints.allow(REFUSED)
  const biff = await makeAccount('biff')
  const page = await openAs(biff, { path: '/#/account' })
  const kept = () => page.evaluate(async () => (await indexedDB.databases()).length)
  await expect.poll(kept).toBeGreaterThan(0)
  const account = page.getByRole('region', { name: 'Your account', exact: true })
  await account.getByRole('button', { name: 'Delete account' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Delete your account for good?' })
  await expectNoBarriers(page, 'the end of an account')
  await dialog.getByRole('textbox').fill(biff.name)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await expect(dialog.getByText('That is not your address.', { exact: false })).toBeVisible()
  await dialog.getByRole('textbox').fill(biff.jid)
  await dialog.getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByText('Your account was deleted.')).toBeVisible()
  await expect.poll(kept).toBe(0)
  await expectNoBarriers(page, 'the door behind a deleted account')
  await signInByForm(page, biff)
  await expect(page.getByText('That address and password do not belong together.')).toBeVisible()
})
