import type { Locator, Page } from 'playwright/test'

/** A room seen from outside, on its page or in a dialog over what was said: nick, password, and why not. */
export class Door {
  readonly root: Locator
  readonly nick: Locator
  readonly password: Locator

  constructor(root: Locator) {
    this.root = root
    this.nick = root.getByRole('textbox', { name: 'Nick', exact: true })
    // A hidden password has no role.
    this.password = root.getByLabel('Room password', { exact: true })
  }

  static page(page: Page): Door {
    return new Door(page.getByRole('region', { name: 'Join room', exact: true }))
  }

  static again(page: Page): Door {
    return new Door(page.getByRole('dialog', { name: /^Return to / }))
  }

  async enter(): Promise<void> {
    await this.root.getByRole('button', { name: 'Join room' }).click()
  }
}
