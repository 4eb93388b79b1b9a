import type { ProtocolError } from '#protocol/define.ts'
import type { ConversationId } from '../../lib/conversation.ts'
import type { Vault } from '../../store/vault.ts'
import { isReplaced, type Pending, type Stage, type Typed } from './outboxEntry.ts'
import type { OutboxRows } from './outboxRows.ts'
import { OutboxSender, type Way } from './outboxSender.ts'
import { OutboxShelf } from './outboxShelf.ts'
import type { How, OpenTabs, Tabs, Word } from './outboxTabs.ts'

export interface OutboxWorld extends Way {
  readonly account: string
  readonly rows: OutboxRows
  readonly openTabs: OpenTabs
  /** Something in this conversation changed, or, without one, in what is kept. */
  readonly changed: (conversation?: ConversationId) => void
}

/** Whatever is told of these later is old. */
const MAX_SETTLED = 2000
const MAX_TOLD = 200
/** A disk that does not answer by then holds nobody up. */
const PATIENCE_MS = 1000

/** What was typed and has not reached the server for certain, the same in every tab of the account. One of them sends. */
export class Outbox {
  readonly #world: OutboxWorld
  readonly #entries = new Map<string, Pending>()
  readonly #settled = new Map<string, How>()
  readonly #shelf: OutboxShelf
  readonly #tabs: Tabs
  readonly #sender: OutboxSender
  #isOwner = false
  /** What was kept has been read, or takes too long. */
  #isReady = false
  #isClosed = false

