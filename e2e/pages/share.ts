import type { Locator } from 'playwright/test'
import { readCode } from './readCode.ts'
import type { Room } from './room.ts'

/** The dialog that shows the way into a room. */
export class Share {
  readonly root: Locator
  readonly link: Locator
  readonly withPassword: Locator
  readonly password: Locator

  private constructor(root: Locator) {
    this.root = root
    this.link = root.getByRole('textbox', { name: 'Link to the room' })
    this.withPassword = root.getByRole('checkbox', { name: "Put the room's password into it" })
    this.password = root.getByLabel('Room password', { exact: true })
  }

  static async open(room: Room): Promise<Share> {
    await room.choose('Share link')
    return new Share(room.page.getByRole('dialog', { name: `Share ${room.name}` }))
  }

  choose(app: 'In any browser' | 'In another XMPP app'): Promise<void> {
    return this.root.getByRole('radio', { name: app }).check()
  }

  /** What a camera would read. */
  code(): Promise<string> {
    return readCode(this.root.getByRole('img', { name: /^Code that leads/ }))
  }
}
