import { randomId } from '../../lib/id.ts'
import { Ordered } from '../../store/ordered.ts'
import { Value } from '../../store/value.ts'
import { Authorship } from './authorship.ts'
import { better, isBeyondUs, proofOf } from './better.ts'
import { type Arrival, authorOf, type Delivery, type Entry, idsOf, nameOf, type Removal } from './entry.ts'
import { given } from './given.ts'
import type { Older } from './older.ts'
import { emptied, type Strike, Strikes } from './strikes.ts'
import { Waiting } from './waiting.ts'

/** One conversation's entries, each once. */
export class Timeline {
  readonly entries = new Ordered<Entry>()
  readonly older = new Value<Older>('unknown')
  /** Rows that came with the gateway's own memory: a clock has placed them, until an archive or what is kept does. */
  readonly unplaced = new Set<string>()
  /** The archive's id of the oldest page's first message: where the next older page ends. */
  cursor: string | undefined
  readonly #byArchive = new Map<string, string>()
  readonly #byMessage = new Map<string, string>()
  /** Corrections whose message has not been seen yet, by the name of that message. */
  readonly #orphans = new Map<string, string>()
  readonly #hasNicks: boolean
  readonly #authorship: Authorship
  readonly #strikes = new Strikes()
  readonly #waiting = new Waiting(this.entries)
  /** Hears of what was here and can not be read any more. */
  onRemoved: (entry: Entry) => void = () => {}
  /** Hears of what takes out one that is not here; it may be kept elsewhere. */
  onMissed: (strike: Strike) => void = () => {}

  /** `hasNicks`: authors are a room's nicks, which are nobody's for good. */
  constructor(hasNicks = false) {
    this.#hasNicks = hasNicks
    this.#authorship = new Authorship(hasNicks)
  }

