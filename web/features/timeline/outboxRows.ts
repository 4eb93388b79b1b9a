import { isBeyondUs } from './better.ts'
import type { Entry } from './entry.ts'
import type { timelineModel } from './model.ts'
import { holds, type Pending } from './outboxEntry.ts'
import type { OutboxSaid } from './outboxSaid.ts'

type Timelines = ReturnType<typeof timelineModel.create>

const DELIVERY = {
  typed: 'sending',
  emitted: 'sending',
  failed: 'failed',
  unconfirmed: 'unconfirmed',
} as const

/** The rows of the conversations that stand for what is in the outbox. */
export class OutboxRows {
  readonly #timeline: Timelines
  readonly #own: () => string
  readonly #said: OutboxSaid | undefined

  /** `own`: one's bare JID. */
  constructor(timeline: Timelines, own: () => string, said?: OutboxSaid) {
    this.#timeline = timeline
    this.#own = own
    this.#said = said
  }

  /** Shows each as it is, in order. Gives back those that turned out to be said: somebody told their row so. */
  show(entries: readonly Pending[]): Pending[] {
    let isHeld = false
    // Of several corrections on their way, the row shows the last.
    const last = new Map(entries.map(({ replace, id }) => [replace, id]))
    return entries.filter((entry) => {
      const isShown = entry.replace === undefined || last.get(entry.replace) === entry.id
      const isSaid = isShown && !this.#show(entry, isHeld && entry.stage === 'typed')
      isHeld ||= holds(entry)
      return isSaid
    })
  }

  /** The proof is here. */
  sent(entry: Pending): void {
    const place = this.#timeline.of(entry.conversation)
    const row = place.own(entry.id)
    if (row && isAbout(row, entry)) place.deliver(row, 'sent')
    this.#said?.note(entry, row?.author ?? '')
  }

  /** Takes back what was not said: all of it, or what was to be said instead. */
  discard({ conversation, id }: Pick<Pending, 'conversation' | 'id'>): void {
    const place = this.#timeline.of(conversation)
    const row = place.own(id)
    if (!row) return
    const { error: _error, held: _held, revising, edited: _edited, ...rest } = row
    if (!revising) place.remove(row.key)
    else if (revising.id === id) place.entries.update(row.key, () => ({ ...rest, ...revising.before }))
  }

  /** False when the row says that it reached the server. */
  #show(entry: Pending, isHeld: boolean): boolean {
    const { id, conversation, text, stage, error, bounced, replace, before } = entry
    const place = this.#timeline.of(conversation)
    const known = place.own(id)
    const row = known ?? this.#add(entry)
    if (!row || row.removed || (replace === undefined && row.revising)) return true
    const delivery = DELIVERY[stage]
    if (known && replace === undefined && !bounced && isBeyondUs(row.delivery)) return false
    const revising = replace !== undefined && row.id !== id && before ? { revising: { id, before } } : {}
    const words = replace === undefined ? {} : { text, edited: true as const }
    const isShown =
      row.delivery === delivery &&
      row.error === error &&
      Boolean(row.held) === isHeld &&
      (row.revising?.id === id || !('revising' in revising)) &&
      row.text === text
    if (isShown) return true
    const { error: _error, held: _held, ...rest } = row
    const more = { ...(error ? { error } : {}), ...(isHeld ? { held: true as const } : {}) }
    place.entries.update(row.key, () => ({ ...rest, ...words, ...revising, ...more, delivery }))
    return true
  }

  /** A row for what another tab typed, or a page before this one. */
  #add({ id, conversation, text, at, replace, oob }: Pending): Entry | undefined {
    const place = this.#timeline.of(conversation)
    const target = replace === undefined ? undefined : place.own(replace)
    if (target) {
      place.alias(id, target.key)
      return target
    }
    const author = conversation.startsWith('chat:') ? this.#own() : ''
    this.#timeline.add(conversation, {
      kind: 'message',
      id,
      at,
      author,
      own: true,
      text,
      delivery: 'sending',
      ...(replace === undefined ? {} : { replace }),
      ...(oob ? { oob } : {}),
    })
    return place.own(id)
  }
}

const isAbout = ({ revising }: Entry, { id }: Pending) => revising === undefined || revising.id === id
