import type { ProtocolError } from '#protocol/define.ts'
import { bareJid } from '#protocol/jid.ts'
import type { Affiliation, AffiliationItem } from '#protocol/occupants.ts'
import { batch } from '../../store/batch.ts'
import { Collection } from '../../store/collection.ts'
import { Value } from '../../store/value.ts'
import type { Person } from '../occupants/model.ts'
import type { Party, Refusal } from '../occupants/permissions.ts'
import { type Entry, hiddenKey, type Listed, type ListState, listed } from './entry.ts'
import { PeopleRows } from './peopleRows.ts'
import { type Reviewed, reviewOf, type Surroundings } from './review.ts'
import type { Change, Run, Staged, Undo, Wish } from './staged.ts'

/** So many rows are put where they belong one by one; more are sorted anew. */
const FEW = 200

/** The people of one room as its console knows them, and what is staged there. Outlives the page and a reconnect. */
export class RoomTable {
  readonly index: PeopleRows['index']
  readonly selected: PeopleRows['selected']
  readonly flashed: PeopleRows['flashed']
  readonly lists = new Collection<Listed, ListState>()
  readonly staged = new Collection<string, Staged>()
  readonly refusals = new Collection<string, Refusal>()
  readonly changed = new Value(0)
  readonly run = new Value<Run | undefined>(undefined)
  readonly undo = new Value<Undo | undefined>(undefined)
  /** What was typed and is not staged yet. */
  readonly draft = new Value('')
  readonly commonReason = new Value('')
  /** Changed while a list was on its way: what it says of them is old. */
  readonly #fresh = new Set<string>()
  readonly #keyOfNick = new Map<string, string>()
  readonly #around: Surroundings
  readonly #people: PeopleRows
  #isDue = false

  constructor(around: Surroundings) {
    this.#around = around
    this.#people = new PeopleRows(around, (key) => this.staged.has(key))
    this.index = this.#people.index
    this.selected = this.#people.selected
    this.flashed = this.#people.flashed
  }

  get rows(): Collection<string, Entry> {
    return this.index.rows
  }

  /** Oneself, as the rules see one. */
  actor(): Party & { jid: string } {
    const person = this.#around.self()
    const jid = this.#around.own()
    const affiliation = person?.affiliation ?? this.rows.get(jid)?.affiliation ?? 'none'
    return { affiliation, role: person?.role ?? 'none', jid, self: true }
  }

  /** Every list was read: who is in none has no rank. */
  isWhole(): boolean {
    return listed.every((affiliation) => this.lists.get(affiliation)?.is === 'ready')
  }

  /** How many owners there are; undefined where the room did not say. */
  owners(): number | undefined {
    if (this.lists.get('owner')?.is !== 'ready') return undefined
    let count = 0
    for (const { affiliation } of this.rows.values()) if (affiliation === 'owner') count++
    return count
  }

  startLoading(affiliation: Listed): void {
    if (![...this.lists.values()].some(({ is }) => is === 'loading')) this.#fresh.clear()
    this.lists.set(affiliation, { is: 'loading' })
  }

  failed(affiliation: Listed, error: ProtocolError): void {
    this.lists.set(affiliation, { is: 'failed', error })
  }

  /** A whole list from the room: who is not in it any more has that rank no more. */
  filled(affiliation: Listed, items: readonly AffiliationItem[]): void {
    batch(() => {
      if (items.length > FEW) this.index.scatter()
      const named = new Set<string>()
      for (const { jid: address, nick, reason } of items) {
        if (!address) continue
        const jid = bareJid(address)
        named.add(jid)
        const isOld = this.#fresh.has(jid) && this.rows.get(jid)?.affiliation !== affiliation
        if (isOld) continue
        if (this.rows.has(jid)) this.#people.put(jid, { affiliation, reserved: nick, reason })
        else this.#people.add(jid, affiliation, nick, reason)
      }
      for (const { jid, nicks, affiliation: was } of [...this.rows.values()]) {
        // Of who is inside, the room's presences say more than a list that was asked for before.
        const isKnown = jid === undefined || named.has(jid) || this.#fresh.has(jid) || nicks.length > 0
        if (was === affiliation && !isKnown) this.#people.put(jid, { affiliation: 'none', reason: undefined })
      }
      this.lists.set(affiliation, { is: 'ready' })
      this.#touched()
    })
  }

  /** The room says what somebody is now. */
  told(jid: string, affiliation: Affiliation, more: { reason?: string; nick?: string } = {}): void {
    const before = this.rows.get(jid)?.affiliation ?? 'none'
    this.#fresh.add(jid)
    const isSame = before === affiliation
    const reason = more.reason ?? (isSame ? this.rows.get(jid)?.reason : undefined)
    this.#people.put(jid, { affiliation, reason, ...(more.nick ? { reserved: more.nick } : {}) })
    if (!isSame) this.#people.flash(jid)
    this.#soon()
  }