  /** Puts it in its place. Undefined when it was there already, or only changed what was there. */
  add(arrival: Arrival): Entry | undefined {
    const { replace, order, ...said } = arrival
    if (replace !== undefined && this.#correct(replace, arrival)) return undefined
    const known = this.known(arrival)
    if (known !== undefined) {
      this.#merge(known, arrival)
      this.#strikeArrived(known.key, arrival)
      return undefined
    }
    // What arrives now stands at the end, whatever a clock did meanwhile.
    const at = said.delayed ? said.at : Math.max(said.at, this.entries.end())
    const orphan = replace && { edited: true as const, replaces: replace }
    const whole = this.#corrected({ ...said, at, key: randomId(), ...orphan })
    const removed = whole.removed ?? this.#strikes.of(arrival)
    const entry = removed ? emptied(whole, removed) : whole
    this.#index(entry)
    if (replace !== undefined) this.#orphans.set(nameOf(authorOf(entry), replace), entry.key)
    // What was kept goes back to where it stood, which an archive decided and no clock.
    if (order !== undefined) this.entries.insertAgain(entry.key, entry, order)
    else this.entries.insert(entry.key, entry, at)
    this.#waiting.sink()
    return entry
  }

  /** The entry that the archive calls this; one that a correction of this id has changed does not count. */
  keyOf(archiveId: string): string | undefined {
    const key = this.#byArchive.get(archiveId) ?? ''
    return this.entries.get(key)?.archiveId === archiveId ? key : undefined
  }

  /** One's own message of this id. */
  own = (id: string): Entry | undefined => this.entries.get(this.#byMessage.get(nameOf('me', id)) ?? '')

  /** Its author turned out to be another: of that nick it is no more. */
  adopt(entry: Entry, part: Partial<Entry>): void {
    this.#unname(entry)
    this.#index(this.#settle(entry, part))
  }

  change(key: string, part: Partial<Entry>): void {
    this.entries.update(key, (entry) => ({ ...entry, ...part }))
  }

  /** Takes out what was said, here or in what is still to be read. */
  strike(strike: Strike): void {
    const { author, ids, removal } = strike
    this.#strikes.keep(strike, !this.#hasNicks || !author?.startsWith('by '))
    for (const id of ids) {
      const name = nameOf(author ?? '', id)
      const keys = [this.#byArchive.get(id), this.#byMessage.get(name), this.#orphans.get(name)]
      for (const key of author === undefined ? keys.slice(0, 1) : keys) {
        const entry = this.entries.get(key ?? '')
        if (!entry || (author !== undefined && !this.#mayTakeBack(author, entry))) continue
        this.#remove(entry, removal)
        return
      }
    }
    this.onMissed(strike)
  }

  /** The archive's ids of a message and of all its corrections. */
  archiveIds(key: string): string[] {
    return [...this.#byArchive].flatMap(([id, each]) => (each === key ? [id] : []))
  }

  /** What somebody said, as far as it is certainly theirs: by occupant id, else under the nick while they have it. */
  saidBy(nick: string, occupantId: string | undefined): string[] {
    if (occupantId === undefined) return this.#authorship.of(nick)
    return this.entries.keys().filter((key) => this.entries.get(key)?.occupantId === occupantId)
  }

  /** How far one's own message came; it never goes back. */
  deliver(entry: Entry, delivery: Delivery): void {
    if (better(entry.delivery, delivery) !== delivery) return
    this.#settle(entry, { delivery })
    if (entry.delivery === 'sending' && !entry.revising) this.#waiting.sink()
  }

  /** One's own correction has an id of its own, which receipts and failures name. */
  alias(id: string, key: string): void {
    this.#byMessage.set(nameOf('me', id), key)
  }

  /** Whoever has this nick from now on is somebody else: XEP-0308 lets them correct nothing that was said before. */
  departed(nick: string): void {
    this.#authorship.departed(nick)
  }

  remove(key: string): void {
    const entry = this.entries.get(key)
    if (!entry) return
    if (entry.archiveId) this.#byArchive.delete(entry.archiveId)
    this.#unname(entry)
    this.entries.delete(key)
  }

  #unname(entry: Entry): void {
    for (const id of idsOf(entry)) this.#byMessage.delete(nameOf(authorOf(entry), id))
  }

  #index(entry: Entry): void {
    if (entry.archiveId) this.#byArchive.set(entry.archiveId, entry.key)
    for (const id of idsOf(entry)) this.#byMessage.set(nameOf(authorOf(entry), id), entry.key)
    this.#waiting.note(entry)
    this.#authorship.note(entry)
  }

  #named(author: string, arrival: Pick<Entry, 'id' | 'originId'>): Entry | undefined {
    for (const id of idsOf(arrival)) {
      const entry = this.entries.get(this.#byMessage.get(nameOf(author, id)) ?? '')
      if (entry) return entry
    }
    return undefined
  }

  /** The same message, as far as it is here. The archive's id is the only one that nobody else can choose (XEP-0359 §6). */
  known(arrival: Arrival): Entry | undefined {
    const { archiveId, text } = arrival
    const archived = this.#byArchive.get(archiveId ?? '')
    if (archived !== undefined) return this.entries.get(archived)
    const entry = this.#named(authorOf(arrival), arrival) ?? this.#recognised(arrival)
    if (!entry || (entry.archiveId !== undefined && archiveId !== undefined)) return undefined
    const isPending = entry.own && !isBeyondUs(entry.delivery)
    return isPending || entry.removed || arrival.removed || entry.edited || entry.text === text
      ? entry
      : undefined
  }

  // A room that gives no occupant ids tells its past by nicks alone: what has our own id, our words, and was said by
  // our nick (or never came back to us yet) is ours.
  #recognised(arrival: Arrival): Entry | undefined {
    if (arrival.own || !arrival.delayed) return undefined
    const entry = this.#named('me', arrival)
    if (!entry || entry.text !== arrival.text) return undefined
    return entry.author === arrival.author || entry.author === '' ? entry : undefined
  }

  #merge(entry: Entry, arrival: Arrival): void {
    const delivery = better(entry.delivery, entry.own ? proofOf(arrival) : undefined)
    const isSettled = entry.delivery === 'sending' && delivery !== 'sending'
    if (delivery === entry.delivery && (arrival.archiveId === undefined || entry.archiveId)) return
    const author = entry.author || arrival.author
    // The room's order is everybody's order: a reflected message stands where, and when, the room put it.
    const isMoved = isSettled && arrival.kind === 'message'
    const at = arrival.delayed ? arrival.at : Math.max(arrival.at, this.entries.end())
    const part = { author, ...(delivery ? { delivery } : {}), ...(isMoved ? { at } : {}) }
    this.#index(this.#settle(entry, { ...part, ...given(arrival, 'archiveId', 'occupantId') }))
    if (isMoved) this.entries.move(entry.key, at)
    if (isMoved) this.#waiting.sink()
  }

  /** With a delivery that is no failure, what failed is forgotten. */
  #settle(entry: Entry, part: Partial<Entry>): Entry {
    const { error: _error, revising: _revising, held: _held, ...rest } = entry
    const hasFailed = part.delivery === undefined || part.delivery === 'failed'
    const next = { ...(hasFailed || part.delivery === 'unconfirmed' ? entry : rest), ...part }
    this.entries.update(entry.key, () => next)
    return next
  }

  // XEP-0308 §5: only who wrote it may correct it.
  #correct(id: string, arrival: Arrival): boolean {
    const entry = this.#named(authorOf(arrival), { id })
    if (!entry || !this.#authorship.isStill(entry)) return false
    // A later correction may name this one.
    for (const name of idsOf(arrival)) this.#byMessage.set(nameOf(authorOf(arrival), name), entry.key)
    if (arrival.archiveId) this.#byArchive.set(arrival.archiveId, entry.key)
    this.#strikeArrived(entry.key, arrival)
    if (this.entries.get(entry.key)?.removed) return true
    // An older page may hold an earlier correction.
    if (arrival.at < (entry.editedAt ?? 0)) return true
    const { text, at: editedAt } = arrival
    this.#settle(entry, { text, edited: true, editedAt, ...given(arrival, 'delivery') })
    return true
  }

  #strikeArrived(key: string, arrival: Arrival): void {
    const entry = this.entries.get(key)
    const removal = arrival.removed ?? this.#strikes.of(arrival)
    if (entry && removal) this.#remove(entry, removal)
  }

