import type { Moderated } from '#protocol/moderation.ts'
import { type Arrival, authorOf, type Entry, idsOf, nameOf, type Removal } from './entry.ts'

/** A word that takes a message out: of its author (XEP-0424), or of the room (XEP-0425). */
export interface Strike {
  /** As `authorOf` names them; undefined is the room, which names the message by its archive's id alone. */
  readonly author: string | undefined
  readonly ids: readonly string[]
  readonly removal: Removal
}

/** XEP-0425 §3: the room names the message by the id that it gave. */
export function moderatedStrike({ id, nick, reason }: Moderated): Strike {
  const removal = { how: 'moderated' as const, ...(nick ? { by: nick } : {}), ...(reason ? { reason } : {}) }
  return { author: undefined, ids: [id], removal }
}

const KEPT = 1000

/** Words that take out what may be read later: older pages come last, and a room tells its past again. */
export class Strikes {
  readonly #kept = new Map<string, Removal>()

  /** `isSure`: an author whose name is theirs for good. */
  keep({ author, ids, removal }: Strike, isSure: boolean): void {
    if (author !== undefined && !isSure) return
    for (const id of ids) this.#kept.set(nameOf(author ?? '', id), removal)
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break
      this.#kept.delete(oldest)
    }
  }

  /** What takes out what has just arrived. */
  of(
    arrival: Pick<Arrival, 'id' | 'originId' | 'archiveId' | 'own' | 'author' | 'occupantId'>,
  ): Removal | undefined {
    if (this.#kept.size === 0) return undefined
    const { archiveId } = arrival
    const moderated = archiveId === undefined ? undefined : this.#kept.get(nameOf('', archiveId))
    if (moderated) return moderated
    const author = authorOf(arrival)
    for (const id of [...idsOf(arrival), ...(archiveId === undefined ? [] : [archiveId])]) {
      const removal = this.#kept.get(nameOf(author, id))
      if (removal) return removal
    }
    return undefined
  }
}

/** What is left of a message: who said it, and when. */
export function emptied(entry: Entry, removed: Removal): Entry {
  const { edited: _edited, revising: _revising, error: _error, delivery: _delivery, ...rest } = entry
  return { ...rest, text: '', removed }
}
