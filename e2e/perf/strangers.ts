import { connect, type Socket } from 'node:net'

const HANDSHAKE = `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1
Host: x
Upgrade: websocket
Connection: Upgrade
Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
Sec-WebSocket-Version: 13
`.replaceAll('\n', '\r\n')

/** Connections that each write one thing and no more; whoever is shown the door comes again, until the end. */
export class Strangers {
  readonly #port: number
  readonly #says: (index: number) => string
  readonly #sockets = new Set<Socket>()
  #isOver = false
  /** How many of them were ever answered. */
  answered = 0

  /** Who send their headers as slowly as they can. */
  static slow(port: number): Strangers {
    return new Strangers(port, () => 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  }

  /** Who open a WebSocket and never join, each from an address of their own, as a proxy tells. */
  static unjoined(port: number): Strangers {
    return new Strangers(
      port,
      (i) => `${HANDSHAKE}X-Forwarded-For: 10.9.${(i >> 8) & 255}.${i & 255}\r\n\r\n`,
    )
  }

  private constructor(port: number, says: (index: number) => string) {
    this.#port = port
    this.#says = says
  }

  gather(count: number): this {
    for (let i = 0; i < count; i++) this.#come(i)
    return this
  }

  end(): void {
    this.#isOver = true
    for (const each of this.#sockets) each.destroy()
  }

  #come(index: number): void {
    const socket = connect(this.#port, '127.0.0.1')
    this.#sockets.add(socket)
    socket.write(this.#says(index))
    socket.once('data', () => {
      this.answered++
    })
    socket.on('data', () => {})
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#sockets.delete(socket)
      if (!this.#isOver) setTimeout(() => this.#isOver || this.#come(index), 100)
    })
  }
}
