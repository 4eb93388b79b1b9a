import type { CommandName } from '#protocol/index.ts'
import { HIDDEN } from '#protocol/trace.ts'
import { t } from '../../lib/i18n.ts'
import { lineAt, type Path, type Place, placesOf } from './places.ts'

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
  /** What may stand there. */
  readonly values?: readonly unknown[]
  readonly expected?: string
}

/** The little of a schema that is looked at here. */
export interface Schema {
  safeParse(data: unknown): {
    success: boolean
    error?: { issues: readonly Issue[] }
  }
  _zod: {
    def: { type: string; shape?: Record<string, Schema>; in?: Schema; innerType?: Schema; entries?: object }
  }
}
export type Contract = Readonly<Record<CommandName, { data: Schema }>>

export interface Problem {
  readonly path: string
  readonly text: string
  readonly place: Place
  readonly line: number
}

export interface Checked {
  readonly problems: readonly Problem[]
  /** The payload, where it is JSON. */
  readonly data: unknown
}

/** What is wrong with a payload, each with its key. An empty text is a command without one. */
export function check(schema: Schema | undefined, text: string): Checked {
  const places = placesOf(text)
  const problem = (path: Path, words: string, place = places.find(path)): Problem => ({
    path: path.join('.'),
    text: words,
    place,
    line: lineAt(text, place.from),
  })
  if (text.trim() !== '' && places.wrongAt !== undefined) {
    const from = Math.min(places.wrongAt, text.length)
    return { problems: [problem([], t('trace:editor.noJson'), { from, to: from + 1 })], data: undefined }
  }
  const data: unknown = text.trim() === '' ? {} : JSON.parse(text)
  const hidden = pathsOf(data, []).map((path) => problem(path, t('trace:editor.hidden')))
  const issues = schema?.safeParse(data).error?.issues ?? []
  const wrong = issues.map((issue) =>
    problem(
      issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
      wordsOf(issue),
    ),
  )
  return { problems: [...wrong, ...hidden], data }
}

/** The contract has words for what XMPP-FTW had words for; for all else the schema knows what would be right. */
function wordsOf({ message, values, expected }: Issue): string {
  if (message !== 'Invalid input') return message
  if (values)
    return t('trace:editor.oneOf', { values: values.map((each) => JSON.stringify(each)).join(', ') })
  return expected ? t('trace:editor.expected', { expected }) : message
}

/** Where something hidden would be sent as if it were meant. */
function pathsOf(value: unknown, path: Path): Path[] {
  if (typeof value === 'string') return value.includes(HIDDEN) ? [path] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** The schema inside of what only wraps it. */
function inner(schema: Schema): Schema {
  const { in: first, innerType } = schema._zod.def
  const next = innerType ?? (first && first._zod.def.type !== 'transform' ? first : undefined)
  return next ? inner(next) : schema
}

export interface Key {
  readonly name: string
  readonly isRequired: boolean
  readonly sample: unknown
}

/** The keys that a command may have, the required first. */
export function keysOf(schema: Schema): Key[] {
  const { shape } = inner(schema)._zod.def
  const missing = new Set((schema.safeParse({}).error?.issues ?? []).map(({ path }) => path[0]))
  const keys = Object.entries(shape ?? {}).map(([name, each]) => ({
    name,
    isRequired: missing.has(name),
    sample: sampleOf(each),
  }))
  return [...keys.filter(({ isRequired }) => isRequired), ...keys.filter(({ isRequired }) => !isRequired)]
}

function sampleOf(schema: Schema): unknown {
  const { type, entries } = inner(schema)._zod.def
  if (type === 'enum') return Object.values(entries ?? {})[0] ?? ''
  return { array: [], object: {}, record: {}, number: 0, boolean: false }[type] ?? ''
}

/** A payload with the keys that must be there. */
export function skeletonOf(schema: Schema): string {
  const required = keysOf(schema).filter(({ isRequired }) => isRequired)
  return JSON.stringify(Object.fromEntries(required.map(({ name, sample }) => [name, sample])), null, 2)
}

/** The same payload with one key more; as it was, where it is no object. */
export function withKey(text: string, { name, sample }: Key): string {
  try {
    const data: unknown = JSON.parse(text.trim() || '{}')
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return text
    return JSON.stringify({ ...data, [name]: sample }, null, 2)
  } catch {
    return text
  }
}

// What was taken once under an id is not said again.
const SAID = new Set(['xmpp.chat.message', 'xmpp.muc.message'])

/** What is sent when a command is sent once more. */
export function again(name: string, data: unknown): unknown {
  if (!SAID.has(name) || typeof data !== 'object' || data === null) return data ?? {}
  const { id: _id, ...rest } = data as { id?: unknown }
  return rest
}
