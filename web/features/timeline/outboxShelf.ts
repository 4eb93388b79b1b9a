import type { Vault } from '../../store/vault.ts'
import { type Pending, readPending } from './outboxEntry.ts'

/** Nobody waits longer for a disk before their message goes. */
const PATIENCE_MS = 1000

/** What of the outbox stands in the vault. Writes of one moment go together, and never overtake each other. */
export class OutboxShelf {
  #vault: Vault | undefined
  readonly #told: () => void
  /** To be written; undefined is to be deleted. */
  readonly #dirty = new Map<string, Pending | undefined>()
  readonly #kept = new Set<string>()
  #flushing: Promise<void> | undefined
  /** False once the browser refused to keep something. */
  keeps = true

  /** `told` is called whenever what is kept has changed. */
  constructor(told: () => void) {
    this.#told = told
  }

  attach(vault: Vault | undefined): void {
    this.#vault = vault
    this.keeps = vault !== undefined
    if (this.#dirty.size > 0) this.#schedule()
    this.#told()
  }

  async read(): Promise<Pending[]> {
    const rows = (await this.#vault?.all<unknown>('outbox')) ?? []
    const found = rows.map(({ value }) => readPending(value)).filter((entry) => entry !== undefined)
    for (const { id } of found) if (!this.#dirty.has(id)) this.#kept.add(id)
    return found
  }

  /** Whether it would survive this page. */
  has = (id: string): boolean => this.#kept.has(id)

  write(entry: Pending): void {
    this.#dirty.set(entry.id, entry)
    this.#schedule()
  }

  drop(id: string): void {
    this.#kept.delete(id)
    this.#dirty.set(id, undefined)
    this.#schedule()
  }

  /** Resolves when all that was written so far has been tried; never, where the disk does not answer. */
  async flushed(): Promise<void> {
    await this.#flushing
  }

  /** As `flushed`, but false when that takes too long. */
  async saved(): Promise<boolean> {
    if (!this.#flushing) return true
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), PATIENCE_MS)
    })
    const isSaved = await Promise.race([this.#flushing.then(() => true), late])
    clearTimeout(timer)
    return isSaved
  }

  #schedule(): void {
    if (!this.#vault) return
    this.#flushing ??= this.#flush(this.#vault)
  }

  async #flush(vault: Vault): Promise<void> {
    // What is changed once more in this very moment is written once.
    await undefined
    while (this.#dirty.size > 0) {
      const batch = [...this.#dirty]
      this.#dirty.clear()
      const rows = batch.flatMap(([key, value]) =>
        value ? [{ key, group: value.conversation, order: value.order, value }] : [],
      )
      const gone = batch.flatMap(([key, value]) => (value ? [] : [key]))
      if (gone.length > 0) await vault.delete('outbox', gone)
      if (rows.length > 0) {
        this.keeps = await vault.put('outbox', rows)
        const isDropped = (key: string) => this.#dirty.has(key) && this.#dirty.get(key) === undefined
        if (this.keeps) for (const { key } of rows) if (!isDropped(key)) this.#kept.add(key)
      }
      this.#told()
    }
    this.#flushing = undefined
  }
}
