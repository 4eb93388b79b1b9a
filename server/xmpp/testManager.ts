import { EventEmitter } from 'node:events'
import type { FtwSocket } from 'xmpp-ftw'
import type { Extension } from './extension.ts'
import { type Log, Manager } from './manager.ts'
import { Element, parse, xml } from './xml.ts'

type Ack = [error: unknown, reply?: unknown, rsm?: unknown]

/** XMPP-FTW's side of a browser: remembers what was told, calls what was asked. */
class FakeSocket implements FtwSocket {
  readonly told: [string, unknown][] = []
  ended = false
  readonly #listeners = new Map<string, (data: unknown, ack?: unknown) => void>()

  on(event: string, listener: (data: unknown, ack?: unknown) => void): void {
    this.#listeners.set(event, listener)
  }

  removeAllListeners(event: string): void {
    this.#listeners.delete(event)
  }

  send(event: string, data: unknown): void {
    this.told.push([event, data])
  }

  end(): void {
    this.ended = true
  }

  call(event: string, data: unknown, ack?: unknown): void {
    this.#listeners.get(event)?.(data, ack)
  }
}

/** A server that says what the test says. */
export class FakeClient extends EventEmitter {
  /** XMPP-FTW reaches for the socket's timers. */
  readonly connection = { socket: { setTimeout() {}, setKeepAlive() {} } }
  readonly sent: Element[] = []
  ended = false

  send(stanza: Element): void {
    this.sent.push(stanza.root())
    this.emit('sent', stanza.root())
  }

  end(): void {
    this.ended = true
  }
}

class OfflineManager extends Manager {
  override _connect(): void {}
}

/** A real manager with real extensions, between a browser and a server that are both in the test's hands. */
export class TestManager {
  readonly socket = new FakeSocket()
  client = new FakeClient()
  readonly manager: Manager
  readonly logged: string[] = []

  constructor(extensions: readonly Extension[], jid = 'marty@hill.example/hoverboard') {
    const log: Log = (_level, text) => this.logged.push(text)
    this.manager = new OfflineManager(this.socket, extensions, log)
    this.#jid = jid
  }

  readonly #jid: string

  /** Brings the session online; what that alone says and sends is forgotten unless asked for. */
  online(keep = false): this {
    this.client = new FakeClient()
    this.manager.client = this.client as unknown as Manager['client']
    this.manager.registerXmppEvents()
    this.bind()
    if (!keep) this.forget()
    return this
  }

  /** A session on the same client: the first, or one after a resume that failed. */
  bind(): void {
    const [bare = '', resource] = this.#jid.split('/')
    const [user, domain] = bare.split('@')
    this.client.emit('online', { jid: { user, domain, resource } })
  }

  forget(): void {
    this.client.sent.length = 0
    this.socket.told.length = 0
  }

  /** What the server sends: stanzas as text. */
  receive(text: string): void {
    for (const stanza of stanzasOf(text)) this.client.emit('stanza', stanza)
  }

  /** What the browser asks; answers are collected in the order they come. */
  ask(event: string, data?: unknown): Ack[] {
    const answers: Ack[] = []
    this.socket.call(event, data, (...answer: Ack) => answers.push(answer))
    return answers
  }

  /** The stanzas sent so far, as text. */
  get sent(): string[] {
    return this.client.sent.map(String)
  }

  get told(): [string, unknown][] {
    return this.socket.told
  }
}

/** Lets handlers that wait for an answer go on. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** The stanzas of a text, in a stream as the transport hands them over. */
export function stanzasOf(text: string): Element[] {
  const stream = parse(`<stream xmlns='jabber:client'>${text}</stream>`)
  return stream.getChildElements().map((stanza) => {
    stanza.parent = xml('stream:stream', { xmlns: 'jabber:client' })
    return tidy(stanza)
  })
}

// Fixtures are indented for people; streams are not.
function tidy(element: Element): Element {
  const isMixed = element.children.some((child) => child instanceof Element)
  element.children = element.children.filter(
    (child) => typeof child !== 'string' || !isMixed || child.trim() !== '',
  )
  for (const child of element.getChildElements()) tidy(child)
  return element
}
