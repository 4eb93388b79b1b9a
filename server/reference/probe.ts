import type { ProtocolError } from '#protocol/define.ts'
import { issueError } from '../xmpp/issues.ts'
import type { Schema } from './schemaDef.ts'

/** A refusal that a schema really gives, and what brings it about. */
export interface Refusal {
  description: string
  reason: string | undefined
  when: 'absent' | 'empty' | 'of another kind'
  key: string
}

/** What the schema says of one key of a payload that is right. */
export interface Limit {
  bytes?: number
  isAddress?: boolean
}

type Path = readonly (string | number)[]
type Parser = { safeParse(value: unknown): { success: boolean; error?: unknown } }

// Longer than any text may be, and no longer: it is read again and again.
const LONG = 'a'.repeat(70_000)
const NO_ADDRESS = 'a b@c d'

/** Takes a right payload apart, key by key, and collects the words of each refusal. */
export function refusalsOf(schema: Schema, example: unknown): Refusal[] {
  const found = new Map<string, Refusal>()
  const tries: [Refusal['when'], (value: unknown, path: Path) => unknown][] = [
    ['absent', (value, path) => changed(value, path, undefined)],
    ['empty', (value, path) => changed(value, path, Array.isArray(valueAt(value, path)) ? [] : '')],
    ['of another kind', (value, path) => changed(value, path, 7)],
    ['of another kind', (value, path) => changed(value, path, { x: 1 })],
  ]
  for (const [when, change] of tries)
    for (const path of pathsIn(example)) {
      const error = refusalOf(schema, change(example, path))
      const { description, reason } = error ?? {}
      if (description === undefined || found.has(description)) continue
      found.set(description, { description, reason, when, key: shown(path) })
    }
  return [...found.values()]
}

/** How long a text may be, and whether it must be an address: found by sending what is too long or none. */
export function limitsOf(schema: Schema, examples: readonly unknown[]): Map<string, Limit> {
  const limits = new Map<string, Limit>()
  for (const example of examples)
    for (const path of pathsIn(example)) {
      const key = shown(path)
      if (limits.has(key) || typeof valueAt(example, path) !== 'string') continue
      const long = refusalOf(schema, changed(example, path, LONG))
      const wrong = refusalOf(schema, changed(example, path, NO_ADDRESS))
      const limit: Limit = {}
      if (long?.reason === 'too-long' && long.detail !== undefined) limit.bytes = Number(long.detail)
      if (wrong?.reason === 'bad-jid') limit.isAddress = true
      limits.set(key, limit)
    }
  return limits
}

function refusalOf(schema: Schema, payload: unknown): ProtocolError | undefined {
  const parsed = (schema as unknown as Parser).safeParse(payload)
  return parsed.success ? undefined : issueError(parsed.error as never, payload)
}

/** Every key, and those of the first entry of each list. */
function pathsIn(value: unknown, before: Path = []): Path[] {
  if (Array.isArray(value)) {
    const rest = value.length > 0 ? pathsIn(value[0], [...before, 0]) : []
    return typeof value[0] === 'string' ? [[...before, 0], ...rest] : rest
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => [
    [...before, key],
    ...pathsIn(each, [...before, key]),
  ])
}

const shown = (path: Path) =>
  path
    .map((each) => (each === 0 ? '[]' : `.${each}`))
    .join('')
    .slice(1)

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], value)
}

function changed(value: unknown, [key, ...rest]: Path, to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value)) return value.with(key as number, changed(value[key as number], rest, to))
  const copy: Record<string, unknown> = { ...(value as object) }
  if (rest.length === 0 && to === undefined) delete copy[key]
  else copy[key] = changed(copy[key], rest, to)
  return copy
}
