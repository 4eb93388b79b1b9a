import { bareJid, bareOf, type Jid, sameJid } from '#protocol/jid.ts'
import type { Element } from '../xmpp/xml.ts'
import type { TraceGroup } from './tracer.ts'

const MAX = 2000
/** Messages wait for their turn: they may go out in the middle of something else. They are known by their ids. */
const MESSAGES = new Set(['xmpp.chat.message', 'xmpp.muc.message'])
const KNOWN_BY_ID = new Set([...MESSAGES, 'xmpp.muc.affiliation.batch'])

/** What belongs to what by its id, whenever it happens. */
export class TracePairs {
  /** Commands that have an id of their own, by that and whom they are about. */
  readonly #said = new Map<string, TraceGroup>()
  readonly #asked = new Map<string, { group: TraceGroup; to: string | undefined }>()

  said({ event, data }: { event: string; data: unknown }, group: TraceGroup): void {
    const key = KNOWN_BY_ID.has(event) ? keyOf(data) : undefined
    if (key !== undefined) keep(this.#said, key, group)
  }

  /** A request went out: its answer is to come. */
  asked({ name, attrs: { type, id, to } }: Element, group: TraceGroup): void {
    if (name === 'iq' && id && (type === 'get' || type === 'set')) keep(this.#asked, id, { group, to })
  }

  /** Whose answer that is; from somebody who was not asked it is nobody's. */
  ofAnswer({ name, attrs: { type, id, from } }: Element, self: Jid | undefined): TraceGroup | undefined {
    if (name !== 'iq' || !id || (type !== 'result' && type !== 'error')) return undefined
    const asked = this.#asked.get(id)
    if (!asked || !mayAnswer(asked.to, from, self)) return undefined
    this.#asked.delete(id)
    return asked.group
  }

  /** What a stanza came of, given what goes on as it is sent. */
  ofSent(stanza: Element, current: TraceGroup | undefined): TraceGroup | undefined {
    const { to, id } = stanza.attrs
    if (stanza.name !== 'message') return current
    const known = id && this.#said.get(JSON.stringify([bareOf(to ?? ''), id]))
    if (known) return known
    if (!current?.command) return current?.isHandling ? current : undefined
    const { event, data } = current.command
    return MESSAGES.has(event) && !isIt(data, stanza) ? undefined : current
  }

  /** Of an event that came of nothing that goes on. */
  ofEvent(data: unknown): TraceGroup | undefined {
    const key = keyOf(data)
    return key === undefined ? undefined : this.#said.get(key)
  }
}

function keyOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  const { id, room, to } = data as Record<string, unknown>
  const address = room ?? to
  return typeof id === 'string' && id !== '' && typeof address === 'string'
    ? JSON.stringify([bareOf(address), id])
    : undefined
}

// A message whose command brought no id: the gateway has given it one.
function isIt(data: unknown, stanza: Element): boolean {
  const { id, content } = (data ?? {}) as Record<string, unknown>
  return !id && (stanza.getChildText('body') ?? '') === (content ?? '')
}

function mayAnswer(asked: string | undefined, from: string | undefined, self: Jid | undefined): boolean {
  if (from === undefined || self === undefined) return true
  if (asked !== undefined) return sameJid(asked, from)
  return sameJid(from, self.domain) || bareOf(from) === bareJid(self)
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > MAX && oldest !== undefined) map.delete(oldest)
}
