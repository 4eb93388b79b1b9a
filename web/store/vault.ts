import { deleteDB, type IDBPDatabase } from 'idb'
import { BY_GROUP, KEYS, nameOf, openDatabase, SHELVES } from './vaultDatabase.ts'
import { type Eviction, evictFirst } from './vaultEvict.ts'
import { makeKeys, Sealer, type VaultKeys } from './vaultSeal.ts'

/** What is kept, each kind by itself. */
export type Shelf = (typeof SHELVES)[number]

/** `value` is anything JSON can hold; rows of a `group` are read in their `order`, which may be any number but NaN. */
export interface VaultRow<T> {
  readonly key: string
  readonly group: string
  readonly order: number
  readonly value: T
}

/** An account's encrypted store in this browser. Never rejects: what cannot be read is not there. */
export interface Vault {
  /** One transaction; the same key replaces. False when the browser did not keep it. */
  put<T>(shelf: Shelf, rows: readonly VaultRow<T>[]): Promise<boolean>
  get<T>(shelf: Shelf, key: string): Promise<T | undefined>
  /** Newest first when `reverse`; bounded by `limit`; `below`/`above` are exclusive orders. */
  range<T>(shelf: Shelf, group: string, options: RangeOptions): Promise<VaultRow<T>[]>
  /** Every row, in the order of their numbers. */
  all<T>(shelf: Shelf): Promise<VaultRow<T>[]>
  delete(shelf: Shelf, keys: readonly string[]): Promise<boolean>
  /** Takes the first rows of each group away, but of those that are spared; the last row that went of each. */
  evict<T>(shelf: Shelf, options: Eviction & { spare: readonly string[] }): Promise<VaultRow<T>[]>
  /** Asked to make room where the browser has none left; true when it did, and the write is tried once more. */
  onFull?: () => Promise<boolean>
  /** Signing out: nothing of this account stays in this browser. */
  destroy(): Promise<void>
}

export interface RangeOptions {
  readonly limit: number
  readonly reverse?: boolean
  readonly below?: number
  readonly above?: number
}

/** A browser that does not answer by then keeps nothing. */
const OPEN_MS = 5000

/** Undefined when the browser keeps nothing (private window, full, refused): everything goes on in memory. */
export async function openVault(account: string): Promise<Vault | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), OPEN_MS)
  })
  const opened = open(account).catch(() => undefined)
  const vault = await Promise.race([opened, late])
  clearTimeout(timer)
  if (vault === undefined) void opened.then((each) => each?.close())
  return vault
}

async function open(account: string): Promise<KeptVault> {
  const name = await nameOf(account)
  // Made before the transaction, which ends while anything else is waited for.
  const made = await makeKeys()
  const vault = new KeptVault(name)
  const database = await openDatabase(name, () => vault.close())
  // Two tabs that come first at once: the second one finds the keys of the first.
  const transaction = database.transaction(KEYS, 'readwrite')
  const kept: VaultKeys | undefined = await transaction.store.get(KEYS)
  if (!kept) await transaction.store.put(made, KEYS)
  await transaction.done
  vault.use(database, new Sealer(kept ?? made))
  return vault
}

interface Kept {
  readonly key: string
  readonly group: string
  readonly order: number
  readonly box: Uint8Array
}

class KeptVault implements Vault {
  readonly #name: string
  onFull?: () => Promise<boolean>
  #isMakingRoom = false
  #database: IDBPDatabase | undefined
  #sealer: Sealer | undefined
  #isClosed = false

  constructor(name: string) {
    this.#name = name
  }

