import { expect, type Locator, type Page } from 'playwright/test'
import type { Room } from './room.ts'

export type Rank = 'Owner' | 'Admin' | 'Member' | 'Guest' | 'Banned'

/** The page on which owners and admins change who is what in a room. */
export class PeopleConsole {
  readonly page: Page
  readonly root: Locator
  readonly table: Locator
  readonly search: Locator
  readonly changes: Locator

  constructor(page: Page) {
    this.page = page
    this.root = page.getByRole('region', { name: /^(?:Manage people in |People$)/ })
    this.table = page.getByRole('table', { name: 'People of this room' })
    this.search = this.root.getByRole('searchbox')
    this.changes = this.root.getByRole('region', { name: 'Changes that wait' })
  }

  /** By the room's own menu. */
  static async from(room: Room): Promise<PeopleConsole> {
    await room.choose('Manage people')
    const console = new PeopleConsole(room.page)
    await expect(console.table).toBeVisible()
    return console
  }

  static async at(page: Page, jid: string): Promise<PeopleConsole> {
    await page.goto(`/#/room/${encodeURIComponent(jid)}/affiliations`)
    const console = new PeopleConsole(page)
    await expect(console.table).toBeVisible()
    return console
  }

  row(who: string): Locator {
    const menu = this.page.getByRole('button', { name: `What you can do with ${who}`, exact: true })
    return this.table.getByRole('row').filter({ has: menu })
  }

  rank(who: string): Locator {
    return this.row(who).getByRole('button', { name: new RegExp(`^${literally(who)}: `) })
  }

  async expectRank(who: string, rank: Rank): Promise<void> {
    await expect(this.rank(who)).toHaveAccessibleName(`${who}: ${rank}`)
  }

  /** Stages another rank; a ban asks for its reason. */
  async make(who: string, rank: Rank, reason?: string): Promise<void> {
    await this.rank(who).click()
    const name = rank === 'Banned' ? 'Ban…' : rank
    await this.page.getByRole('menuitemradio', { name, exact: true }).click()
    if (rank !== 'Banned') return
    const dialog = this.page.getByRole('alertdialog', { name: /^Ban / })
    if (reason) await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
    await dialog.getByRole('button', { name: 'Ban', exact: true }).click()
  }

  async choose(who: string, item: string, inner?: string): Promise<void> {
    await this.row(who)
      .getByRole('button', { name: `What you can do with ${who}` })
      .click()
    await this.page.getByRole('menuitem', { name: item, exact: true }).click()
    if (inner) await this.page.getByRole('menuitem', { name: inner, exact: true }).click()
  }

  async add(text: string, rank?: Rank): Promise<void> {
    await this.root.getByRole('button', { name: 'Add people' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Add people' })
    await dialog.getByRole('textbox', { name: 'Addresses' }).fill(text)
    if (rank) await dialog.getByRole('combobox', { name: 'Make them' }).selectOption({ label: rank })
    await dialog.getByRole('button', { name: /^Add \d/ }).click()
  }

  async apply(): Promise<void> {
    await this.changes.getByRole('button', { name: /^(?:Apply|Try) \d/ }).click()
  }

  async openLog(): Promise<Locator> {
    await this.root.getByRole('button', { name: 'Change log' }).click()
    return this.page.getByRole('complementary', { name: 'Change log' })
  }
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
