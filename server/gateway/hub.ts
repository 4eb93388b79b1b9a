import { randomUUID } from 'node:crypto'
import type { FtwSocket } from 'xmpp-ftw'
import type { ProtocolError } from '#protocol/define.ts'
import { commands } from '#protocol/index.ts'
import { bareOf, parseJid } from '#protocol/jid.ts'
import { Accepted } from './accepted.ts'
import { once } from './once.ts'
import { Tracer } from './tracer.ts'

/** One browser tab (or script), as the hub sees it. */
export interface Tab {
  readonly id: string
  emit(event: string, data: unknown, ack?: unknown): void
  close(): void
  /** Bytes that the network has not taken yet. */
  unsentBytes(): number
}

type Listener = (data: unknown, ack?: unknown) => void

/** An extension, as the hub sees it: which commands it takes, and how. */
interface Route {
  readonly commands: ReadonlySet<string>
  perform(command: string, data: unknown, ack: unknown, from?: Tab): void
}

/** A command on its way to its handler. */
interface Wrapped {
  payload: unknown
  callback: unknown
}

const MAX_UNSENT_BYTES = 4 * 1024 * 1024
const NOT_CONNECTED: ProtocolError = {
  type: 'connection',
  condition: 'not-connected',
  description: 'You are not connected',
  reason: 'not-connected',
}

/**
 * The one socket that XMPP-FTW sees, over all tabs of a session. `send` is XMPP-FTW's emit, to every tab; `observe`
 * hears the same, so that a snapshot can be kept.
 */
export class Hub implements FtwSocket {
  readonly #listeners = new Map<string, readonly Listener[]>()
  readonly #routes: Route[] = []
  readonly #tabs = new Map<string, Tab>()
  readonly #observe: ((event: string, data: unknown) => void) | undefined
  readonly #ended: () => void
  /** Which messages were taken; made at the first one, for an idle session has none. */
  #accepted: Accepted | undefined
  /** While a tab watches what passes here. */
  #tracer: Tracer | undefined
  readonly #mayBeWatched: boolean

  constructor(
    observe?: (event: string, data: unknown) => void,
    ended: () => void = () => {},
    mayBeWatched = false,
  ) {
    this.#observe = observe
    this.#ended = ended
    this.#mayBeWatched = mayBeWatched
  }

  get tabs(): number {
    return this.#tabs.size
  }

  on(event: string, listener: Listener): void {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
  }

  removeAllListeners(event: string): void {
    this.#listeners.delete(event)
  }

