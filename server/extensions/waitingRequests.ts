import type { Element } from '../xmpp/xml.ts'
import { AnsweredRequests, keyOf } from './answeredRequests.ts'

/** Of one kind and one session. More than a person can answer, and few enough to be no burden. */
const MOST_WAITING = 50

/**
 * Requests of others that a page is to answer. RFC 6120 §8.2.3 wants exactly one answer to each, and wants it even
 * where no page knows one: then `giveUp` gives it, after `patienceMs`.
 */
export class WaitingRequests {
  readonly #patienceMs: number
  readonly #giveUp: (request: Element) => void
  readonly #answered = new AnsweredRequests()
  // Made at the first request: an idle session has none.
  #waiting: Map<string, { request: Element; timer: NodeJS.Timeout }> | undefined

  constructor(patienceMs: number, giveUp: (request: Element) => void) {
    this.#patienceMs = patienceMs
    this.#giveUp = giveUp
  }

  /** False where so many wait already that nobody will look at this one. */
  add(request: Element): boolean {
    const key = keyOf(request.attrs.from, request.attrs.id)
    this.#waiting ??= new Map()
    // An id that is used again while it waits is the asker's mistake: the first one is answered.
    if (this.#waiting.size >= MOST_WAITING || this.#waiting.has(key)) return false
    this.#answered.delete(key)
    const timer = setTimeout(() => {
      this.#settle(key)
      try {
        this.#giveUp(request)
      } catch {
        // The session is over; so is whoever waited for it.
      }
    }, this.#patienceMs)
    timer.unref()
    this.#waiting.set(key, { request, timer })
    return true
  }

  /**
   * Who answers it by this id: the request, if it waits, which it does no more; `answered` if somebody was faster, or it
   * was given up; `unknown` where there was none.
   */
  take(from: string, id: string): Element | 'answered' | 'unknown' {
    const key = keyOf(from, id)
    const waiting = this.#waiting?.get(key)
    if (waiting === undefined) return this.#answered.has(key) ? 'answered' : 'unknown'
    clearTimeout(waiting.timer)
    this.#settle(key)
    return waiting.request
  }

  /** It was answered without a page. */
  settled(from: string, id: string): void {
    this.#settle(keyOf(from, id))
  }

  /** The session they were asked in is over. */
  clear(): void {
    for (const { timer } of this.#waiting?.values() ?? []) clearTimeout(timer)
    this.#waiting = undefined
    this.#answered.clear()
  }

  #settle(key: string): void {
    this.#waiting?.delete(key)
    this.#answered.add(key)
  }
}
