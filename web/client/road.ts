import { io, type Socket } from 'socket.io-client'

export interface RoadOptions {
  url: string
  /** For the handshake; only where there is no browser, which sends its own. */
  headers: Record<string, string> | undefined
  opened(again: boolean): void
  closed(reason: string, retryAt: number | undefined): void
  told(name: string, args: unknown[]): void
}

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 10_000

/** The socket to a gateway, which is tried again until it is closed from here, or the gateway says that it is over. */
export class Road {
  readonly #socket: Socket
  readonly #options: RoadOptions
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #isOver = false
  /** It has been open once. */
  isOld = false

  constructor(options: RoadOptions) {
    this.#options = options
    const { url, headers } = options
    this.#socket = io(url, {
      transports: ['websocket'],
      autoConnect: false,
      forceNew: true,
      reconnection: false,
      timeout: 10_000,
      ...(headers ? { extraHeaders: headers } : { withCredentials: true }),
    })
    this.#socket.on('connect', () => {
      this.#failures = 0
      const { isOld } = this
      this.isOld = true
      options.opened(isOld)
    })
    this.#socket.on('disconnect', (reason) => this.#lost(reason))
    this.#socket.on('connect_error', (error) => this.#lost(error.message))
    this.#socket.onAny((name: string, ...args: unknown[]) => options.told(name, args))
    this.#connect()
  }

  get isOpen(): boolean {
    return this.#socket.connected
  }

  /** Before it was ever open, this waits until it is. */
  emit(name: string, args: unknown[]): void {
    this.#socket.emit(name, ...args)
  }

  /** It will not be tried again once it is lost. */
  letGo(): void {
    this.#isOver = true
  }

  end(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#socket.disconnect()
  }

  #connect(): void {
    this.#timer = undefined
    this.#socket.connect()
    // A road that closes before the handshake is no error to Socket.IO: it would wait for its timeout.
    this.#socket.io.engine?.once('close', (reason: string) => {
      if (this.#socket.connected || this.#timer !== undefined || this.#isOver) return
      this.#socket.disconnect()
      this.#lost(reason)
    })
  }

  #lost(reason: string): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#isOver) {
      this.#options.closed(reason, undefined)
      return
    }
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++)
    // Half of it is chance: many scripts come back spread out after the gateway's restart.
    const wait = ceiling / 2 + (Math.random() * ceiling) / 2
    this.#timer = setTimeout(() => this.#connect(), wait)
    this.#options.closed(reason, Date.now() + wait)
  }
}
