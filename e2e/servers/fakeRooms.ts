import type { Element } from '@xmpp/xml'
import { Component } from './component.ts'
import type { ServerInfo } from './testServer.ts'

const NS_STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
const NS_ADMIN = 'http://jabber.org/protocol/muc#admin'
const INFO = `<query xmlns='http://jabber.org/protocol/disco#info'><identity category='conference' type='text'/><feature var='http://jabber.org/protocol/muc'/><feature var='urn:xmpp:occupant-id:0'/></query>`

/** A room service that does what the test says. */
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
  readonly #component: Component

  constructor(server: ServerInfo) {
    this.#component = new Component(server, (stanza) => this.#receive(stanza))
    this.domain = this.#component.domain
  }

  /** Takes up service. Nobody is in any room. */
  async start(): Promise<this> {
    this.occupants.clear()
    await this.#component.start()
    return this
  }

  /** Is gone; with a goodbye, everybody is told that the service stops (332). */
  async stop(saysGoodbye = false): Promise<void> {
    if (saysGoodbye && this.#component.isUp) this.putOut(332)
    await this.#component.stop()
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
    this.#component.send(xml)
  }
}
