import type { ConversationId } from '../../lib/conversation.ts'
import type { Vault } from '../../store/vault.ts'
import { CURSORS, INDEX, SHELF } from './cacheShelf.ts'
import { type KeptRow, VERSION } from './keptRow.ts'

const FLOORS = 'floors'
const MOST_OF_EACH = 50_000
const OLDEST_MS = 365 * 86_400_000
/** Of what the browser gives us, and in bytes. */
const MOST_OF_QUOTA = 0.2
const MOST_BYTES = 512 * 1024 * 1024
/** What goes at once where there is too much. */
const GIVEN = 0.25
const SPARED = [INDEX, CURSORS, FLOORS]
const MOST_FLOORS = 10_000
/** Rows that may be written before it is looked at again. */
const UNLOOKED = 5000
const FIRST_LOOK_MS = 60_000

interface Floor {
  readonly v: number
  readonly conversation: ConversationId
  readonly order: number
}

/**
 * How much is kept. What goes are the oldest messages of a conversation, and nothing that stands before them is kept
 * from then on: what is left has no hole but those that say so, and what lies before it is the archive's.
 */
export class CacheLimit {
  readonly #vault: Vault
  readonly #floors = new Map<ConversationId, number>()
  #written = 0

  constructor(vault: Vault) {
    this.#vault = vault
    // Whatever finds no room, an outbox too: the oldest of what is kept makes some.
    vault.onFull = async () => (await this.#evict(GIVEN, Number.NEGATIVE_INFINITY)) > 0
  }

  /** What went in visits before this one. */
  async recall(): Promise<void> {
    const rows = await this.#vault.range<Floor>(SHELF, FLOORS, { limit: MOST_FLOORS })
    for (const { value } of rows) if (value.v === VERSION) this.#floors.set(value.conversation, value.order)
  }

  /** This tab is the one that writes. */
  begin(): void {
    setTimeout(() => void this.apply(), FIRST_LOOK_MS)
  }

  wrote(rows: number): void {
    this.#written += rows
    if (this.#written < UNLOOKED) return
    this.#written = 0
    void this.apply()
  }

  /** Nothing up to this order is kept of it any more. */
  floor(conversation: ConversationId): number | undefined {
    return this.#floors.get(conversation)
  }

  allows(conversation: ConversationId, order: number): boolean {
    return order > (this.floor(conversation) ?? Number.NEGATIVE_INFINITY)
  }

  /** Lets go what is too old, or too much. */
  async apply(): Promise<void> {
    await this.#evict((await isTooMuch()) ? GIVEN : 0, Date.now() - OLDEST_MS)
  }

  async #evict(share: number, below: number): Promise<number> {
    const eviction = { most: MOST_OF_EACH, below, share, spare: SPARED }
    const rims = await this.#vault.evict<KeptRow>(SHELF, eviction)
    const floors = rims.map(({ order, value: { conversation } }) => {
      this.#floors.set(conversation, order)
      const value: Floor = { v: VERSION, conversation, order }
      return { key: `${FLOORS} ${conversation}`, group: FLOORS, order: 0, value }
    })
    if (floors.length > 0) await this.#vault.put(SHELF, floors)
    return floors.length
  }
}

async function isTooMuch(): Promise<boolean> {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {}
  return usage > Math.min(MOST_BYTES, quota * MOST_OF_QUOTA)
}
