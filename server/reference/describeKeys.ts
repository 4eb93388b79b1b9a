import { type Knowledge, keyName } from './knowledge.ts'
import { type Limit, limitsOf } from './probe.ts'
import { type Row, rowsOf } from './rows.ts'
import type { Schema, Side } from './schemaDef.ts'
import type { Original, Texts } from './texts.ts'

/** A key of a payload with its sentence. */
export interface KeyRow extends Row {
  says: string | undefined
  limit: Limit | undefined
  /** XMPP-FTW 2 has no such key. */
  isOurs: boolean
}

interface Place {
  slice: string
  /** As in `Docstrings`. */
  owner: string
  written?: Record<string, string> | undefined
  /** Right payloads, to find limits with. */
  examples?: readonly unknown[]
  original?: Original | undefined
}

interface Ground {
  texts: Texts
  known: Knowledge
}

/** The keys of a payload, each with what the first source says that knows it. */
export function describeKeys(schema: Schema, side: Side, place: Place, { texts, known }: Ground): KeyRow[] {
  const limits = limitsOf(schema, place.examples ?? [])
  const docs = known.docstrings.get(place.slice)
  return rowsOf(schema, side, known.names).map((row) => {
    const name = keyName(row.path)
    const top = row.path.split(/[.[]/u)[0] ?? ''
    return {
      ...row,
      says:
        place.written?.[row.path] ??
        docs?.keys.get(`${place.owner}.${name}`) ??
        known.keyTexts.get(row.schema)?.get(name) ??
        texts.glossary.keys[name],
      limit: limits.get(row.path) ?? limits.get(`${row.path}[]`),
      isOurs: place.original !== undefined && !place.original.keys.includes(top),
    }
  })
}
