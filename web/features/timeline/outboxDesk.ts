import type { ConversationId } from '../../lib/conversation.ts'
import { keepPage } from '../../lib/keepPage.ts'
import type { Collection } from '../../store/collection.ts'
import type { Value } from '../../store/value.ts'
import type { Request } from '../../transport/request.ts'
import type { sessionModel } from '../session/model.ts'
import type { vaultModel } from '../session/vault.ts'
import type { Entry } from './entry.ts'
import type { timelineModel } from './model.ts'
import { Outbox } from './outbox.ts'
import type { Unsent } from './outboxDoor.ts'
import type { Typed } from './outboxEntry.ts'
import { OutboxRows } from './outboxRows.ts'
import { OutboxSaid } from './outboxSaid.ts'
import { type OpenTabs, openTabs } from './outboxTabs.ts'

interface DeskWorld {
  readonly account: string
  readonly request: Request
  readonly now: () => number
  readonly session: ReturnType<typeof sessionModel.create>
  readonly timeline: ReturnType<typeof timelineModel.create>
  readonly vault: ReturnType<typeof vaultModel.create>
  readonly unsent: Collection<ConversationId, Unsent>
  readonly keeps: Value<boolean>
  readonly openTabs?: OpenTabs
}

/** What goes within this is nobody's business. */
const GRACE_MS = 2000

/** The outbox of this page: what the gateway tells about it, and what the page shows of it. */
export class OutboxDesk {
  readonly #world: DeskWorld
  readonly #rows: OutboxRows
  readonly #outbox: Outbox
  /** Taken by the gateway from a tab of ours, and not proved as far as this tab knows. */
  readonly #echoes = new Set<string>()
  readonly #soon = new Map<ConversationId, ReturnType<typeof setTimeout>>()
  readonly #stale = new Set<ConversationId>()
  readonly #stops: (() => void)[]

  constructor(world: DeskWorld) {
    const { session, timeline, vault } = world
    this.#world = world
    const said = new OutboxSaid(timeline, vault.vault(), world.now)
    this.#rows = new OutboxRows(timeline, session.bare, said)
    this.#outbox = new Outbox(
      {
        ...world,
        rows: this.#rows,
        openTabs: world.openTabs ?? openTabs,
        isOnline: session.isOnline,
        changed: (conversation) => this.#changed(conversation),
      },
      vault.vault(),
    )
    const look = () => {
      if (session.link.get().state !== 'open') this.#outbox.interrupt()
      else if (session.isOnline()) this.#outbox.drain()
    }
    this.#stops = [
      session.link.subscribe(look),
      session.upstream.subscribe(look),
      timeline.onChange((conversation) => this.#touched(conversation)),
    ]
  }

  say(typed: Typed): void {
    this.#outbox.add(typed)
  }

  retry(conversation: ConversationId, row: Entry): void {
    const typed = typedOf(conversation, row)
    if (this.#outbox.get(typed.id)) this.#outbox.retry(typed.id)
    else this.#outbox.add(typed)
  }

  discard(conversation: ConversationId, row: Entry): void {
    const { id } = typedOf(conversation, row)
    if (this.#outbox.get(id)) this.#outbox.discard(id)
    else this.#rows.discard({ conversation, id })
  }

  confirm(id: string, isReceived = false): void {
    this.#outbox.confirm(id, isReceived)
    if (this.#echoes.delete(id)) this.#proved(id)
  }

  /** XEP-0184 §5.5: only whom the message went to can say so. */
  received(id: string, conversation: ConversationId): void {
    const entry = this.#outbox.get(id)
    if (!entry || entry.conversation === conversation) this.confirm(id, entry !== undefined)
  }

  echoed(id: string): void {
    this.#echoes.add(id)
  }

  bounced(id: string | undefined): void {
    const found = id === undefined ? undefined : this.#locate(id)
    // Who may say so was looked at where the row was changed.
    if (!found?.row.error || found.row.delivery === 'sending') return
    this.#outbox.refuse(found.id, found.row.error, typedOf(found.conversation, found.row, found.id))
  }

  entered(room: string): void {
    this.#outbox.entered(room)
  }

  /** What the snapshot holds of another tab's, and what waits in no outbox, was proved while this tab was away. */
  sweep(): void {
    const echoed = [...this.#echoes]
    // Until then, what is kept and what other tabs hold is known.
    setTimeout(() => {
      for (const id of echoed) if (this.#echoes.has(id) && !this.#outbox.get(id)) this.confirm(id)
    }, GRACE_MS)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    for (const timer of this.#soon.values()) clearTimeout(timer)
    removeEventListener('beforeunload', keepPage)
    this.#outbox.close()
  }

  #locate(id: string) {
    const { timeline } = this.#world
    for (const conversation of timeline.conversations()) {
      const row = timeline.of(conversation).own(id)
      if (row) return { id, conversation, row }
    }
    return undefined
  }

  #proved(id: string): void {
    const found = this.#locate(id)
    if (found) this.#world.timeline.of(found.conversation).deliver(found.row, 'sent')
  }

  /** A row changed under us: whatever else it says, how far it came is ours to say. */
  #touched(conversation: ConversationId): void {
    if (this.#stale.has(conversation) || this.#outbox.of(conversation).length === 0) return
    this.#stale.add(conversation)
    queueMicrotask(() => {
      this.#stale.delete(conversation)
      this.#outbox.show(conversation)
    })
  }

  #changed(conversation: ConversationId | undefined): void {
    const { vault, keeps } = this.#world
    vault.unsent.set(this.#outbox.size)
    keeps.set(this.#outbox.keeps)
    if (this.#outbox.isLoose) addEventListener('beforeunload', keepPage)
    else removeEventListener('beforeunload', keepPage)
    if (conversation !== undefined) this.#mark(conversation)
  }

  #mark(conversation: ConversationId): void {
    const { unsent } = this.#world
    const entries = this.#outbox.of(conversation)
    const isFailed = entries.some(({ stage }) => stage === 'failed' || stage === 'unconfirmed')
    if (isFailed) unsent.set(conversation, 'failed')
    else if (entries.length === 0) {
      unsent.delete(conversation)
      clearTimeout(this.#soon.get(conversation))
      this.#soon.delete(conversation)
    } else if (unsent.has(conversation)) unsent.set(conversation, 'waiting')
    else if (!this.#soon.has(conversation)) {
      const show = () => {
        this.#soon.delete(conversation)
        if (this.#outbox.of(conversation).length > 0 && !unsent.has(conversation))
          unsent.set(conversation, 'waiting')
      }
      this.#soon.set(conversation, setTimeout(show, GRACE_MS))
    }
  }
}

/** What to say again of a row; `id` where it is not the one that the row's last words went by. */
function typedOf(
  conversation: ConversationId,
  row: Entry,
  id = row.revising?.id ?? row.id ?? row.key,
): Typed {
  const typed = { id, conversation, text: row.text, at: row.at, ...(row.oob ? { oob: row.oob } : {}) }
  if (row.id === undefined || id === row.id) return typed
  return { ...typed, replace: row.id, ...(row.revising ? { before: row.revising.before } : {}) }
}
