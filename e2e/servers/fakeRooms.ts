import { createHash } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { type Element, Parser } from '@xmpp/xml'
import type { ServerInfo } from './testServer.ts'

const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
const NS_ADMIN = 'http://jabber.org/protocol/muc#admin'
const INFO = `<query xmlns='http://jabber.org/protocol/disco#info'><identity category='conference' type='text'/><feature var='http://jabber.org/protocol/muc'/><feature var='urn:xmpp:occupant-id:0'/></query>`

/** A room service that does what the test says: an external component (XEP-0114) of a real server. */
export class FakeRooms {
  readonly domain: string
  /** Who is in, by full address, and as whom. */
  readonly occupants = new Map<string, string>()
  /** All presences that asked to enter. */
  readonly knocks: Element[] = []
  /** All that was asked to be changed. */
  readonly changes: Element[] = []
  /** What whoever enters is there. */
  self = "<item affiliation='member' role='participant'/>"
  /** Who is there already: what the room says of each, by nick. */
  readonly others = new Map<string, string>()
  /** The condition that meets whoever wants in, and what it holds. */
  refusal: { condition: string; type: string; text?: string } | undefined
  readonly #options: { host: string; port: number; secret: string }
  #socket: Socket | undefined

  constructor({ host, component }: ServerInfo) {
    if (!component) throw new Error('This server has no place for a component')
    this.domain = component.domain
    this.#options = { host, port: component.port, secret: component.secret }
  }

  /** Takes up service. Nobody is in any room. */
  async start(): Promise<this> {
    this.occupants.clear()
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
        else this.#receive(element)
      })
      socket.once('error', reject)
      socket.on('data', (chunk) => parser.write(chunk.toString('utf8')))
      socket.write(
        `<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='${this.domain}'>`,
      )
    })
    return this
  }

  /** Is gone; with a goodbye, everybody is told that the service stops (332). */
  async stop(saysGoodbye = false): Promise<void> {
    const socket = this.#socket
    if (!socket || socket.destroyed) return
    if (saysGoodbye) this.putOut(332)
    const gone = new Promise((resolve) => socket.once('close', resolve))
    socket.end('</stream:stream>')
    setTimeout(() => socket.destroy(), 500)
    await gone
  }

  putOut(code: number): void {
    const x = `<x xmlns='http://jabber.org/protocol/muc#user'><item affiliation='none' role='none'/><status code='${code}'/><status code='110'/></x>`
    for (const [person, as] of this.occupants)
      this.#send(`<presence type='unavailable' from='${as}' to='${person}'>${x}</presence>`)
    this.occupants.clear()
  }

  #receive(stanza: Element): void {
    if (stanza.attrs.type === 'error') return
    if (stanza.name === 'presence') this.#hearPresence(stanza)
    else if (stanza.name === 'message') this.#hearMessage(stanza)
    else if (stanza.getChild('ping') && !this.occupants.has(stanza.attrs.from ?? ''))
      this.#refuse(stanza, 'not-acceptable', 'cancel')
    else this.#answer(stanza)
  }

  #hearPresence(stanza: Element): void {
    const { from = '', to = '', type } = stanza.attrs
    if (type === 'unavailable') this.occupants.delete(from)
    else if (stanza.getChild('x', 'http://jabber.org/protocol/muc')) {
      this.knocks.push(stanza)
      const { refusal } = this
      if (refusal) {
        this.#refuse(stanza, refusal.condition, refusal.type, refusal.text)
        return
      }
      this.occupants.set(from, to)
      for (const [nick, says] of this.others)
        this.#send(`<presence from='${to.split('/')[0]}/${nick}' to='${from}'>${says}</presence>`)
      const x = `<x xmlns='http://jabber.org/protocol/muc#user'>${this.self}<status code='110'/></x>`
      this.#send(`<presence from='${to}' to='${from}'>${x}</presence>`)
      this.#send(`<message type='groupchat' from='${to.split('/')[0]}' to='${from}'><subject/></message>`)
    }
  }

  #hearMessage(stanza: Element): void {
    const { from = '', id = '' } = stanza.attrs
    const as = this.occupants.get(from)
    if (as === undefined) this.#refuse(stanza, 'not-acceptable', 'cancel')
    else
      for (const person of this.occupants.keys())
        this.#send(
          `<message type='groupchat' id='${id}' from='${as}' to='${person}'>${stanza.getChild('body')}</message>`,
        )
  }

  #answer(stanza: Element): void {
    const {
      attrs: { from, to, id, type },
      children,
    } = stanza
    if (type === 'set' && stanza.getChild('query', NS_ADMIN)) this.changes.push(stanza)
    const isPing = String(children[0]).includes('urn:xmpp:ping')
    this.#send(`<iq type='result' from='${to}' to='${from}' id='${id}'>${isPing ? '' : INFO}</iq>`)
  }

  #refuse({ name, attrs: { from, to, id } }: Element, condition: string, type: string, text = ''): void {
    const error = `<error type='${type}'><${condition} xmlns='${NS_STANZAS}'>${text}</${condition}></error>`
    this.#send(`<${name} type='error' from='${to}' to='${from}' id='${id}'>${error}</${name}>`)
  }

  #send(xml: string): void {
    this.#socket?.write(xml)
  }
}
