import { expect, type Locator, type Page } from 'playwright/test'
import { Conversation } from './conversation.ts'

/** A room that one is in: its header, what is said, and who is there. */
export class Room extends Conversation {
  readonly name: string
  readonly people: Locator

  constructor(page: Page, name: string) {
    super(page, `Room ${name}`)
    this.name = name
    this.people = page.getByRole('complementary', { name: `People in ${name}`, exact: true })
  }

  async choose(item: string): Promise<void> {
    const menu = `Menu of ${this.name}`
    await this.root.getByRole('button', { name: menu }).click()
    await this.page
      .getByRole('menu', { name: menu })
      .getByRole('menuitem', { name: item, exact: true })
      .click()
  }

  subject(text: string): Locator {
    return this.root.getByRole('button', { name: `Subject: ${text}`, exact: true })
  }

  async setSubject(text: string): Promise<void> {
    await this.root.getByRole('button', { name: /^(?:Add a subject|Change the subject)$/ }).click()
    await this.root.getByRole('textbox', { name: 'Subject', exact: true }).fill(text)
    await this.root.getByRole('button', { name: 'Save subject' }).click()
  }

  person(nick: string): Locator {
    const menu = this.page.getByRole('button', { name: `What you can do with ${nick}`, exact: true })
    return this.people.getByRole('listitem').filter({ has: menu })
  }

  mark(nick: string, rank: 'Owner' | 'Admin' | 'Member' | 'Cannot speak here'): Locator {
    return this.person(nick).getByRole('img', { name: rank })
  }

  /** Opens the menu of somebody by its button. */
  async menuOf(nick: string): Promise<Locator> {
    const name = `What you can do with ${nick}`
    await this.people.getByRole('button', { name, exact: true }).click()
    const menu = this.page.getByRole('menu', { name, exact: true })
    await expect(menu).toBeVisible()
    return menu
  }

  async choosePerson(nick: string, item: string): Promise<void> {
    const menu = await this.menuOf(nick)
    await menu
      .getByRole(/^(?:Owner|Admin|Member|Guest)$/.test(item) ? 'menuitemradio' : 'menuitem', {
        name: item,
        exact: true,
      })
      .click()
  }

  /** Removes or bans somebody, with a reason. */
  async dismiss(nick: string, how: 'Remove' | 'Ban', reason: string): Promise<void> {
    await this.choosePerson(nick, how === 'Ban' ? 'Ban…' : 'Remove from room…')
    const dialog = this.page.getByRole('alertdialog', { name: new RegExp(`^${how} `) })
    await dialog.getByRole('textbox', { name: /^Reason/ }).fill(reason)
    await dialog.getByRole('button', { name: how, exact: true }).click()
    await expect(dialog).toBeHidden()
  }
}
