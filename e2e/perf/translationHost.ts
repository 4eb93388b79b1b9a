import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import type { Element } from '@xmpp/xml'
import parse from 'ltx/lib/parse.js'

export interface Listener {
  handles(stanza: Element): boolean
  handle(stanza: Element): boolean
}

interface Manager {
  client: unknown
  jid: string
  fullJid: object
  clearListeners(): void
  addListener(listener: Listener): void
  online(): void
  catchTracked(stanza: Element): boolean
}

const { Xmpp } = createRequire(import.meta.url)('xmpp-ftw') as { Xmpp: new (socket: object) => Manager }

/** xmpp-ftw's own manager with some listeners, between a page and a server that cost nothing. */
export class TranslationHost {
  readonly socket = Object.assign(new EventEmitter(), { send: () => void this.told++, end() {} })
  /** Events that the page was told, and stanzas that the server was sent. */
  told = 0
  sent = 0
  #reply: Element | undefined
  readonly #listeners: readonly Listener[]
  readonly #manager: Manager

  constructor(listeners: readonly Listener[]) {
    this.#listeners = listeners
    this.#manager = new Xmpp(this.socket)
    this.#manager.clearListeners()
    for (const each of listeners) this.#manager.addListener(each)
    Object.assign(this.#manager, {
      client: { send: (stanza: Element) => this.#send(stanza.root()), end() {}, removeAllListeners() {} },
      jid: 'marty@hill.example/x',
      fullJid: { user: 'marty', domain: 'hill.example', resource: 'x' },
    })
    this.#manager.online()
  }

  /** What the server answers to an IQ; nothing where there is no answer. */
  set reply(text: string) {
    this.#reply = text === '' ? undefined : parse(text)
  }

  /** As the manager offers it, without the line that it writes for each stanza. */
  offer(stanza: Element): void {
    this.#listeners.some((each) => each.handles(stanza) === true && each.handle(stanza) === true)
  }

  ask(event: string, data: object, ack?: () => void): void {
    this.socket.emit(event, data, ack)
  }

  #send(stanza: Element): void {
    // Whoever sends it writes it down.
    if (stanza.toString().length > 0) this.sent++
    if (stanza.name !== 'iq' || this.#reply === undefined) return
    this.#reply.attrs.id = stanza.attrs.id ?? ''
    this.#manager.catchTracked(this.#reply)
  }
}
