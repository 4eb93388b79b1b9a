import type { BatchProgress, ChangeResult } from '#protocol/affiliations.ts'
import type { ProtocolError } from '#protocol/define.ts'
import { splitJid } from '#protocol/jid.ts'
import type { Affiliation } from '#protocol/occupants.ts'
import { type Change, errorOf, isSilence, listsFor, type Row, rowsOf, tookPlace } from './batchRows.ts'

// On their way at once. 500 on Prosody 0.12 take 6.6 s one by one, 2.6 s by 8, and 1.9 s by 32; but then whatever else
// the session asks waits 140 ms behind them instead of 20.
const WINDOW = 8
/** Results are told together. */
const TELL_MS = 100
/** How often the fate of one change is asked for, at most. */
const MAX_DOUBTS = 5
const UNCONFIRMED: ProtocolError = {
  type: 'wait',
  condition: 'remote-server-timeout',
  reason: 'unconfirmed',
}

/** What a batch needs of its session. Both reject with Failure. */
export interface BatchDoor {
  set(change: Change): Promise<unknown>
  /** The prepared bare JIDs that have this affiliation. */
  list(affiliation: Affiliation): Promise<ReadonlySet<string>>
  tell(progress: BatchProgress): void
}

/**
 * Many changes of one room, in the order given. Nothing is sent twice without need: whether a change whose answer was
 * lost took place, the room is asked, for it announces every change it is told (XEP-0045 §9).
 */
