import type { Element } from '@xmpp/xml'

const MAX_ENTRIES = 10_000
const MAX_CHARS = 4 * 1024 * 1024
const MAX_H = 2 ** 32 - 1

interface Entry {
  id: string | undefined
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

  /** The text to write now or, without a link, later. Undefined: too much is on its way, the stanza was not taken. */
  push(stanza: Element, isConnected: boolean): string | undefined {
    const entry = { id: idOf(stanza), xml: stanza.toString() }
    if (isConnected && !this.#isManaged) return entry.xml
    const count = this.#unacknowledged.length + this.#waiting.length
    if (count >= MAX_ENTRIES || this.#chars + entry.xml.length > MAX_CHARS) return undefined
    const queue = isConnected ? this.#unacknowledged : this.#waiting
    queue.push(entry)
    this.#chars += entry.xml.length
    return entry.xml
  }

  /** Takes the server's `h`, a count modulo 2³². Returns the ids it covers; a count that makes no sense covers none. */
  acknowledge(h: number): string[] {
    const count = (h - this.#acknowledged) >>> 0
    if (!Number.isInteger(h) || h < 0 || h > MAX_H || count > this.#unacknowledged.length) return []
    this.#acknowledged = h
    return this.#forget(this.#unacknowledged.splice(0, count))
  }

  /** All that goes out now: what was not acknowledged before the link broke, then what waited. */
  connected(): string {
    const waiting = this.#waiting.splice(0)
    const entries = [...(this.#mustResend ? this.#unacknowledged : []), ...waiting]
    this.#mustResend = false
    if (this.#isManaged) this.#unacknowledged.push(...waiting)
    else this.#forget(waiting)
    return entries.map((entry) => entry.xml).join('')
  }

  disconnected(): void {
    this.#mustResend = true
  }

  /** A new session instead of the old one: returns the ids whose fate nobody knows. What waits still waits. */
  restart(isManaged: boolean): string[] {
    this.#acknowledged = 0
    this.#mustResend = false
    this.#isManaged = isManaged
    return this.#forget(this.#unacknowledged.splice(0))
  }

  /** No session follows: the ids of all that was not acknowledged. */
  drain(): string[] {
    return [...this.restart(false), ...this.#forget(this.#waiting.splice(0))]
  }

  #forget(entries: Entry[]): string[] {
    for (const { xml } of entries) this.#chars -= xml.length
    return entries.flatMap(({ id }) => (id === undefined ? [] : [id]))
  }
}

/** What a lost stanza is told by: who asked something waits for the answer anyway. */
export const idOf = (stanza: Element): string | undefined =>
  stanza.name === 'message' ? stanza.attrs.id : undefined
