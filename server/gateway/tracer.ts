import { AsyncLocalStorage } from 'node:async_hooks'
import type { EventEmitter } from 'node:events'
import { bareJid, bareOf, type Jid } from '#protocol/jid.ts'
import type { TraceEntry } from '#protocol/trace.ts'
import type { Element } from '../xmpp/xml.ts'
import type { Hub, Tab } from './hub.ts'
import { Redactor } from './redactor.ts'
import { TraceOutlet } from './traceOutlet.ts'
import { TracePairs } from './tracePairs.ts'

/** What belongs together: a command or a stanza, and all that comes of it. */
export interface TraceGroup {
  readonly id: number
  readonly tracer: Tracer
  readonly command: Command | undefined
  readonly until: number
  peer: string | undefined
  /** What is still going on; without any, what happens later in its context is nobody's. */
  holds: number
  /** Its stanza is being handled right now. */
  isHandling: boolean
}

interface Command {
  event: string
  data: unknown
  ack: unknown
  /** Undefined for the gateway itself. */
  from: Tab | undefined
}

type Told = Pick<TraceEntry, 'kind' | 'direction' | 'name'> & {
  data?: unknown
  stanza?: Element
  peer?: string | undefined
}

const PATIENCE_MS = 60_000
/** They make a link, and all that ever comes over it would count as theirs. */
const MAKE_LINKS = new Set(['xmpp.login', 'xmpp.login.anonymous', 'xmpp.session.retry', 'xmpp.logout'])

/** Carries what something came of over promises and timers. Switched off while nobody watches: then it costs nothing. */
const context = new AsyncLocalStorage<TraceGroup | undefined>()
let tracers = 0

/** Tells the tabs that asked what passes between the hub and the server. It exists only while one does. */
export class Tracer {
  readonly #hub: Hub
  readonly #manager: EventEmitter & { client: unknown }
  readonly #outlets = new Map<unknown, TraceOutlet>()
  readonly #redactor = new Redactor()
  readonly #pairs = new TracePairs()
  #client: EventEmitter | undefined
  #before: TraceGroup | undefined
  #count = 0
  #groups = 0

