import { parseConversation } from '../../lib/conversation.ts'
import type { Vault } from '../../store/vault.ts'
import type { timelineModel } from './model.ts'
import type { Pending } from './outboxEntry.ts'
import type { SaidHere } from './saidBefore.ts'

/** Later, what is kept of the room says whose words they were. */
const MAX_AGE_MS = 24 * 60 * 60 * 1000
const MOST = 300
const SHELF = 'said'

/**
 * Keeps what was said in rooms without occupant ids for as long as it may be read from their archive only: a page that is
 * loaded anew before the archive answered would take it for somebody else's.
 */
export class OutboxSaid {
  readonly #timeline: ReturnType<typeof timelineModel.create>
  readonly #vault: Promise<Vault | undefined>
  readonly #now: () => number

  constructor(
    timeline: ReturnType<typeof timelineModel.create>,
    vault: Promise<Vault | undefined>,
    now: () => number,
  ) {
    this.#timeline = timeline
    this.#vault = vault
    this.#now = now
    void this.#open()
  }

  /** `author`: the nick of its row, or nothing as long as the room did not repeat it. */
  note({ conversation, id, text, at }: Pending, author: string): void {
    const place = parseConversation(conversation)
    if (place.kind !== 'room' || this.#timeline.knowsOwn(place.room)) return
    const value: SaidHere = { conversation, id, text, author }
    this.#timeline.remember([value])
    void this.#vault.then((vault) => vault?.put(SHELF, [{ key: id, group: '', order: at, value }]))
  }

  async #open(): Promise<void> {
    const vault = await this.#vault
    const rows = (await vault?.all<SaidHere>(SHELF)) ?? []
    const oldest = this.#now() - MAX_AGE_MS
    const isOld = ({ order }: { order: number }, at: number) => order < oldest || at < rows.length - MOST
    const old = rows.filter(isOld)
    if (old.length > 0)
      void vault?.delete(
        SHELF,
        old.map(({ key }) => key),
      )
    this.#timeline.remember(rows.slice(old.length).map(({ value }) => value))
  }
}