  /** All commands of an extension at once; one that is there already stays. */
  route(route: Route): void {
    if (!this.#routes.includes(route)) this.#routes.push(route)
  }

  send(event: string, data: unknown, ack?: unknown): void {
    if (this.#tracer) this.#tracer.told(event, data)
    this.#observe?.(event, data)
    this.#accepted?.observe(event, data)
    for (const tab of this.#tabs.values()) this.#emit(tab, event, data, ack)
  }

  /** XMPP-FTW's word for "this browser is done": the session's owner decides what that means. */
  end(): void {
    this.#ended()
  }

  attach(tab: Tab): void {
    this.#tabs.set(tab.id, tab)
  }

  detach(tab: Tab): void {
    this.unwatch(tab)
    this.#tabs.delete(tab.id)
  }

  /** Lets a tab of ours hear what passes between us and the server. False: it may not. */
  watch(from: Tab | undefined, manager: ConstructorParameters<typeof Tracer>[1]): boolean {
    if (!this.#mayBeWatched || from === undefined || !this.#tabs.has(from.id)) return false
    this.#tracer ??= new Tracer(this, manager)
    this.#tracer.add(from)
    return true
  }

  unwatch(from: Tab | undefined): void {
    if (this.#tracer?.remove(from)) this.#tracer = undefined
  }

  closeAll(): void {
    for (const tab of [...this.#tabs.values()]) tab.close()
    this.#tabs.clear()
  }

  /** What a tab (or the gateway itself) asks. The acknowledgement is called once, whatever happens. */
  dispatch(event: string, data: unknown, ack?: unknown, from?: Tab): void {
    const onlyAck = typeof data === 'function' && ack === undefined
    const payload = onlyAck ? undefined : data
    const callback = once(onlyAck ? data : ack)
    if (this.#tracer)
      this.#tracer.command({ event, data: payload, ack: callback, from }, (answer) =>
        this.#take(event, payload, answer, from),
      )
    else this.#take(event, payload, callback, from)
  }

  #take(event: string, payload: unknown, callback: unknown, from?: Tab): void {
    const isCommand = Object.hasOwn(commands, event)
    // Of what XMPP-FTW listens to, `end` and `disconnect` are the transport's to say, not a page's.
    const listeners = isCommand || from === undefined ? this.#takersOf(event, from) : []
    if (listeners.length === 0) {
      const error: ProtocolError = isCommand
        ? NOT_CONNECTED
        : { type: 'modify', condition: 'client-error', description: 'Unknown event', reason: 'unknown-event' }
      if (typeof callback === 'function') callback(error)
      else if (from) this.#refuse(from, error)
      return
    }
    const wrapped: Wrapped | undefined = ECHOED.has(event)
      ? this.#echoing(event, payload, callback, from)
      : { payload, callback }
    if (wrapped === undefined) return
    for (const listener of listeners) {
      try {
        listener(wrapped.payload, wrapped.callback)
      } catch {
        if (typeof callback === 'function')
          callback({ type: 'cancel', condition: 'internal-server-error', reason: 'internal' })
      }
    }
  }

  #refuse(from: Tab, error: unknown): void {
    if (this.#tracer) this.#tracer.told('xmpp.error.client', error)
    this.#emit(from, 'xmpp.error.client', error)
  }

  #takersOf(event: string, from: Tab | undefined): readonly Listener[] {
    const route = this.#routes.find(({ commands }) => commands.has(event))
    if (route) return [(data, ack) => route.perform(event, data, ack, from)]
    return this.#listeners.get(event) ?? []
  }

  // What one tab says, the others show: a server reflects rooms, not one-to-one messages. What was taken before is
  // only answered.
  #echoing(event: string, payload: unknown, callback: unknown, from: Tab | undefined): Wrapped | undefined {
    if (typeof payload !== 'object' || payload === null) return { payload, callback }
    const said = payload as Record<string, unknown>
    const id = typeof said.id === 'string' && said.id !== '' ? said.id : randomUUID()
    // Without either, the page could not tell what the receipt is for: XMPP-FTW refuses that.
    if (said.receipt && id !== said.id && typeof callback !== 'function') return { payload, callback }
    const withId = id === said.id ? said : { ...said, id }
    const known = id === said.id ? this.#accepted?.find({ event, said }) : undefined
    if (known) {
      if (typeof callback === 'function') callback(null, { id })
      if (known.confirmed && from) this.#emit(from, 'xmpp.delivery.confirmed', known.confirmed)
      return undefined
    }
    const answer = (error: unknown, ...rest: unknown[]) => {
      if (!error) {
        if (id === said.id && (said.content || said.retract)) {
          this.#accepted ??= new Accepted()
          this.#accepted.add({ event, said })
        }
        if (this.#hasOthers(from)) this.#echo(event, withId, from)
      }
      if (typeof callback === 'function') callback(error, ...rest)
      else if (error && from) this.#refuse(from, error)
    }
    const isWrongCallback = callback !== undefined && callback !== null && typeof callback !== 'function'
    return { payload: withId, callback: isWrongCallback ? callback : answer }
  }

  #echo(
    event: string,
    { to, room, content, id, replace, retract, at }: Record<string, unknown>,
    from: Tab | undefined,
  ): void {
    const hasText = typeof content === 'string' && content !== ''
    if (typeof to !== 'string' || !(hasText || retract)) return
    const said = hasText ? { content, format: 'plain' } : {}
    const more = { ...(typeof replace === 'string' ? { replace } : {}), ...(retract ? { retract } : {}) }
    const shared = { ...said, id, ...more }
    // Said again after a break, it is no news of this minute.
    const stamp = { delay: { when: typeof at === 'string' ? at : new Date().toISOString() } }
    if (event === 'xmpp.muc.message') {
      const where = { room: bareOf(String(room)) ?? room, nick: to, to, private: true, own: true, echo: true }
      this.#tellOthers('xmpp.muc.message', { ...where, ...shared, ...stamp }, from)
      return
    }
    const jid = parseJid(to)
    if (jid && this.self)
      this.#tellOthers('xmpp.chat.sent', { to: jid, from: this.self, ...shared, echo: true, ...stamp }, from)
  }

  /** The session's own address, once known. */
  self: object | undefined

  /** Whether what this one says is news to anybody. */
  #hasOthers(from: Tab | undefined): boolean {
    if (this.#observe || this.#tracer) return true
    return from === undefined || !this.#tabs.has(from.id) || this.#tabs.size > 1
  }

  #tellOthers(event: string, data: unknown, from: Tab | undefined): void {
    if (this.#tracer) this.#tracer.told(event, data, from)
    this.#observe?.(event, data)
    for (const tab of this.#tabs.values()) if (tab !== from) this.#emit(tab, event, data)
  }

  #emit(tab: Tab, event: string, data: unknown, ack?: unknown): void {
    if (tab.unsentBytes() > MAX_UNSENT_BYTES) {
      this.#tabs.delete(tab.id)
      tab.close()
      return
    }
    tab.emit(event, data, ack)
  }
}

const ECHOED = new Set(['xmpp.chat.message', 'xmpp.muc.message'])
