import type { EventData } from '#protocol/index.ts'

type Progress = EventData<'xmpp.muc.affiliation.progress'>

/** A tab that comes this much later still learns what came of a batch. */
const KEEP_MS = 10 * 60_000
const KEEP = 8

/** The batches that a new tab must know of: those that run, and the latest few that are done, with all results. */
export class BatchesTold {
  readonly #batches = new Map<string, { progress: Progress; doneAt: number | undefined }>()

  observe(progress: Progress): void {
    const key = JSON.stringify([progress.room, progress.id])
    const isDone = progress.state === 'done' || progress.state === 'cancelled'
    const results = [...(this.#batches.get(key)?.progress.results ?? []), ...progress.results]
    this.#batches.delete(key)
    this.#batches.set(key, { progress: { ...progress, results }, doneAt: isDone ? Date.now() : undefined })
    this.#forget()
  }

  values(): Progress[] {
    this.#forget()
    return [...this.#batches.values()].map(({ progress }) => progress)
  }

  #forget(): void {
    const done = [...this.#batches].filter(([, { doneAt }]) => doneAt !== undefined)
    for (const [index, [key, { doneAt = 0 }]] of done.entries())
      if (doneAt < Date.now() - KEEP_MS || index < done.length - KEEP) this.#batches.delete(key)
  }
}