  /** Somebody came, changed or went, under this nick. */
  seen(nick: string, person: Person | undefined): void {
    const oldKey = this.#keyOfNick.get(nick)
    const key = person && (person.jid ?? hiddenKey(nick))
    if (oldKey !== undefined && oldKey !== key) this.#leave(oldKey, nick)
    if (!person || key === undefined) {
      this.#keyOfNick.delete(nick)
      this.#moved()
      return
    }
    this.#keyOfNick.set(nick, key)
    const old = this.rows.get(key)
    const { affiliation, role, show, occupantId, self } = person
    const nicks = old?.nicks.includes(nick) ? old.nicks : [...(old?.nicks ?? []), nick]
    const isSame = old === undefined || old.affiliation === affiliation
    if (person.jid && !isSame) this.#fresh.add(person.jid)
    const reason = isSame ? {} : { reason: undefined }
    this.#people.put(key, { affiliation, role, show, occupantId, self, nicks, ...reason })
    if (!isSame) this.#people.flash(key)
    if (!isSame || self) this.#touched()
    else this.#moved()
  }

  /** The room's list of who is inside begins anew. */
  emptied(): void {
    batch(() => {
      for (const [nick, key] of this.#keyOfNick) this.#leave(key, nick)
      this.#keyOfNick.clear()
      this.#touched()
    })
  }

  named(jid: string): void {
    if (!this.rows.has(jid)) return
    this.#people.put(jid, {})
    this.#moved()
  }

  /** Each waits until it is applied; who is to stay what they are waits no more. */
  stage(changes: readonly Wish[]): void {
    batch(() => {
      for (const { jid, to, reason, removes } of changes) {
        const { affiliation: from = 'none', reason: fromReason } = this.rows.get(jid) ?? {}
        const old = this.staged.get(jid)
        if (from === to) this.#unstage(jid)
        else {
          const given = reason ?? old?.reason ?? ''
          this.staged.set(jid, { jid, from, fromReason, to, reason: given, removes })
          this.#people.put(jid, {})
        }
      }
      this.#touched()
    })
  }

  unstage(jids: readonly string[]): void {
    batch(() => {
      for (const jid of jids) this.#unstage(jid)
    })
    this.#soon()
  }

  #unstage(jid: string): void {
    if (!this.staged.delete(jid)) return
    this.refusals.delete(jid)
    this.#people.drop(jid)
  }

  setReason(jid: string, reason: string): void {
    this.staged.update(jid, (staged) => ({ ...staged, reason }))
  }

  refused(jid: string, error: ProtocolError): void {
    this.staged.update(jid, (staged) => ({ ...staged, error }))
  }

  /** What did not come about and was not staged, as an undo is not: it waits to be tried again. */
  keep({ jid, affiliation: to, from, fromReason, reason = '' }: Change, error?: ProtocolError): void {
    if (!this.staged.has(jid)) this.restore([{ jid, from, fromReason, to, reason, error }])
  }

  /** What was staged before the page was loaded anew. */
  restore(staged: readonly Staged[]): void {
    batch(() => {
      for (const each of staged) {
        this.staged.set(each.jid, each)
        this.#people.put(each.jid, {})
      }
      this.#touched()
    })
  }

  review(): Reviewed[] {
    if (this.staged.size === 0) return []
    const reviewed = reviewOf(this.staged.values(), this.rows, this.actor(), this.owners())
    if (this.run.get()?.state !== 'running') return reviewed
    // The room tells of one's own change before it is counted: nobody was faster.
    return reviewed.map((each) =>
      each.refusal === 'already' ? { ...each, refusal: undefined, isChanged: false } : each,
    )
  }

  #touched(): void {
    batch(() => {
      if (this.staged.size > 0)
        for (const { staged, refusal } of this.review())
          if (refusal) this.refusals.set(staged.jid, refusal)
          else this.refusals.delete(staged.jid)
      this.#moved()
    })
  }

  // The room tells, and takes, hundreds in a row.
  #soon(): void {
    if (this.#isDue) return
    this.#isDue = true
    queueMicrotask(() => {
      this.#isDue = false
      this.#touched()
    })
  }

  #moved(): void {
    this.changed.set(this.changed.get() + 1)
  }

  #leave(key: string, nick: string): void {
    const entry = this.rows.get(key)
    if (!entry) return
    const nicks = entry.nicks.filter((each) => each !== nick)
    const rest = nicks.length > 0 ? { nicks } : { nicks, role: undefined, show: undefined }
    if (entry.jid) this.#people.put(key, rest)
    else this.index.delete(key)
    if (!this.rows.has(key)) this.selected.delete(key)
  }
}
