import { watch } from './pacing.ts'
import type { XmlStream } from './stream.ts'
import { LoginFailure, NS, type Timers } from './types.ts'

// XEP-0199, for a server without stream management: any answer, even a refusal, shows that somebody is there.
const PING = "<iq type='get' id='heartbeat'><ping xmlns='urn:xmpp:ping'/></iq>"

/** A server may be slow to answer while much is on its way to it, but not for ever: times `answerMs`. */
const MOST_OWED = 10

/**
 * So much is not kept waiting for a moment to pass: of what a session says, little is on its way at once, and the next
 * goes out when the server has taken that over.
 */
const ASK_AT = 20
const ASK_AT_CHARS = 6 * 1024

/** Asks for acknowledgements soon after something was sent, and finds out that a link is dead. */
export class Heartbeat {
  readonly #stream: XmlStream
  readonly #isManaged: boolean
  readonly #timers: Timers
  readonly #unwatch: () => void
  #askedAt: number | undefined
  #askTimer: NodeJS.Timeout | undefined
  /** What went out since the last question. */
  #unasked = 0
  #unaskedChars = 0

  constructor(stream: XmlStream, isManaged: boolean, timers: Timers) {
    this.#stream = stream
    this.#isManaged = isManaged
    this.#timers = timers
    this.#unwatch = watch(() => this.#check(), timers.sweepMs)
  }

  /** That many characters of stanzas went out. One question serves all that go out within a moment. */
  sent(chars: number): void {
    if (!this.#isManaged) return
    this.#unaskedChars += chars
    if (++this.#unasked >= ASK_AT || this.#unaskedChars >= ASK_AT_CHARS) this.#ask()
    else this.#askTimer ??= setTimeout(() => this.#ask(), this.#timers.ackAfterMs)
  }

  answered(): void {
    this.#askedAt = undefined
  }

  stop(): void {
    this.#unwatch()
    clearTimeout(this.#askTimer)
  }

  #ask(): void {
    clearTimeout(this.#askTimer)
    this.#askTimer = undefined
    this.#unasked = 0
    this.#unaskedChars = 0
    this.#askedAt ??= performance.now()
    this.#stream.write(this.#isManaged ? `<r xmlns='${NS.sm}'/>` : PING)
  }

  // The monotonic clock: a stepped wall clock must neither end a link nor keep a dead one.
  #check(): void {
    const now = performance.now()
    const { lastHeardAt } = this.#stream
    if (!this.#isManaged && this.#askedAt !== undefined && lastHeardAt > this.#askedAt) this.answered()
    const isSilent = now - lastHeardAt >= this.#timers.answerMs
    if (this.#askedAt === undefined) {
      if (now - lastHeardAt >= this.#timers.idleMs) this.#ask()
      return
    }
    const owed = now - this.#askedAt
    // It may talk, but takes nothing over: what was sent would wait for ever.
    if (owed >= this.#timers.answerMs * MOST_OWED)
      this.#stream.destroy(new LoginFailure('protocol', 'The server acknowledges nothing'))
    else if (isSilent && owed >= this.#timers.answerMs)
      this.#stream.destroy(new LoginFailure('timeout', 'The server does not answer'))
  }
}
