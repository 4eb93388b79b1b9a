import type { Xmpp } from 'xmpp-ftw'
import { Failure } from '../xmpp/errors.ts'
import { Extension, type Handlers } from '../xmpp/extension.ts'

/** A socket over several tabs, which can let one of them watch. */
interface Watchable {
  /** False: nobody may, or it is not known who asks. */
  watch(tab: unknown, manager: Xmpp): boolean
  unwatch(tab: unknown): void
}

const isWatchable = (socket: object): socket is Watchable => 'watch' in socket

/** Shows a tab what passes between its session and the server, where the operator lets it. */
export class Trace extends Extension {
  /** The tab that asks, while its command is being taken. */
  #asking: unknown

  override get handlers(): Handlers {
    return {
      'xmpp.trace.start': () => {
        const { socket } = this
        if (isWatchable(socket) && socket.watch(this.#asking, this.manager)) return true
        throw new Failure({
          type: 'cancel',
          condition: 'not-allowed',
          description: 'The operator of this gateway lets nobody watch',
          reason: 'not-allowed',
        })
      },
      'xmpp.trace.stop': () => {
        if (isWatchable(this.socket)) this.socket.unwatch(this.#asking)
        return true
      },
    }
  }

  // A handler is called before this returns.
  override perform(name: string, data: unknown, ack: unknown, from?: unknown): void {
    this.#asking = from
    super.perform(name, data, ack)
    this.#asking = undefined
  }
}
