import type { ProtocolError } from '#protocol/define.ts'
import { type ConversationId, inRoom, parseConversation } from '../../lib/conversation.ts'
import type { Request, Result } from '../../transport/request.ts'
import { holds, objectionTo, offerTo, type Pending } from './outboxEntry.ts'

/** The way out of this page. */
export interface Way {
  readonly request: Request
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Both links hold. */
  readonly isOnline: () => boolean
}

/** What the sender needs of the outbox. */
interface Book {
  readonly isSending: boolean
  get(id: string): Pending | undefined
  of(conversation: ConversationId): Pending[]
  change(entry: Pending, part: Partial<Pending>): Pending
  refuse(id: string, error: ProtocolError): void
  retry(id: string): void
  saved(): Promise<unknown>
  drain(): void
}

type Reasons = ReadonlySet<ProtocolError['reason']>
/** It went no further than this page, or the gateway's door. */
const UNSENT: Reasons = new Set(['not-connected', 'rate-limited'])
/** No answer came, or none will. */
const UNKNOWN: Reasons = new Set(['disconnected', 'timeout'])
const BROKEN: Result<never> = {
  ok: false,
  error: { type: 'wait', condition: 'not-connected', reason: 'disconnected' },
}
const UNCONFIRMED: ProtocolError = { type: 'wait', condition: 'undefined-condition', reason: 'unconfirmed' }

const BREATH_MS = 1000
/** So long after the way is open again, a room may still be about to take us in. */
const ROOMS_MS = 60_000
/** Who is back in a room so soon wants said there what was under way when they went. */
const BACK_MS = 10 * 60_000
const LOOK_MS = 5000
/** Without a proof by then, the gateway is asked once more; by the latter, nobody waits any longer. */
const ASK_AGAIN_MS = 45_000
const GIVE_UP_MS = 115_000

/** Offers what is in the outbox to the gateway: one after the other in a conversation, until each is decided. */
export class OutboxSender {
  readonly #way: Way
  readonly #book: Book
  readonly #busy = new Set<ConversationId>()
  /** Taken by the gateway since the way is open. */
  readonly #accepted = new Set<string>()
  /** Offered since the way is open: when first, and whether the gateway was asked about it since. */
  readonly #offered = new Map<string, { readonly at: number; asked: boolean }>()
  /** Given to the gateway by this page, whatever became of the way since. */
  readonly #said = new Set<string>()
  /** Rooms that have not let us in yet. */
  readonly #closedRooms = new Set<string>()
  readonly #waiting = new Set<() => void>()
  #looking: ReturnType<typeof setTimeout> | undefined
  #epoch = 0
  #openSince: number | undefined
  #pausedUntil = 0

  constructor(way: Way, book: Book) {
    this.#way = way
    this.#book = book
  }

  drain(conversation: ConversationId): void {
    void this.#drain(conversation)
  }

  /** It is not, or no longer, in the gateway's hands. */
  forget(id: string): void {
    this.#accepted.delete(id)
    this.#offered.delete(id)
    this.#said.delete(id)
  }

  hasOffered = (id: string): boolean => this.#said.has(id)

  interrupt(): void {
    this.#epoch++
    this.#openSince = undefined
    this.#accepted.clear()
    this.#offered.clear()
    this.#closedRooms.clear()
    for (const tell of this.#waiting) tell()
  }

  entered(room: string): void {
    const wasClosed = this.#closedRooms.delete(room)
    const isMore = this.#revive(room)
    if (wasClosed || isMore) this.#book.drain()
  }

  /** What a room did not say because we were out of it is offered again; what it may have said, with the question. */
  #revive(room: string): boolean {
    const before = this.#way.now() - BACK_MS
    const unsaid = this.#book.of(inRoom(room)).filter(({ at, error }) => at > before && error !== undefined)
    const lost = unsaid.filter(({ stage, error }) => stage === 'failed' && error?.reason === 'not-joined')
    const doubtful = unsaid.filter(
      ({ stage, error }) => stage === 'unconfirmed' && error?.detail === 'not-joined',
    )
    for (const entry of doubtful) this.#book.change(entry, { stage: 'emitted' })
    for (const { id } of lost) this.#book.retry(id)
    return lost.length + doubtful.length > 0
  }

