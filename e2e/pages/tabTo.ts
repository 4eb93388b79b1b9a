import { expect, type Locator } from 'playwright/test'

/** Walks with the Tab key until the focus is on it; whoever has no mouse has no other way. */
export async function tabTo(goal: Locator): Promise<void> {
  await expect(goal).toBeVisible()
  const isThere = () => goal.evaluate((element) => element === document.activeElement)
  for (let press = 0; press < 90; press++) {
    if (await isThere()) return
    await goal.page().keyboard.press('Tab')
  }
  throw new Error(`The Tab key never reaches ${goal}`)
}
