import type { Page } from 'playwright/test'

/** Signs in as a person does: the form's own fields, its own button. */
export async function signInByForm(
  page: Page,
  { jid, password }: { jid: string; password: string },
): Promise<void> {
  await page.getByLabel('Address').fill(jid)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
