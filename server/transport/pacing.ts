/**
 * How many handshakes may run at once, and how many may begin in a second. A server that restarts, or a crowd that
 * arrives, must not meet a thousand of them together.
 */
export class Gate {
  readonly #most: number
  readonly #perSecond: number
  readonly #people: (() => void)[] = []
  readonly #sessions: (() => void)[] = []
  #running = 0
  #tokens: number
  #filledAt = performance.now()
  #timer: NodeJS.Timeout | undefined

  constructor(most: number, perSecond: number) {
    this.#most = most
    this.#perSecond = perSecond
    this.#tokens = perSecond
  }

  /**
   * Waits for a place; the function it gives back leaves it. A person who signs in looks at a spinner: they go before
   * the sessions that come back by themselves, or a frozen server would hold them up for minutes.
   */
  admit(isPerson: boolean): Promise<() => void> {
    return new Promise((resolve) => {
      const queue = isPerson ? this.#people : this.#sessions
      queue.push(() => resolve(this.#place()))
      this.#open()
    })
  }

  #place(): () => void {
    let left = false
    return () => {
      if (left) return
      left = true
      this.#running--
      this.#open()
    }
  }

  #open(): void {
    const now = performance.now()
    const earned = ((now - this.#filledAt) / 1000) * this.#perSecond
    this.#tokens = Math.min(this.#perSecond, this.#tokens + earned)
    this.#filledAt = now
    while (this.#running < this.#most && this.#tokens >= 1) {
      const next = this.#people.shift() ?? this.#sessions.shift()
      if (next === undefined) return
      this.#running++
      this.#tokens--
      next()
    }
    const isEmpty = this.#people.length + this.#sessions.length === 0
    if (isEmpty || this.#running >= this.#most || this.#timer !== undefined) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#open()
    }, 1000 / this.#perSecond)
  }
}

const gate = new Gate(40, 50)

export const admit = (isPerson: boolean) => gate.admit(isPerson)

const watched = new Set<() => void>()
let sweep: NodeJS.Timeout | undefined

/** One timer looks at every link: a thousand idle sessions would otherwise hold a thousand. */
export function watch(check: () => void, everyMs: number): () => void {
  watched.add(check)
  sweep ??= setInterval(() => {
    for (const each of watched) each()
  }, everyMs).unref()
  return () => {
    watched.delete(check)
    if (watched.size === 0 && sweep !== undefined) {
      clearInterval(sweep)
      sweep = undefined
    }
  }
}
