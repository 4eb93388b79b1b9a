// xmpp-ftw 2.0.0 ships no types: these are the parts that we stand on.
declare module 'xmpp-ftw' {
  import type { EventEmitter } from 'node:events'
  import type { Element } from '@xmpp/xml'

  export interface FtwSocket {
    on(event: string, listener: (data: unknown, ack?: unknown) => void): unknown
    removeAllListeners(event: string): unknown
    send(event: string, data: unknown, ack?: unknown): unknown
    end(): void
  }
  export interface FtwJid {
    user?: string
    domain: string
    resource?: string
  }
  export interface Listener {
    init(manager: Xmpp, ignoreEvents?: boolean): void
    handles(stanza: Element): boolean
    handle(stanza: Element): boolean
    unregisterEvents(): void
  }
  export class Xmpp extends EventEmitter {
    constructor(socket: FtwSocket)
    socket: FtwSocket
    client:
      | { send(stanza: Element): void; end(): void; on(event: string, listener: (data: never) => void): void }
      | false
    jid: string
    fullJid: FtwJid
    // `listeners` is an array here, not EventEmitter's method.
    clearListeners(): void
    addListener(listener: Listener): this
    registerSocketEvents(): void
    registerXmppEvents(): void
    online(): void
    login(data: unknown): void
    anonymousLogin(data: unknown): void
    logout(callback?: unknown): void
    _connect(options: Record<string, unknown>): void
    handleError(error: unknown): void
    handleStanza(stanza: Element): void
    trackId(stanza: Element | string, callback: (stanza: Element) => void): void
    catchTracked(stanza: Element): boolean
    getJidType(type: 'full' | 'bare' | 'domain'): string
    _initialiseListeners(): void
  }
}
declare module 'xmpp-ftw/lib/base.js' {
  import type { Element } from '@xmpp/xml'
  import type { FtwSocket, Xmpp } from 'xmpp-ftw'

  export default class Base {
    manager: Xmpp
    socket: FtwSocket
    client: Xmpp['client']
    get _events(): Record<string, string>
    init(manager: Xmpp, ignoreEvents?: boolean): void
    handles(stanza: Element): boolean
    handle(stanza: Element): boolean
    registerEvents(): void
    unregisterEvents(): void
    _getId(): string
  }
}
