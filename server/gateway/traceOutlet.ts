import type { TraceEntry } from '#protocol/trace.ts'
import type { Tab } from './hub.ts'

const TOGETHER_MS = 100
/** Of one batch. What comes beyond is counted, and not told: who watches must not slow down what they watch. */
const MAX_ENTRIES = 250
const MAX_CHARS = 512 * 1024
/** A tab that lags behind is spared, long before it would be closed for it. */
const MAX_UNSENT_BYTES = 1024 * 1024

/** Where one tab hears what passes: in batches, and never more than it can take. */
export class TraceOutlet {
  readonly tab: Tab
  #entries: TraceEntry[] = []
  #chars = 0
  #dropped = 0
  #timer: NodeJS.Timeout | undefined

  constructor(tab: Tab) {
    this.tab = tab
  }

  get hasRoom(): boolean {
    return (
      this.#entries.length < MAX_ENTRIES &&
      this.#chars < MAX_CHARS &&
      this.tab.unsentBytes() < MAX_UNSENT_BYTES
    )
  }

  add(entry: TraceEntry, chars: number): void {
    this.#entries.push(entry)
    this.#chars += chars
    this.#tellSoon()
  }

  drop(): void {
    this.#dropped++
    this.#tellSoon()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const batch = { entries: this.#entries, dropped: this.#dropped }
      this.#entries = []
      this.#chars = 0
      this.#dropped = 0
      this.tab.emit('xmpp.trace.entry', batch)
    }, TOGETHER_MS).unref()
  }
}
