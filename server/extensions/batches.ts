import type { ProtocolError } from '#protocol/define.ts'
import type { AffiliationBatch } from './affiliationBatch.ts'

/** Batches of one session that are not done yet, at most. */
const MAX_UNDONE = 4
/** A page that never heard what came of its batch may ask again for this long, of the latest few. */
const KEEP_MS = 10 * 60_000
const KEEP = 8

/** The batches of one session. Those of one room come one after the other: their changes may be of the same people. */
export class Batches {
  readonly #all: AffiliationBatch[] = []

  get hasRoom(): boolean {
    return this.#all.filter(({ isDone }) => !isDone).length < MAX_UNDONE
  }

  find(room: string, id: string): AffiliationBatch | undefined {
    this.#forget()
    return this.#all.find((batch) => batch.room === room && batch.id === id)
  }

  add(batch: AffiliationBatch): void {
    const before = this.#all.filter(({ room, isDone }) => room === batch.room && !isDone).at(-1)
    this.#all.push(batch)
    if (before) void before.done.then(() => batch.begin())
    else batch.begin()
  }

  linked(isUp: boolean): void {
    for (const batch of [...this.#all]) {
      if (isUp) batch.up()
      else batch.down()
    }
  }

  abort(error: ProtocolError): void {
    for (const batch of this.#all) if (!batch.isDone) batch.abort(error)
  }

  #forget(): void {
    const done = this.#all.filter(({ isDone }) => isDone)
    const old = done.filter(
      ({ doneAt = 0 }, index) => doneAt < Date.now() - KEEP_MS || index < done.length - KEEP,
    )
    for (const batch of old) this.#all.splice(this.#all.indexOf(batch), 1)
  }
}
