import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type Element, Parser } from '@xmpp/xml'
import type { ServerInfo } from '../../e2e/servers/testServer.ts'

/** A pubsub service that says what the test says: an external component (XEP-0114) of a real server. */
export class FakeNodes {
  readonly domain: string
  readonly #heard: Element[] = []
  readonly #wake = new Set<() => void>()
  readonly #options: { host: string; port: number; secret: string }
  #socket: Socket | undefined

  constructor({ host, component }: ServerInfo) {
    if (!component) throw new Error('This server has no place for a component')
    this.domain = component.domain
    this.#options = { host, port: component.port, secret: component.secret }
  }

  async start(): Promise<this> {
    const { host, port, secret } = this.#options
    const socket = connect({ host, port, noDelay: true })
    this.#socket = socket
    const parser = new Parser()
    await new Promise<void>((resolve, reject) => {
      parser.on('start', ({ attrs }: Element) => {
        const proof = createHash('sha1').update(`${attrs.id}${secret}`).digest('hex')
        socket.write(`<handshake>${proof}</handshake>`)
      })
      parser.on('element', (element: Element) => {
        if (element.name === 'handshake') resolve()
        else this.#heard.push(element)
        for (const wake of this.#wake) wake()
      })
      socket.once('error', reject)
      socket.on('data', (chunk) => parser.write(chunk.toString('utf8')))
      socket.write(
        `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${this.domain}'>`,
      )
    })
    return this
  }

  stop(): void {
    this.#socket?.destroy()
  }

  /** A message of this service. */
  tell(to: string, content: string, attrs = ''): void {
    this.#socket?.write(`<message from='${this.domain}' to='${to}' ${attrs}>${content}</message>`)
  }

  /** The first message that came under this id; waits for it. */
  async hear(id: string): Promise<Element> {
    const find = () => this.#heard.find(({ name, attrs }) => name === 'message' && attrs.id === id)
    for (;;) {
      const found = find()
      if (found) return found
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#wake.delete(wake)
          resolve()
        }
        this.#wake.add(wake)
      })
    }
  }

  count(id: string): number {
    return this.#heard.filter(({ name, attrs }) => name === 'message' && attrs.id === id).length
  }
}
