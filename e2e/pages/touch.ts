import { expect, type Page } from 'playwright/test'

const SMALLEST_PX = 44
const FIELDS: readonly string[] = ['textbox', 'searchbox', 'combobox']
const CONTROLS = [
  'button',
  'link',
  'textbox',
  'searchbox',
  'combobox',
  'menuitem',
  'menuitemradio',
  'switch',
] as const

/** On a touch screen every control can be hit, and nothing is wider than the screen. */
export async function expectTouchable(page: Page, screen: string): Promise<void> {
  const small: string[] = []
  for (const role of CONTROLS)
    for (const control of await page.getByRole(role).all()) {
      const size = await control.evaluate((element) => {
        const text = element.closest('p, li') && element.tagName === 'A' && element.closest('p')
        const box = element.getBoundingClientRect()
        // A link within a sentence is as high as its line (WCAG 2.5.8); what is out of sight is for the keyboard.
        if (text || box.width === 0 || box.bottom <= 0) return undefined
        // What lies over the control's edges takes the touch for it.
        const extra = getComputedStyle(element, '::after')
        const reach = (inset: string) => Math.max(0, -Number.parseFloat(inset) || 0)
        return {
          what: (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40),
          width: box.width + reach(extra.left) + reach(extra.right),
          height: box.height + reach(extra.top) + reach(extra.bottom),
        }
      })
      // The border of a field is drawn around it.
      const least = SMALLEST_PX - (FIELDS.includes(role) ? 2 : 0.5)
      if (size && (size.width < least || size.height < least))
        small.push(`${role} "${size.what}" ${Math.round(size.width)} × ${Math.round(size.height)}`)
    }
  expect.soft(small, `too small on ${screen}`).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(overflow, `wider than the screen: ${screen}`).toBeLessThanOrEqual(0)
}
