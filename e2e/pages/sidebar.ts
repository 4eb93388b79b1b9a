import type { Locator, Page } from 'playwright/test'

/** The pane at the left: oneself, the jump box, invitations, rooms, people. */
export class Sidebar {
  readonly page: Page
  readonly root: Locator
  readonly rooms: Locator
  readonly people: Locator
  readonly requests: Locator
  readonly invitations: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('navigation', { name: 'Conversations' })
    this.rooms = this.root.getByRole('region', { name: 'Rooms', exact: true })
    this.people = this.root.getByRole('region', { name: 'People', exact: true })
    this.requests = this.root.getByRole('link', { name: /^Requests/ })
    this.invitations = this.root.getByRole('region', { name: 'Invitations' })
  }

  person(name: string): Locator {
    return this.people.getByRole('link', { name })
  }

  room(name: string): Locator {
    return this.rooms.getByRole('link', { name })
  }

  /** The button with one's own name, which opens one's own menu. */
  own(name: string): Locator {
    return this.root.getByRole('button', { name })
  }

  async chooseOwn(
    name: string,
    item: string,
    role: 'menuitem' | 'menuitemradio' = 'menuitem',
  ): Promise<void> {
    await this.own(name).click()
    await this.page.getByRole('menu', { name: 'You' }).getByRole(role, { name: item, exact: true }).click()
  }

  async setStatus(name: string, text: string): Promise<void> {
    await this.chooseOwn(name, 'Set a status text')
    const dialog = this.page.getByRole('dialog', { name: 'Your status text' })
    await dialog.getByRole('textbox', { name: 'Status text' }).fill(text)
    await dialog.getByRole('button', { name: 'Show this text' }).click()
  }

  /** By right click, as anywhere a row has a menu. */
  async choosePerson(name: string, item: string): Promise<void> {
    await this.person(name).click({ button: 'right' })
    await this.page.getByRole('menu').getByRole('menuitem', { name: item, exact: true }).click()
  }
}
