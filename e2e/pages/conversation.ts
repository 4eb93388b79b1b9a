import { expect, type Locator, type Page } from 'playwright/test'

/** What is said, and where one writes: the same with a person, in a room, and in private in a room. */
export class Conversation {
  readonly page: Page
  readonly root: Locator
  readonly log: Locator
  readonly composer: Locator

  constructor(page: Page, name: string | RegExp) {
    this.page = page
    this.root = page.getByRole('region', { name, exact: typeof name === 'string' })
    this.log = this.root.getByRole('log', { name: 'Messages' })
    this.composer = this.root.getByRole('textbox', { name: /^Message / })
  }

  static with(page: Page, person: string): Conversation {
    return new Conversation(page, `Chat with ${person}`)
  }

  static privately(page: Page, nick: string): Conversation {
    return new Conversation(page, new RegExp(`^Private conversation with ${nick} in `))
  }

  /** Types it and sends it, with Enter or (where Enter begins a line) with the button; then it stands in the log. */
  async say(text: string): Promise<void> {
    await this.composer.fill(text)
    const isTouch = await this.page.evaluate(() => matchMedia('(pointer: coarse)').matches)
    if (isTouch) await this.root.getByRole('button', { name: 'Send' }).tap()
    else await this.composer.press('Enter')
    await expect(this.message(text)).toBeVisible()
  }

  message(text: string | RegExp): Locator {
    return this.log.getByRole('article').filter({ hasText: text })
  }

  by(name: string): Locator {
    return this.log.getByRole('article', { name: `Message from ${name}`, exact: true })
  }

  /** How far a message of one's own came. */
  delivery(text: string): Locator {
    return this.message(text).getByRole('img')
  }

  /** A line of the room itself: who was made what, a new subject. */
  notice(text: string | RegExp): Locator {
    return this.log.getByText(text)
  }
}
