import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type Element, Parser } from '@xmpp/xml'
import type { ServerInfo } from './testServer.ts'

/** The wire of an external component (XEP-0114) of a real server; what it says is its owner's business. */
export class Component {
  readonly domain: string
  readonly #options: { host: string; port: number; secret: string }
  readonly #heard: (stanza: Element) => void
  #socket: Socket | undefined

  constructor({ host, component }: ServerInfo, heard: (stanza: Element) => void) {
    if (!component) throw new Error('This server has no place for a component')
    this.domain = component.domain
    this.#options = { host, port: component.port, secret: component.secret }
    this.#heard = heard
  }

  /** Takes up service. */
  async start(): Promise<void> {
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
        else this.#heard(element)
      })
      socket.once('error', reject)
      // A letter may be cut in two on its way.
      socket.setEncoding('utf8').on('data', (chunk) => parser.write(String(chunk)))
      socket.write(
        `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${this.domain}'>`,
      )
    })
  }

  /** Any stanza at all. */
  send(xml: string): void {
    this.#socket?.write(xml)
  }

  /** Is gone, once the server has heard so. */
  async stop(): Promise<void> {
    const socket = this.#socket
    if (!socket || socket.destroyed) return
    const gone = new Promise((resolve) => socket.once('close', resolve))
    socket.end('</stream:stream>')
    setTimeout(() => socket.destroy(), 500)
    await gone
  }

  get isUp(): boolean {
    return this.#socket?.destroyed === false
  }
}
