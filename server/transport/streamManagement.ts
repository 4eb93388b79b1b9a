import type { Element } from '@xmpp/xml'
import { NS, type Sent } from './types.ts'

const MAX_ENTRIES = 10_000
const MAX_CHARS = 4 * 1024 * 1024
const MAX_H = 2 ** 32 - 1

/** So many of the server's stanzas were handled (XEP-0198 §4). */
export const acknowledgement = (handled: number): string => `<a xmlns='${NS.sm}' h='${handled}'/>`

/** Text to write; `taken` are messages that nobody will acknowledge. */
export interface Batch {
  text: string
  taken: Sent[]
}

interface Entry {
  sent: Sent | undefined
  xml: string
}

/**
 * Stanzas on their way (XEP-0198): those the server has not acknowledged, then those that wait for a link. The queue
 * is ours: xmpp.js loses its own when the link dies a second time.
 */
export class Outgoing {
  #isManaged = false
  #unacknowledged: Entry[] = []
  #waiting: Entry[] = []
  #chars = 0
  #acknowledged = 0
  #mustResend = false

  get isManaged(): boolean {
    return this.#isManaged
  }

  /** What to write now or, without a link, later. Undefined: too much is on its way, the stanza was not taken. */
  push(stanza: Element, isConnected: boolean): Batch | undefined {
    const entry = { sent: sentOf(stanza), xml: stanza.toString() }
    if (isConnected && !this.#isManaged) return { text: entry.xml, taken: entry.sent ? [entry.sent] : [] }
    const count = this.#unacknowledged.length + this.#waiting.length
    if (count >= MAX_ENTRIES || this.#chars + entry.xml.length > MAX_CHARS) return undefined
    const queue = isConnected ? this.#unacknowledged : this.#waiting
    queue.push(entry)
    this.#chars += entry.xml.length
    return { text: entry.xml, taken: [] }
  }

  /** Takes the server's `h`, a count modulo 2³². Returns the messages it covers; a count that makes no sense covers none. */
  acknowledge(h: number): Sent[] {
    if (!this.covers(h)) return []
    const count = (h - this.#acknowledged) >>> 0
    this.#acknowledged = h
    return this.#forget(this.#unacknowledged.splice(0, count))
  }

  /** Whether it counts nothing but what was sent. */
  covers(h: number): boolean {
    const count = (h - this.#acknowledged) >>> 0
    return Number.isInteger(h) && h >= 0 && h <= MAX_H && count <= this.#unacknowledged.length
  }

  /** All that goes out now: what was not acknowledged before the link broke, then what waited. */
  connected(): Batch {
    const waiting = this.#waiting.splice(0)
    const entries = [...(this.#mustResend ? this.#unacknowledged : []), ...waiting]
    this.#mustResend = false
    if (this.#isManaged) this.#unacknowledged.push(...waiting)
    const taken = this.#isManaged ? [] : this.#forget(waiting)
    return { text: entries.map((entry) => entry.xml).join(''), taken }
  }

  disconnected(): void {
    this.#mustResend = true
  }

  /** Those of what was not acknowledged that an archive may tell of (XEP-0359): they are not sent again. */
  doubt(): Sent[] {
    const isFindable = ({ xml }: Entry) => xml.includes('<origin-id ')
    const doubtful = this.#unacknowledged.filter(isFindable)
    this.#unacknowledged = this.#unacknowledged.filter((entry) => !isFindable(entry))
    return this.#forget(doubtful).map((sent) => ({ ...sent, mayRepeat: true }))
  }

  /** A new session instead of the old one: returns the messages whose fate nobody knows. What waits still waits. */
  restart(isManaged: boolean): Sent[] {
    this.#acknowledged = 0
    this.#mustResend = false
    this.#isManaged = isManaged
    return this.#forget(this.#unacknowledged.splice(0))
  }

  /** No session follows: all messages that were not acknowledged. */
  drain(): Sent[] {
    return [...this.restart(false), ...this.#forget(this.#waiting.splice(0))]
  }

  #forget(entries: Entry[]): Sent[] {
    for (const { xml } of entries) this.#chars -= xml.length
    return entries.flatMap(({ sent }) => (sent === undefined ? [] : [sent]))
  }
}

/** What a lost stanza is told by: who asked something waits for the answer anyway. */
export function sentOf({ name, attrs: { id, to } }: Element): Sent | undefined {
  return name === 'message' && id !== undefined ? { id, to: to ?? '' } : undefined
}
