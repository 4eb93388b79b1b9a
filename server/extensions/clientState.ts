import { Extension, type Handlers } from '../xmpp/extension.ts'

/** After this much time out of sight nobody is looking: a glance at another tab is no absence. */
const REST_AFTER_MS = 30_000

/** A client of ours that can tell its server so; another host's cannot. */
interface Indicating {
  indicate?: (state: 'active' | 'inactive') => void
}

/**
 * Tells the server whether somebody looks (XEP-0352), so that it may keep back what can wait. It has nothing to do with
 * presence: who is out of sight is as available as before.
 */
export class ClientState extends Extension {
  #isInactive = false
  #timer: NodeJS.Timeout | undefined

  override get handlers(): Handlers {
    return {
      'xmpp.session.visibility': ({ visible }) => {
        if (visible) this.#look()
        else this.#turnAway()
        return true
      },
    }
  }

  // §3.2: a stream begins active.
  protected override started(): void {
    if (this.#isInactive) this.#indicate('inactive')
  }

  override linked(isUp: boolean): void {
    if (isUp) this.started()
  }

  #look(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#isInactive) return
    this.#isInactive = false
    this.#indicate('active')
  }

  #turnAway(): void {
    if (this.#isInactive) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#isInactive = true
      this.#indicate('inactive')
    }, REST_AFTER_MS).unref()
  }

  #indicate(state: 'active' | 'inactive'): void {
    const client = this.manager.client as Indicating | false
    if (client) client.indicate?.(state)
  }
}
