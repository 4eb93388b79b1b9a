import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type Element, Parser } from '@xmpp/xml'
import type { ServerInfo } from './testServer.ts'

/** What a service answers an iq with; without `type`, a result. */
export interface ServiceAnswer {
  type?: 'result' | 'error'
  /** XML of what is inside. */
  content: string
}

/** A service that answers what the test says: an external component (XEP-0114) of a real server. */
export class FakeService {
  readonly domain: string
  /** All that was asked, oldest first. */
  readonly asked: Element[] = []
  answer: (iq: Element) => ServiceAnswer = () => ({ content: '' })
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
        else if (element.name === 'iq') this.#receive(element)
      })
      socket.once('error', reject)
      socket.on('data', (chunk) => parser.write(chunk.toString('utf8')))
      socket.write(
        `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${this.domain}'>`,
      )
    })
    return this
  }

  /** Any stanza at all, in the service's name. */
  send(xml: string): void {
    this.#socket?.write(xml)
  }

  async stop(): Promise<void> {
    const socket = this.#socket
    if (!socket || socket.destroyed) return
    const gone = new Promise((resolve) => socket.once('close', resolve))
    socket.end('</stream:stream>')
    setTimeout(() => socket.destroy(), 500)
    await gone
  }

  #receive(iq: Element): void {
    const { from, to, id, type } = iq.attrs
    if (type !== 'get' && type !== 'set') return
    this.asked.push(iq)
    const answer = this.answer(iq)
    this.send(
      `<iq type='${answer.type ?? 'result'}' from='${to}' to='${from}' id='${id}'>${answer.content}</iq>`,
    )
  }
}
