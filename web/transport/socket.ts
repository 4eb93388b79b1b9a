import { Manager, type Socket } from 'socket.io-client'
import { TOGETHER } from '#protocol/session.ts'

export interface ConnectionHandlers {
  opened(): void
  /** `retryAt` in milliseconds since 1970; `refused` when the gateway itself ended it. */
  broken(retryAt: number, refused: boolean): void
  event(name: string, data: unknown): void
  /** Several came in one frame: `tell` calls `event` for each. */
  together(tell: () => void): void
}

const FIRST_RETRY_MS = 500
// Whoever was away for long is back within ten seconds all the same, sessions that begin anew included.
const LAST_RETRY_MS = 5000

/**
 * The socket to the gateway. Tries again by itself and knows when, so that the page can count down; Socket.IO's own
 * reconnection does not tell.
 */
export class Connection {
  readonly socket: Socket
  readonly #handlers: ConnectionHandlers
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false

  constructor(handlers: ConnectionHandlers) {
    this.#handlers = handlers
    const options = { transports: ['websocket'], reconnection: false, autoConnect: false, timeout: 10_000 }
    this.socket = new Manager(options).socket('/', { auth: { together: true } })
    this.socket.on('connect', () => {
      this.#failures = 0
      handlers.opened()
    })
    this.socket.on('disconnect', (reason) => this.#retry(reason === 'io server disconnect'))
    this.socket.on('connect_error', () => this.#retry(false))
    this.socket.onAny((name: string, data: unknown) => {
      if (name !== TOGETHER) return handlers.event(name, data)
      handlers.together(() => {
        for (const told of data as [string, unknown][]) handlers.event(...told)
      })
    })
    addEventListener('online', this.retryNow)
    this.#connect()
  }

  /** Asks the network at once; a browser that just found it again does so by itself. */
  retryNow = (): void => {
    if (this.#closed || this.socket.connected || this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#connect()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    removeEventListener('online', this.retryNow)
    this.socket.disconnect()
  }

  #connect(): void {
    this.socket.connect()
    // A road that closes before the handshake is no error to Socket.IO: it would wait for its timeout.
    this.socket.io.engine.once('close', () => {
      if (this.socket.connected || this.#timer !== undefined) return
      this.socket.disconnect()
      this.#retry(false)
    })
  }

  #retry(refused: boolean): void {
    if (this.#closed) return
    clearTimeout(this.#timer)
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++)
    // Half of it is chance: a thousand pages come back spread out after the gateway's restart.
    const wait = ceiling / 2 + (Math.random() * ceiling) / 2
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#connect()
    }, wait)
    this.#handlers.broken(Date.now() + wait, refused)
  }
}
