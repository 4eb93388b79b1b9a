import { io, type Socket } from 'socket.io-client'

const FIRST_RETRY_MS = 500
const LAST_RETRY_MS = 5000

/** Signs in as a page does; what its tabs show of it. */
export async function cookieOf(url: string, body: object): Promise<string> {
  const response = await fetch(`${url}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`Nobody is let in: ${await response.text()}`)
  return response.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** A tab without its page: what comes back after a broken link, in the page's own rhythm. */
export class CookieTab {
  readonly socket: Socket
  /** Called each time that the gateway has told where it stands. */
  onBack: () => void = () => {}
  onEvent: (name: string, data: unknown) => void = () => {}
  #failures = 0
  #isClosed = false

  constructor(url: string, cookie: string) {
    this.socket = io(url, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { cookie, origin: url },
    })
    this.socket.on('connect', () => {
      this.#failures = 0
    })
    this.socket.on('disconnect', () => this.#retry())
    this.socket.on('connect_error', () => this.#retry())
    this.socket.onAny((name: string, data: unknown) => {
      if (name === 'xmpp.session.snapshot') this.onBack()
      this.onEvent(name, data)
    })
  }

  /** Signed in, and told where everything stands. */
  static async open(url: string, cookie: string): Promise<CookieTab> {
    const tab = new CookieTab(url, cookie)
    await new Promise<void>((resolve) => {
      tab.onBack = resolve
    })
    return tab
  }

  ask(name: string, data: object): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.socket.emit(name, data, (error: { condition?: string } | null, reply: unknown) =>
        error ? reject(new Error(`${name}: ${error.condition}`)) : resolve(reply),
      )
    })
  }

  close(): void {
    this.#isClosed = true
    this.socket.disconnect()
  }

  #retry(): void {
    if (this.#isClosed) return
    const ceiling = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++)
    setTimeout(() => this.socket.connect(), ceiling / 2 + (Math.random() * ceiling) / 2)
  }
}