  async #drain(conversation: ConversationId): Promise<void> {
    if (this.#busy.has(conversation)) return
    this.#busy.add(conversation)
    for (let entry = this.#next(conversation); entry; entry = this.#next(conversation))
      await this.#offer(entry)
    this.#busy.delete(conversation)
  }

  #mayGo(): boolean {
    const { now, isOnline } = this.#way
    if (!this.#book.isSending || !isOnline() || now() < this.#pausedUntil) return false
    this.#openSince ??= now()
    return true
  }

  /** What is to be offered now: the first that the gateway has not taken, and that nothing before it holds. */
  #next(conversation: ConversationId): Pending | undefined {
    if (!this.#mayGo() || this.#closedRooms.has(roomOf(conversation) ?? '')) return undefined
    let isHeld = false
    for (const entry of this.#book.of(conversation)) {
      const { stage, id } = entry
      // What may be out already has no order to keep.
      if (stage === 'emitted' ? !this.#accepted.has(id) : stage === 'typed' && !isHeld) return entry
      isHeld ||= holds(entry)
    }
    return undefined
  }

  async #offer(entry: Pending): Promise<void> {
    const poison = objectionTo(entry)
    if (poison) return this.#book.refuse(entry.id, poison)
    const isAgain = entry.stage === 'emitted'
    const epoch = this.#epoch
    const offered = isAgain ? entry : this.#book.change(entry, { stage: 'emitted' })
    if (!isAgain) {
      await this.#book.saved()
      if (this.#book.get(entry.id) !== offered) return
      if (epoch !== this.#epoch || !this.#mayGo()) {
        this.#book.change(offered, { stage: 'typed' })
        return
      }
    }
    const result = await this.#ask(offered, isAgain)
    // Meanwhile it was proved, came back, or was given up.
    if (this.#book.get(entry.id) !== offered) return
    const isOld = epoch !== this.#epoch
    if (!result.ok) {
      // The way broke under it, and is open again already.
      if (!isOld || !UNKNOWN.has(result.error.reason)) this.#refused(offered, result.error, isAgain)
    } else if (!isOld) this.#accepted.add(entry.id)
  }

  async #ask(entry: Pending, isAgain: boolean): Promise<Result<unknown>> {
    this.#said.add(entry.id)
    if (!this.#offered.has(entry.id)) this.#offered.set(entry.id, { at: this.#way.now(), asked: false })
    this.#looking ??= setTimeout(() => this.#look(), LOOK_MS)
    let interrupt = () => {}
    const broken = new Promise<Result<never>>((resolve) => {
      interrupt = () => resolve(BROKEN)
    })
    this.#waiting.add(interrupt)
    const result = await Promise.race([offerTo(this.#way.request, entry, isAgain), broken])
    this.#waiting.delete(interrupt)
    return result
  }

  #refused(entry: Pending, error: ProtocolError, isAgain: boolean): void {
    const room = roomOf(entry.conversation)
    if (UNKNOWN.has(error.reason)) this.#pause(BREATH_MS)
    else if (UNSENT.has(error.reason)) {
      if (!isAgain) this.#book.change(entry, { stage: 'typed' })
      this.#pause(error.reason === 'rate-limited' ? Number(error.detail) * 1000 || BREATH_MS : BREATH_MS)
    } else if (error.reason === 'not-joined' && room && this.#isEarly(entry)) {
      this.#closedRooms.add(room)
      this.#book.change(entry, { stage: 'typed' })
      setTimeout(() => this.entered(room), ROOMS_MS)
    } else this.#book.refuse(entry.id, error)
  }

  // After a new beginning the rooms are entered one by one; what was typed before it waits for its own.
  #isEarly({ at }: Pending): boolean {
    const since = this.#openSince
    return since !== undefined && at < since && this.#way.now() - since < ROOMS_MS
  }

  #pause(ms: number): void {
    // Where the way is broken, what opens it again goes on.
    if (!this.#way.isOnline()) return
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#way.now() + ms)
    setTimeout(() => this.#book.drain(), ms)
  }

  /** Nothing stays undecided for ever while the way is open. */
  #look(): void {
    this.#looking = undefined
    for (const [id, offer] of this.#offered) {
      const age = this.#way.now() - offer.at
      if (age >= GIVE_UP_MS) this.#book.refuse(id, UNCONFIRMED)
      else if (age >= ASK_AGAIN_MS && !offer.asked) {
        offer.asked = true
        if (this.#accepted.delete(id)) this.#book.drain()
      }
    }
    if (this.#offered.size > 0) this.#looking = setTimeout(() => this.#look(), LOOK_MS)
  }
}

function roomOf(conversation: ConversationId): string | undefined {
  const target = parseConversation(conversation)
  return target.kind === 'chat' ? undefined : target.room
}
