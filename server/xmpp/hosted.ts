/** What an XMPP-FTW 2 host gives an extension: any object that has this will do. */
export interface Host {
  readonly socket: {
    on(event: string, listener: (data: unknown, ack?: unknown) => void): unknown
    removeAllListeners(event: string): unknown
    send(event: string, data: unknown, ack?: unknown): unknown
  }
  readonly client?: { send(stanza: never): unknown } | false | null | undefined
  readonly fullJid: { readonly user?: string; readonly domain: string; readonly resource?: string }
  trackId(stanza: never, callback: (reply: never) => void): unknown
}

/** What an XMPP-FTW 2 host asks of an extension; `xmpp.addListener(new Muc())` is all that a host does. */
export interface HostedExtension {
  /** Event name → what answers it, as XMPP-FTW has it. */
  readonly _events: Record<string, string>
  /** A session is online: the first one, or one that began anew. */
  init(manager: Host, ignoreEvents?: boolean): void
  handles(stanza: object): boolean
  /** True: finished; false: the next listener may have it. */
  handle(stanza: object): boolean
  registerEvents(): void
  unregisterEvents(): void
}

export type HostedExtensionClass = new () => HostedExtension
