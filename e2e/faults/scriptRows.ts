import { lineOf } from './actor.ts'
import type { MessageLine } from './history.ts'

interface Row {
  readonly cid: string
  /** Of what others said. */
  readonly archiveId?: string | undefined
}

/** What a screen would show of each conversation, from the top down. */
export class ScriptRows {
  readonly #rows: Map<string, Row[]>

  constructor(conversations: Iterable<string>) {
    this.#rows = new Map([...conversations].map((conv) => [conv, []]))
  }

  add(conv: string, row: Row): void {
    this.#rows.get(conv)?.push(row)
  }

  /** Those that an archive holds go to where they stand in it; all others stay. */
  putInOrder(archiveIds: readonly string[]): void {
    const place = new Map(archiveIds.map((id, index) => [id, index]))
    const placeOf = ({ archiveId }: Row) => place.get(archiveId ?? '') ?? -1
    for (const rows of this.#rows.values()) {
      const known = rows.filter((row) => placeOf(row) >= 0)
      const slots = known.map((row) => rows.indexOf(row))
      known.sort((one, other) => placeOf(one) - placeOf(other))
      for (const [index, row] of known.entries()) rows[slots[index] as number] = row
    }
  }

  lines(actor: string): MessageLine[] {
    return [...this.#rows].flatMap(([conv, rows]) => rows.map(({ cid }) => lineOf(actor, 'shown', conv, cid)))
  }
}
