/** How long what was turned away for now waits, in milliseconds. */
const WAIT_MS = 1000

/** What became of an entry: the gateway has it (or never will), or it turned it away for now. */
export type Taken = 'settled' | 'later'

/** Entries of one conversation, one after the other: what is turned away for now holds what follows it, as in an outbox. */
export class Lane<Entry extends { readonly end?: unknown }> {
  readonly #send: (entry: Entry) => Promise<Taken>
  readonly #waitMs: number
  #waiting: Entry[] = []
  #isSending = false
  /** Answers to what was sent before a break count no more. */
  #turn = 0

  constructor(send: (entry: Entry) => Promise<Taken>, waitMs = WAIT_MS) {
    this.#send = send
    this.#waitMs = waitMs
  }

  add(entry: Entry): void {
    this.#waiting.push(entry)
    if (!this.#isSending) void this.#run()
  }

  /** After a break: these are all that is left to be sent, in their order. */
  restart(entries: readonly Entry[]): void {
    this.#waiting = [...entries]
    this.#turn++
    void this.#run()
  }

  /** The way broke: nothing goes until `restart`. */
  stop(): void {
    this.#waiting = []
    this.#turn++
    this.#isSending = false
  }

  async #run(): Promise<void> {
    const turn = this.#turn
    this.#isSending = true
    for (let entry = this.#waiting[0]; entry !== undefined; entry = this.#waiting[0]) {
      const taken = entry.end ? 'settled' : await this.#send(entry)
      if (turn !== this.#turn) return
      if (taken === 'settled') this.#waiting.shift()
      else await new Promise((resolve) => setTimeout(resolve, this.#waitMs))
      if (turn !== this.#turn) return
    }
    this.#isSending = false
  }
}
