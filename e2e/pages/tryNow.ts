import { expect, type Locator, type Page } from 'playwright/test'

/** Presses what the banner offers, unless the page came back by itself a moment before. */
export async function tryNow(page: Page, back: Locator): Promise<void> {
  const button = page.getByRole('button', { name: 'Try now' })
  await expect(async () => {
    if (await back.isVisible()) return
    if (await button.isVisible()) await button.click({ timeout: 1000 })
    await expect(back).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
}
