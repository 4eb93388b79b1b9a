import type { Element } from '@xmpp/xml'

const MAX_WAITING = 2000
const MAX_WAITING_CHARS = 4 * 1024 * 1024

interface Entry {
  id: string | undefined
  xml: string
}

/**
 * Stanzas on their way (XEP-0198): those the server has not acknowledged, then those that wait for a link. The queue
 * is ours: xmpp.js loses its own when the link dies a second time.
 */
export class Outgoing {
  managed = false
  #unacknowledged: Entry[] = []
  #waiting: Entry[] = []
  #waitingChars = 0
  #acknowledged = 0
  #last = ''

  /** The text of the stanza pushed last. */
  get last(): string {
    return this.#last
  }

  /** False when too much waits already: the stanza was not taken. */
  push(stanza: Element, isConnected: boolean): boolean {
    const entry = { id: stanza.attrs.id, xml: stanza.toString() }
    this.#last = entry.xml
    if (isConnected) {
      if (this.managed) this.#unacknowledged.push(entry)
      return true
    }
    if (this.#waiting.length >= MAX_WAITING || this.#waitingChars + entry.xml.length > MAX_WAITING_CHARS)
      return false
    this.#waiting.push(entry)
    this.#waitingChars += entry.xml.length
    return true
  }

  /** Takes the server's `h`, a count modulo 2³². Returns the ids it covers; a count that makes no sense covers none. */
  acknowledge(h: number): string[] {
    const count = (h - this.#acknowledged) >>> 0
    if (!Number.isInteger(h) || h < 0 || count > this.#unacknowledged.length) return []
    this.#acknowledged = h >>> 0
    return ids(this.#unacknowledged.splice(0, count))
  }

  /** All that goes out now: what was not acknowledged before the link broke, then what waited. */
  connected(): string {
    const entries = [...(this.#resend ? this.#unacknowledged : []), ...this.#waiting]
    if (this.managed) this.#unacknowledged.push(...this.#waiting)
    this.#waiting = []
    this.#waitingChars = 0
    this.#resend = false
    return entries.map((entry) => entry.xml).join('')
  }

  #resend = false

  disconnected(): void {
    this.#resend = true
  }

  /** A new session instead of the old one: returns the ids whose fate nobody knows. What waits still waits. */
  restart(): string[] {
    const lost = ids(this.#unacknowledged)
    this.#unacknowledged = []
    this.#acknowledged = 0
    this.#resend = false
    this.managed = false
    return lost
  }
}

const ids = (entries: Entry[]) => entries.flatMap((entry) => (entry.id === undefined ? [] : [entry.id]))