  constructor(world: OutboxWorld, vault: Promise<Vault | undefined>) {
    this.#world = world
    this.#shelf = new OutboxShelf(() => world.changed())
    this.#sender = new OutboxSender(world, this)
    this.#tabs = world.openTabs(world.account, {
      heard: (word) => this.#hear(word),
      owns: () => {
        // What the tab that sent before wrote last.
        void this.#read().then(() => {
          this.#isOwner = true
          this.drain()
        })
      },
    })
    this.#tabs.tell({ kind: 'hello' })
    void this.#open(vault)
  }

  get size(): number {
    return this.#entries.size
  }

  get keeps(): boolean {
    return this.#shelf.keeps
  }

  /** Whether something would be lost with this page. */
  get isLoose(): boolean {
    return [...this.#entries.keys()].some((id) => !this.#shelf.has(id))
  }

  get isSending(): boolean {
    return this.#isOwner && this.#isReady && !this.#isClosed
  }

  get = (id: string): Pending | undefined => this.#entries.get(id)

  /** In the order in which they were typed. */
  of(conversation: ConversationId): Pending[] {
    const all = [...this.#entries.values()].filter((entry) => entry.conversation === conversation)
    return all.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  }

  /** Resolves when what changed so far is kept, or when that takes too long. */
  saved = (): Promise<boolean> => this.#shelf.saved()

  /** Somebody pressed Enter. */
  add(typed: Typed): void {
    let order = this.#world.now()
    for (const each of this.#entries.values()) order = Math.max(order, each.order + 1)
    void this.#offer({ ...typed, order, stage: 'typed', rev: 1 })
  }

  /** A person wants it said once more, knowing how it stands. */
  retry(id: string): void {
    const entry = this.#entries.get(id)
    if (entry?.stage !== 'failed' && entry?.stage !== 'unconfirmed') return
    const { error: _error, bounced: _bounced, ...rest } = entry
    void this.#offer({ ...rest, stage: 'typed', rev: entry.rev + 1 })
  }

  discard(id: string): void {
    this.#leave(id, 'discarded')
  }

  /** There is proof that it reached the server; `isReceived`: or whom it went to, and no bounce outweighs that. */
  confirm(id: string, isReceived = false): void {
    this.#leave(id, 'sent', false, isReceived)
  }

  /** It was refused, or nobody can tell. `was`: it came back; what to say again where it had been proved before. */
  refuse(id: string, error: ProtocolError, was?: Typed): void {
    const stage: Stage = error.reason === 'unconfirmed' ? 'unconfirmed' : 'failed'
    const part = { stage, error, ...(was && stage === 'failed' ? { bounced: true as const } : {}) }
    const entry = this.#entries.get(id)
    if (entry?.stage === stage) return
    // What replaces it goes out after it: nobody needs to decide about the words between.
    if (entry && isReplaced(entry, this.of(entry.conversation))) this.discard(id)
    else if (entry) this.change(entry, part)
    else if (was) {
      this.#settled.delete(id)
      this.change({ ...was, order: was.at, stage, rev: 0 }, part)
    }
  }

  /** The later one counts, in every tab. What is closed has no say: another tab may have offered it since. */
  change(entry: Pending, part: Partial<Pending>): Pending {
    const { error: _error, ...rest } = entry
    const next = { ...rest, ...part, rev: entry.rev + 1 }
    if (this.#isClosed) return next
    this.#put(next)
    this.#tabs.tell({ kind: 'entry', entry: next })
    return next
  }

  /** The way to the gateway broke: whatever was under way on it is offered again. */
  interrupt(): void {
    this.#sender.interrupt()
  }

  /** The room took us in: what was to be said there can be. */
  entered(room: string): void {
    this.#sender.entered(room)
  }

  /** All that may go does, each conversation in its order. */
  drain(): void {
    const waiting = new Set([...this.#entries.values()].map(({ conversation }) => conversation))
    for (const conversation of waiting) this.#sender.drain(conversation)
  }

  /** Shows the rows of a conversation as they stand. */
  show(conversation: ConversationId): void {
    for (const { id } of this.#world.rows.show(this.of(conversation))) this.confirm(id)
  }

  /** Another tab may send from now on; nothing goes out of this one any more. */
  close(): void {
    this.#isClosed = true
    this.#sender.interrupt()
    this.#tabs.close()
  }

  async #open(opening: Promise<Vault | undefined>): Promise<void> {
    const late = setTimeout(() => this.#begin(), PATIENCE_MS)
    this.#shelf.attach(await opening)
    await this.#read()
    clearTimeout(late)
    this.#begin()
  }

  #begin(): void {
    this.#isReady = true
    this.drain()
  }

  async #read(): Promise<void> {
    for (const entry of await this.#shelf.read()) this.#take(entry)
  }

  /** Shown at once, kept, and only then told to the tab that sends: what it writes must not be written over. */
  async #offer(entry: Pending): Promise<void> {
    this.#settled.delete(entry.id)
    this.#put(entry)
    this.#sender.drain(entry.conversation)
    // A disk that was slow writes over what the other tab wrote since, which then writes it once more.
    if (!this.isSending && !(await this.#shelf.saved()))
      void this.#shelf.flushed().then(() => this.#tabs.tell({ kind: 'entry', entry }))
    const now = this.#entries.get(entry.id)
    if (now) this.#tabs.tell({ kind: 'entry', entry: now })
  }

  #hear(word: Word): void {
    if (this.#isClosed) return
    if (word.kind === 'entry') this.#take(word.entry)
    else if (word.kind === 'gone') this.#leave(word.id, word.how, true)
    else if (word.kind === 'list') {
      for (const [id, how] of word.settled) this.#leave(id, how, true)
      for (const entry of word.entries) this.#take(entry)
    } else if (this.#entries.size + this.#settled.size > 0)
      this.#tabs.tell({
        kind: 'list',
        entries: [...this.#entries.values()],
        settled: [...this.#settled].slice(-MAX_TOLD),
      })
  }

  /** From the vault or another tab. */
  #take(entry: Pending): void {
    const known = this.#entries.get(entry.id)
    const how = this.#settled.get(entry.id)
    if (how !== undefined) {
      // The proof was here before what is kept.
      if (how === 'sent') this.#world.rows.sent(entry)
      if (this.#isOwner) this.#shelf.drop(entry.id)
    } else if (known && known.rev >= entry.rev) {
      if (this.#isOwner && known.rev > entry.rev) this.#shelf.write(known)
    } else if (entry.stage === 'typed' && this.#sender.hasOffered(entry.id)) {
      // The last word of a tab that did not get to say it. This one did.
      this.change({ ...entry, stage: 'emitted' }, {})
    } else {
      this.#put(entry, this.#isOwner)
      this.#sender.drain(entry.conversation)
    }
  }

  #put(entry: Pending, isWritten = true): void {
    this.#entries.set(entry.id, entry)
    if (entry.stage !== 'emitted') this.#sender.forget(entry.id)
    if (isWritten) this.#shelf.write(entry)
    this.show(entry.conversation)
    this.#world.changed(entry.conversation)
  }

  #leave(id: string, how: How, isTold = false, isReceived = false): void {
    const entry = this.#entries.get(id)
    if (entry?.bounced && how === 'sent' && !isReceived) return
    this.#settled.delete(id)
    this.#settled.set(id, how)
    const [oldest] = this.#settled.keys()
    if (this.#settled.size > MAX_SETTLED && oldest !== undefined) this.#settled.delete(oldest)
    if (!entry) return
    this.#entries.delete(id)
    this.#shelf.drop(id)
    this.#sender.forget(id)
    if (how === 'sent') this.#world.rows.sent(entry)
    else this.#world.rows.discard(entry)
    if (!isTold) this.#tabs.tell({ kind: 'gone', id, how })
    this.show(entry.conversation)
    this.#world.changed(entry.conversation)
    this.#sender.drain(entry.conversation)
  }
}