  use(database: IDBPDatabase, sealer: Sealer): void {
    this.#database = database
    this.#sealer = sealer
    if (this.#isClosed) this.close()
  }

  close(): void {
    this.#isClosed = true
    this.#database?.close()
    this.#database = undefined
  }

  put<T>(shelf: Shelf, rows: readonly VaultRow<T>[]): Promise<boolean> {
    return this.#try(false, async (sealer) => {
      const sealed = await Promise.all(rows.map((row) => this.#seal(sealer, shelf, row)))
      const write = async () => {
        const transaction = this.#open().transaction(shelf, 'readwrite')
        for (const row of sealed) void transaction.store.put(row).catch(() => {})
        await transaction.done
        return true
      }
      return write().catch(async (failure: unknown) => {
        const isFull = (failure as { name?: string } | null)?.name === 'QuotaExceededError'
        return isFull && (await this.#makeRoom()) ? write() : false
      })
    })
  }

  get<T>(shelf: Shelf, key: string): Promise<T | undefined> {
    return this.#try(undefined, async (sealer) => {
      const kept: Kept | undefined = await this.#open().get(shelf, await sealer.hash(`${shelf} ${key}`))
      return kept && (await this.#unseal<T>(sealer, shelf, kept))?.value
    })
  }

  range<T>(shelf: Shelf, group: string, options: RangeOptions): Promise<VaultRow<T>[]> {
    const { limit, reverse = false, below = Infinity, above = -Infinity } = options
    return this.#try([], async (sealer) => {
      if (limit <= 0 || above >= below) return []
      const hash = await sealer.hash(`${shelf} ${group}`)
      const range = IDBKeyRange.bound([hash, above], [hash, below], above !== -Infinity, below !== Infinity)
      const index = this.#open().transaction(shelf).store.index(BY_GROUP)
      if (!reverse) return this.#unsealAll<T>(sealer, shelf, await index.getAll(range, limit))
      // Where the last of them stands, and then all from there at once: a step for each row is an event for each.
      const end = await index.openKeyCursor(range, 'prev')
      const first = limit === 1 ? end : await end?.advance(limit - 1)
      const found: Kept[] = await index.getAll(
        first ? IDBKeyRange.bound(first.key, range.upper, false, range.upperOpen) : range,
      )
      // Several may have the order of the first one.
      return this.#unsealAll<T>(sealer, shelf, found.reverse().slice(0, limit))
    })
  }

  all<T>(shelf: Shelf): Promise<VaultRow<T>[]> {
    return this.#try([], async (sealer) => {
      const rows = await this.#unsealAll<T>(sealer, shelf, await this.#open().getAll(shelf))
      return rows.sort((a, b) => a.order - b.order)
    })
  }

  delete(shelf: Shelf, keys: readonly string[]): Promise<boolean> {
    return this.#try(false, async (sealer) => {
      const hashes = await Promise.all(keys.map((key) => sealer.hash(`${shelf} ${key}`)))
      const transaction = this.#open().transaction(shelf, 'readwrite')
      for (const hash of hashes) void transaction.store.delete(hash).catch(() => {})
      await transaction.done
      return true
    })
  }

  evict<T>(
    shelf: Shelf,
    { spare, ...eviction }: Eviction & { spare: readonly string[] },
  ): Promise<VaultRow<T>[]> {
    return this.#try([], async (sealer) => {
      const spared = await Promise.all(spare.map((group) => sealer.hash(`${shelf} ${group}`)))
      const where = { shelf, index: BY_GROUP }
      const last = await evictFirst<Kept>(this.#open(), where, new Set(spared), eviction)
      return this.#unsealAll<T>(sealer, shelf, last)
    })
  }

  // Once for all that find no room at once; what it writes itself does not wait for itself.
  async #makeRoom(): Promise<boolean> {
    if (this.#isMakingRoom || !this.onFull) return false
    this.#isMakingRoom = true
    const hasMade = await this.onFull().catch(() => false)
    this.#isMakingRoom = false
    return hasMade
  }

  async destroy(): Promise<void> {
    // Closed by who destroyed it before: what stands there now is somebody's new one.
    if (this.#isClosed) return
    await this.#try(undefined, async () => {
      // Without its keys nothing can be read, even where something holds the file itself back.
      const names = [KEYS, ...SHELVES]
      const transaction = this.#open().transaction(names, 'readwrite')
      for (const name of names) void transaction.objectStore(name).clear()
      await transaction.done
    })
    this.close()
    await deleteDB(this.#name).catch(() => {})
  }

  #open(): IDBPDatabase {
    if (!this.#database) throw new Error('The vault is closed')
    return this.#database
  }

  async #try<R>(otherwise: R, run: (sealer: Sealer) => Promise<R>): Promise<R> {
    try {
      if (!this.#sealer || !this.#database) return otherwise
      return await run(this.#sealer)
    } catch {
      return otherwise
    }
  }

  async #seal<T>(sealer: Sealer, shelf: Shelf, { key, group, order, value }: VaultRow<T>): Promise<Kept> {
    const [keyHash, groupHash] = await Promise.all([
      sealer.hash(`${shelf} ${key}`),
      sealer.hash(`${shelf} ${group}`),
    ])
    const box = await sealer.seal({ key, group, value }, `${shelf} ${keyHash} ${order}`)
    return { key: keyHash, group: groupHash, order, box }
  }

  async #unseal<T>(sealer: Sealer, shelf: Shelf, kept: Kept): Promise<VaultRow<T> | undefined> {
    type Inside = Omit<VaultRow<T>, 'order'>
    const inside = await sealer.open<Inside>(kept.box, `${shelf} ${kept.key} ${kept.order}`)
    return inside && { ...inside, order: kept.order }
  }

  async #unsealAll<T>(sealer: Sealer, shelf: Shelf, kept: readonly Kept[]): Promise<VaultRow<T>[]> {
    const rows = await Promise.all(kept.map((each) => this.#unseal<T>(sealer, shelf, each)))
    return rows.filter((row) => row !== undefined)
  }
}
