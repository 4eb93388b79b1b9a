import * as clientState from '#protocol/clientState.ts'
import type { Tab } from './hub.ts'

const VISIBILITY = 'xmpp.session.visibility'
const Said = clientState.commands[VISIBILITY].data

/** Whether any tab of a session can be seen. One that has not said anything yet is one that was just opened. */
export class Attention {
  readonly #seen = new Map<Tab, boolean>()
  readonly #tell: (isSeen: boolean) => void
  #isSeen = true

  /** `tell` hears when tabs come and go, and when that changes anything. */
  constructor(tell: (isSeen: boolean) => void) {
    this.#tell = tell
  }

  opened(tab: Tab): void {
    this.#seen.set(tab, true)
    this.#look()
  }

  closed(tab: Tab): void {
    this.#seen.delete(tab)
    this.#look()
  }

  /** What the session as a whole says when a tab says this. Bad data stays what it is, and is refused as such. */
  said(tab: Tab, command: string, data: unknown): unknown {
    const said = command === VISIBILITY ? Said.safeParse(data) : undefined
    if (!said?.success) return data
    this.#seen.set(tab, said.data.visible)
    this.#isSeen = this.#isAnySeen()
    return { visible: this.#isSeen }
  }

  #look(): void {
    const isSeen = this.#isAnySeen()
    if (isSeen === this.#isSeen) return
    this.#isSeen = isSeen
    this.#tell(isSeen)
  }

  #isAnySeen(): boolean {
    return [...this.#seen.values()].some((isSeen) => isSeen)
  }
}
