import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from 'playwright/test'

const SAYS_COLOUR = ['color-contrast', 'link-in-text-block']

/** What axe finds on the page as it stands, in light and in dark: nothing. */
export async function expectNoBarriers(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  // Only what depends on colours can differ.
  const dark = await new AxeBuilder({ page }).setLegacyMode(true).withRules(SAYS_COLOUR).analyze()
  const found = [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  )
  expect.soft(found, `barriers on ${screen}`).toEqual([])
}
