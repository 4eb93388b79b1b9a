import { watch } from './pacing.ts'
import type { XmlStream } from './stream.ts'
import { LoginFailure, NS, type Timers } from './types.ts'

// XEP-0199, for a server without stream management: any answer, even a refusal, shows that somebody is there.
const PING = "<iq type='get' id='heartbeat'><ping xmlns='urn:xmpp:ping'/></iq>"

/** Asks for acknowledgements soon after something was sent, and finds out that a link is dead. */
export class Heartbeat {
  readonly #stream: XmlStream
  readonly #isManaged: boolean
  readonly #timers: Timers
  readonly #unwatch: () => void
  #askedAt: number | undefined
  #askTimer: NodeJS.Timeout | undefined

  constructor(stream: XmlStream, isManaged: boolean, timers: Timers) {
    this.#stream = stream
    this.#isManaged = isManaged
    this.#timers = timers
    this.#unwatch = watch(() => this.#check(), timers.sweepMs)
  }

  /** A stanza went out. One question serves all that go out within a moment. */
  sent(): void {
    if (!this.#isManaged || this.#askTimer !== undefined) return
    this.#askTimer = setTimeout(() => {
      this.#askTimer = undefined
      this.#ask()
    }, this.#timers.ackAfterMs)
  }

  answered(): void {
    this.#askedAt = undefined
  }

  stop(): void {
    this.#unwatch()
    clearTimeout(this.#askTimer)
  }

  #ask(): void {
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
    } else if (isSilent && now - this.#askedAt >= this.#timers.answerMs)
      this.#stream.destroy(new LoginFailure('timeout', 'The server does not answer'))
  }
}
