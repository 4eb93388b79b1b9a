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
  for (const role of CONTROLS) {
    // All at one moment: one that goes meanwhile would be waited for.
    const sizes = await page.getByRole(role).evaluateAll(sizesOf)
    // The border of a field is drawn around it.
    const least = SMALLEST_PX - (FIELDS.includes(role) ? 2 : 0.5)
    for (const { what, width, height } of sizes)
      if (width < least || height < least)
        small.push(`${role} "${what}" ${Math.round(width)} × ${Math.round(height)}`)
  }
  expect.soft(small, `too small on ${screen}`).toEqual([])
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect.soft(overflow, `wider than the screen: ${screen}`).toBeLessThanOrEqual(0)
}

function sizesOf(elements: Element[]): { what: string; width: number; height: number }[] {
  return elements.flatMap((element) => {
    const text = element.closest('p, li') && element.tagName === 'A' && element.closest('p')
    const box = element.getBoundingClientRect()
    // A link within a sentence is as high as its line (WCAG 2.5.8); what is out of sight is for the keyboard.
    if (text || box.width === 0 || box.bottom <= 0) return []
    // What lies over the control's edges takes the touch for it.
    const extra = getComputedStyle(element, '::after')
    const reach = (inset: string) => Math.max(0, -Number.parseFloat(inset) || 0)
    const what = (element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)
    const width = box.width + reach(extra.left) + reach(extra.right)
    return [{ what, width, height: box.height + reach(extra.top) + reach(extra.bottom) }]
  })
}