  #remove(entry: Entry, removal: Removal): void {
    // Who did it, and why, is told once; a place that is merely empty says less.
    if (entry.removed && (entry.removed.how !== 'gone' || removal.how === 'gone')) return
    const next = emptied(entry, removal)
    this.entries.update(entry.key, () => next)
    this.onRemoved(next)
  }

  // Of what is gone already, a nick may say that it was theirs: there is nothing left to lose.
  #mayTakeBack(author: string, entry: Entry): boolean {
    return authorOf(entry) === author && (entry.removed !== undefined || this.#authorship.isStill(entry))
  }

  // Pages come newest first: the correction was here before what it corrects.
  #corrected(original: Entry): Entry {
    const name = idsOf(original).map((id) => nameOf(authorOf(original), id))
    const orphan = name.map((each) => this.#orphans.get(each)).find((key) => key !== undefined)
    const correction = this.#authorship.isSure(original) ? this.entries.get(orphan ?? '') : undefined
    if (!correction) return original
    for (const each of name) this.#orphans.delete(each)
    this.entries.delete(correction.key)
    this.#index({ ...correction, key: original.key })
    const { removed = correction.removed } = original
    const { text, at: editedAt } = correction
    return { ...original, text, edited: true, editedAt, ...(removed ? { removed } : {}) }
  }
}
