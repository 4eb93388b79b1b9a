import { config } from 'zod/mini'
import type { EventData, EventName } from '#protocol/index.ts'
import { batch } from '../store/batch.ts'
import type { Models } from '../store/model.ts'
import { schemaOf } from './knownEvents.ts'
import { salvaged } from './salvaged.ts'

// The content security policy forbids made-up functions, and trying one is a complaint in the console.
config({ jitless: true })

/** Reducers of a slice, typed by the contract. */
export type Reducers = { readonly [N in EventName]?: (data: EventData<N>) => void }

const HIDDEN_FLUSH_MS = 250
/** After this much silence an event is no part of a crowd: it is shown at once. */
const QUIET_MS = 50
/** So many events within about a second are a flood: nobody reads so fast, and every paint has its price. */
const FLOOD = 40
const DECAY_MS = 1000
/** Events of one slice that wait for its part. */
const MAX_KEPT = 1000
/** A flood is shown when it pauses, and ten times a second while it does not. */
const LULL_MS = 16
const FLOOD_MS = 84

/** Runs on the next frame; where frames do not come, or stop coming because the tab was hidden, on a timer. */
export function nextFrame(run: () => void): void {
  const once = () => {
    clearTimeout(timer)
    cancelAnimationFrame(frame)
    run()
  }
  const timer = setTimeout(once, HIDDEN_FLUSH_MS)
  const frame = document.visibilityState === 'hidden' ? 0 : requestAnimationFrame(once)
}

export interface IngressOptions {
  /** Slices whose part comes later: what is told of them waits until `arrived` says that it is there. */
  readonly awaited?: Iterable<string>
  readonly schedule?: (run: () => void) => void
  readonly now?: () => number
}

/**
 * Takes events from the socket, checks each against its schema, and gives them to the reducers: the first after a
 * silence at once, those that follow it a frame's worth in one batch, and a flood in larger ones. An unknown event is dropped; one that breaks its schema is reported by name, never by content,
 * and where something was said with it, its place says so.
 */
export class Ingress<Env> {
  readonly #models: Models<Env>
  readonly #schedule: (run: () => void) => void
  #queue: [EventName, unknown][] = []
  #scheduled = false
  #isTogether = false
  #flushedAt = Number.NEGATIVE_INFINITY
  /** Events of late, each worth less the longer it is past. */
  #load = 0
  #receivedAt = 0
  readonly #now: () => number
  #onRefused: (event: string) => void
  /** By slice, whose part comes later: what was told meanwhile, unchecked. */
  readonly #awaited: Map<string, [EventName, unknown][]>

  constructor(
    models: Models<Env>,
    onRefused: (event: string) => void,
    { awaited = [], schedule = nextFrame, now = () => performance.now() }: IngressOptions = {},
  ) {
    this.#awaited = new Map([...awaited].map((slice) => [slice, []]))
    this.#now = now
    this.#models = models
    this.#onRefused = onRefused
    this.#schedule = schedule
  }

  receive(name: string, data: unknown): void {
    if (this.#keep(name, data) || !schemaOf(name)) return
    this.#queue.push([name as EventName, data])
    const now = this.#now()
    this.#load = this.#load * Math.exp((this.#receivedAt - now) / DECAY_MS) + 1
    this.#receivedAt = now
    if (!this.#isTogether) this.#plan()
  }

  /** What `tell` receives came in one frame, and is shown in one. */
  together(tell: () => void): void {
    this.#isTogether = true
    try {
      tell()
    } finally {
      this.#isTogether = false
      if (this.#queue.length > 0) this.#plan()
    }
  }

  #plan(): void {
    if (this.#scheduled) return
    const now = this.#now()
    const isFlood = this.#load > FLOOD
    // A new tab waits for nothing but its snapshot.
    const isAwaited = this.#queue.some(([name]) => name === 'xmpp.session.snapshot')
    if (isAwaited || (!isFlood && now - this.#flushedAt > QUIET_MS)) {
      this.flush()
      return
    }
    this.#scheduled = true
    if (isFlood) this.#gather(now)
    else this.#schedule(() => this.flush())
  }

  /** The part of a slice is there: it is given what was told meanwhile, and hears the rest like everybody. */
  arrived(slice: string): void {
    const kept = this.#awaited.get(slice) ?? []
    this.#awaited.delete(slice)
    batch(() => {
      for (const [name, data] of kept) if (schemaOf(name)) this.#apply(name, data)
    })
  }

  // The second part of an event's name is its slice.
  #keep(name: string, data: unknown): boolean {
    const kept = this.#awaited.get(name.split('.', 2)[1] ?? '')
    if (kept && kept.push([name as EventName, data]) > MAX_KEPT) kept.shift()
    return kept !== undefined
  }

  // With timers: a frame that is asked for is a frame that is painted.
  #gather(since: number): void {
    setTimeout(() => {
      const now = this.#now()
      if (now - this.#receivedAt < LULL_MS && now - since < FLOOD_MS) this.#gather(since)
      else this.#schedule(() => this.flush())
    }, LULL_MS)
  }

  flush(): void {
    this.#scheduled = false
    this.#flushedAt = this.#now()
    const queue = this.#queue
    this.#queue = []
    batch(() => {
      for (const [name, data] of queue) this.#apply(name, data)
    })
  }

  #apply(name: EventName, data: unknown): void {
    let parsed = schemaOf(name)?.safeParse(data)
    if (!parsed?.success) {
      this.#onRefused(name)
      parsed = schemaOf(name)?.safeParse(salvaged(name, data))
      if (!parsed?.success) return
    }
    if (name === 'xmpp.session.snapshot') {
      const snapshot = parsed.data as EventData<'xmpp.session.snapshot'>
      this.#models.reset()
      this.#models.dispatch(name, snapshot)
      // It tells all of it anew.
      for (const kept of this.#awaited.values()) kept.length = 0
      for (const [inner, innerData] of snapshot.events)
        if (!this.#keep(inner, innerData) && schemaOf(inner) && inner !== name)
          this.#apply(inner as EventName, innerData)
      return
    }
    this.#models.dispatch(name, parsed.data)
  }
}