  constructor(hub: Hub, manager: EventEmitter & { client: unknown }) {
    this.#hub = hub
    this.#manager = manager
    tracers++
    manager.on('client:online', this.#attach)
    this.#attach()
  }

  add(tab: Tab): void {
    if (!this.#outlets.has(tab)) this.#outlets.set(tab, new TraceOutlet(tab))
  }

  /** True: nobody watches any more, and this one is done. */
  remove(tab: unknown): boolean {
    this.#outlets.get(tab)?.close()
    if (!this.#outlets.delete(tab) || this.#outlets.size > 0) return false
    this.#manager.removeListener('client:online', this.#attach)
    this.#detach()
    if (--tracers === 0) context.disable()
    return true
  }

  /** A command is performed; `perform` is given the callback to answer by. */
  command(command: Command, perform: (ack: unknown) => void): void {
    const { event, data, ack } = command
    // Not about itself.
    if (event.startsWith('xmpp.trace.')) {
      perform(ack)
      return
    }
    const group = this.#open(command)
    group.peer = peerOf(data)
    this.#pairs.said(command, group)
    this.#tell(group, { kind: 'command', direction: 'out', name: event, data })
    let isAwaited = typeof ack === 'function' && !MAKE_LINKS.has(event)
    if (isAwaited) group.holds++
    const answer = (...args: unknown[]) => {
      if (isAwaited) group.holds--
      isAwaited = false
      this.#tell(group, { kind: 'ack', direction: 'in', name: event, data: args })
      if (typeof ack === 'function') ack(...args)
    }
    context.run(group, () => perform(typeof ack === 'function' ? answer : ack))
    if (MAKE_LINKS.has(event)) group.holds--
    else this.#letGo(group)
  }

  /** An event is told to the tabs, or to all but one. */
  told(event: string, data: unknown, except?: Tab): void {
    const group = this.#current() ?? this.#pairs.ofEvent(data) ?? this.#alone()
    this.#tell(group, { kind: 'event', direction: 'in', name: event, data, peer: peerOf(data) }, except)
  }

  readonly #attach = (): void => {
    const client = this.#manager.client as EventEmitter | false
    if (client === this.#client || !client) return
    this.#detach()
    this.#client = client
    client.prependListener('stanza', this.#received)
    client.on('stanza', this.#handled)
    client.on('sent', this.#sent)
  }

  #detach(): void {
    this.#client?.removeListener('stanza', this.#received)
    this.#client?.removeListener('stanza', this.#handled)
    this.#client?.removeListener('sent', this.#sent)
  }

  // The first listener of a stanza; `#handled` is the last one. Between them it is being handled.
  readonly #received = (stanza: Element): void => {
    const asker = this.#pairs.ofAnswer(stanza, this.#hub.self as Jid | undefined)
    if (asker) asker.holds++
    const group = asker ?? this.#open(undefined)
    const peer = bareOf(stanza.attrs.from ?? '')
    group.peer ??= peer
    group.isHandling = true
    this.#before = group
    this.#tell(group, { kind: 'stanza', direction: 'in', name: stanza.name, stanza, peer })
    context.enterWith(group)
  }

  readonly #handled = (): void => {
    const group = this.#before
    this.#before = undefined
    context.enterWith(undefined)
    if (!group) return
    group.isHandling = false
    this.#letGo(group)
  }

  readonly #sent = (stanza: Element): void => {
    const group = this.#pairs.ofSent(stanza, this.#current()) ?? this.#alone()
    this.#pairs.asked(stanza, group)
    const peer = bareOf(stanza.attrs.to ?? '')
    this.#tell(group, { kind: 'stanza', direction: 'out', name: stanza.name, stanza, peer })
  }

  #current(): TraceGroup | undefined {
    const group = context.getStore()
    const isOpen = group?.tracer === this && group.holds > 0 && Date.now() < group.until
    return isOpen ? group : undefined
  }

  #open(command: Command | undefined): TraceGroup {
    const until = Date.now() + PATIENCE_MS
    const id = ++this.#groups
    return { id, tracer: this, command, until, peer: undefined, holds: 1, isHandling: false }
  }

  #alone(): TraceGroup {
    return { ...this.#open(undefined), holds: 0 }
  }

  // What promises go on with at once is still part of it; what a timer begins is not.
  #letGo(group: TraceGroup): void {
    setImmediate(() => {
      group.holds--
    })
  }

  #tell(group: TraceGroup, { data, stanza, peer = group.peer, ...told }: Told, except?: Tab): void {
    const n = ++this.#count
    const outlets = [...this.#outlets.values()].filter(({ tab }) => tab !== except)
    const open = outlets.filter((outlet) => outlet.hasRoom)
    for (const outlet of outlets) if (!open.includes(outlet)) outlet.drop()
    if (open.length === 0) return
    const copy = stanza ? this.#redactor.xml(stanza) : this.#redactor.json(data)
    const { isCut, size, ...shown } = copy
    const entry: TraceEntry = {
      n,
      group: group.id,
      at: Date.now(),
      ...told,
      ...shown,
      ...(peer ? { peer } : {}),
      ...(isCut ? { cut: true } : {}),
    }
    for (const outlet of open) outlet.add({ ...entry, ...byOf(group, outlet.tab) }, size)
  }
}

function byOf({ command }: TraceGroup, tab: Tab): Pick<TraceEntry, 'by'> {
  if (!command || command.from === tab) return {}
  return { by: command.from ? 'tab' : 'gateway' }
}

/** Whom a payload is about, as a bare JID. */
function peerOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { room, to, from, jid } = data as Record<string, unknown>
  const address = room ?? to ?? from ?? jid
  if (typeof address === 'string') return bareOf(address)
  const isJid = typeof address === 'object' && address !== null && 'domain' in address
  return isJid ? bareJid(address as Jid) : undefined
}