export class AffiliationBatch {
  readonly room: string
  readonly id: string
  /** Resolves when nothing more will come of it. */
  readonly done: Promise<BatchProgress>
  doneAt: number | undefined
  readonly #door: BatchDoor
  readonly #rows: Row[]
  /** Those that are no twins. */
  readonly #queue: Row[]
  #resolve: (progress: BatchProgress) => void = () => {}
  #hasBegun = false
  #isCancelled = false
  #isAsking = false
  #isLinked: boolean
  /** Counts broken links: an answer that is lost with one says nothing about the room. */
  #breaks = 0
  #onTheirWay = 0
  #settled = 0
  #fresh: ChangeResult[] = []
  #told: BatchProgress['state'] | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(
    door: BatchDoor,
    { room, id, changes }: { room: string; id: string; changes: readonly Change[] },
    isLinked = true,
  ) {
    this.#door = door
    this.room = room
    this.id = id
    this.#isLinked = isLinked
    this.done = new Promise((resolve) => {
      this.#resolve = resolve
    })
    this.#rows = rowsOf(changes)
    const twins = new Set(this.#rows.flatMap((row) => row.twins))
    this.#queue = this.#rows.filter((row) => !twins.has(row))
    this.#tell()
  }

  get isDone(): boolean {
    return this.doneAt !== undefined
  }

  get progress(): BatchProgress {
    return this.#progress(this.#rows.flatMap(({ result }) => result ?? []))
  }

  /** Until then nothing is sent. */
  begin(): void {
    this.#hasBegun = true
    this.#pump()
  }

  /** The link broke: what is sent now would wait, and nobody knows for how long. */
  down(): void {
    if (this.isDone || !this.#isLinked) return
    this.#isLinked = false
    this.#breaks++
    this.#tell()
  }

  /** The session goes on, or a new one has begun; then all answers that were awaited have failed. */
  up(): void {
    if (this.isDone) return
    if (this.#isLinked) this.#breaks++
    this.#isLinked = true
    this.#tell()
    this.#pump()
  }

  cancel(): void {
    this.#isCancelled = true
    this.#pump()
  }

  abort(error: ProtocolError): void {
    for (const row of this.#queue) if (row.state !== 'settled') this.#settle(row, error)
    this.#finish()
  }

  #pump(): void {
    if (this.isDone || this.#isAsking) return
    if (this.#onTheirWay === 0) {
      const doubtful = this.#queue.filter(({ state }) => state === 'doubtful')
      if (doubtful.length > 0) {
        if (this.#isLinked) void this.#ask(doubtful)
        return
      }
      if (this.#isCancelled || this.#settled === this.#rows.length) {
        this.#finish()
        return
      }
    }
    if (!this.#isLinked || !this.#hasBegun || this.#isCancelled) return
    for (const row of this.#next()) this.#send(row)
  }

  // A room answers in order; but two changes of one person must not even be on their way together, for the fate of the
  // first could not be told from a list any more.
  #next(): Row[] {
    const next: Row[] = []
    const busy = new Set<string>()
    let room = WINDOW - this.#onTheirWay
    for (const row of this.#queue) {
      if (room <= 0 || row.state === 'doubtful') break
      if (row.state === 'settled') continue
      if (row.state === 'waiting' && !busy.has(row.jid)) {
        next.push(row)
        room--
      }
      busy.add(row.jid)
    }
    return next
  }

  #send(row: Row): void {
    row.state = 'sent'
    this.#onTheirWay++
    this.#door.set(row.change).then(
      () => this.#answered(row, undefined),
      (failure: unknown) => this.#answered(row, errorOf(failure)),
    )
  }

  #answered(row: Row, error: ProtocolError | undefined): void {
    this.#onTheirWay--
    if (row.state !== 'sent') return
    if (error?.reason === 'not-connected') {
      row.state = 'waiting'
      this.abort(error)
      return
    }
    if (error && isSilence(error)) row.state = 'doubtful'
    else this.#settle(row, error)
    this.#pump()
  }

  async #ask(doubtful: readonly Row[]): Promise<void> {
    this.#isAsking = true
    const breaks = this.#breaks
    const wanted = new Set(doubtful.flatMap(({ change }) => listsFor(change.affiliation)))
    const lists = new Map<Affiliation, ReadonlySet<string>>()
    let silence: ProtocolError | undefined
    const ask = async (affiliation: Affiliation) => {
      try {
        lists.set(affiliation, await this.#door.list(affiliation))
      } catch (failure) {
        const error = errorOf(failure)
        if (error.reason === 'not-connected') this.abort(error)
        // A refusal is an answer: of what we may not read we cannot know, and the room will judge again.
        else if (isSilence(error)) silence = error
      }
    }
    await Promise.all([...wanted].map(ask))
    this.#isAsking = false
    if (this.isDone) return
    if (breaks === this.#breaks && silence) this.#giveUp(silence)
    else if (!silence) for (const row of doubtful) this.#judge(row, lists)
    this.#pump()
  }

  #judge(row: Row, lists: ReadonlyMap<Affiliation, ReadonlySet<string>>): void {
    if (tookPlace(row, lists)) this.#settle(row, undefined)
    else if (++row.doubts >= MAX_DOUBTS) this.#settle(row, UNCONFIRMED)
    else row.state = 'waiting'
  }

  // The link is there and the room keeps silent: waiting half a minute for each of a thousand helps nobody.
  #giveUp(silence: ProtocolError): void {
    const by = splitJid(this.room).domain
    for (const row of this.#queue) {
      if (row.state === 'doubtful') this.#settle(row, UNCONFIRMED)
      else if (row.state === 'waiting' && !this.#isCancelled)
        this.#settle(row, { ...silence, by, reason: 'remote-timeout' })
    }
  }

  #settle(row: Row, error: ProtocolError | undefined): void {
    for (const each of [row, ...row.twins]) {
      const { jid, affiliation } = each.change
      each.state = 'settled'
      each.result = { jid, affiliation, ...(error ? { error } : {}) }
      this.#fresh.push(each.result)
      this.#settled++
    }
    this.#timer ??= setTimeout(() => this.#flush(), TELL_MS)
  }

  #finish(): void {
    if (this.isDone) return
    this.doneAt = Date.now()
    this.#tell()
    this.#resolve(this.progress)
  }

  #tell(): void {
    if (this.#told !== this.#state) this.#flush()
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#told = this.#state
    this.#door.tell(this.#progress(this.#fresh))
    this.#fresh = []
  }

  get #state(): BatchProgress['state'] {
    if (!this.isDone) return this.#isLinked ? 'running' : 'waiting'
    return this.#settled < this.#rows.length ? 'cancelled' : 'done'
  }

  #progress(results: ChangeResult[]): BatchProgress {
    const { room, id } = this
    return { room, id, state: this.#state, total: this.#rows.length, settled: this.#settled, results }
  }
}
