import { defOf, isOptional, type Schema, type Side, unwrapped } from './schemaDef.ts'

/** A part of a type: words, or the name of a shape that has a place of its own. */
export type TypePart = string | { shape: string }

/** One key of a payload. `path` is as one would write it: `history.seconds`, `changes[].jid`. */
export interface Row {
  path: string
  schema: Schema
  type: TypePart[]
  isRequired: boolean
}

export type Names = ReadonlyMap<Schema, string>

const MAX_SHOWN_VALUES = 8

/** All keys of an object, those of nested objects without a name after their own. */
export function rowsOf(schema: Schema, side: Side, names: Names, prefix = ''): Row[] {
  const bare = unwrapped(schema, side)
  const def = defOf(bare)
  if (def.type === 'intersection' && def.left && def.right)
    return [...rowsOf(def.left, side, names, prefix), ...rowsOf(def.right, side, names, prefix)]
  if (def.type === 'union' && def.options) return merged(def.options, side, names, prefix)
  if (def.type === 'array' && def.element) return nested(def.element, side, names, `${prefix}[]`)
  if (def.shape === undefined) return []
  return Object.entries(def.shape).flatMap(([key, value]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`
    const row: Row = {
      path,
      schema: value,
      type: typeOf(value, side, names),
      isRequired: !isOptional(value, side),
    }
    return [row, ...nested(value, side, names, path)]
  })
}

// Several objects: what only some of them must have is not required.
function merged(options: readonly Schema[], side: Side, names: Names, prefix: string): Row[] {
  const lists = options.map((each) => nested(each, side, names, prefix))
  const rows = new Map<string, Row>()
  for (const list of lists)
    for (const row of list)
      if (!rows.has(row.path))
        rows.set(row.path, { ...row, isRequired: lists.every((each) => isRequiredIn(each, row.path)) })
  return [...rows.values()]
}

const isRequiredIn = (rows: readonly Row[], path: string) =>
  rows.some((each) => each.path === path && each.isRequired)

function nested(schema: Schema, side: Side, names: Names, prefix: string): Row[] {
  const bare = unwrapped(schema, side)
  const isNamed = names.has(bare) && prefix !== ''
  return isNamed ? [] : rowsOf(bare, side, names, prefix)
}

/** In words: `text`, `list of Jid`, `'chat' or 'groupchat'`. */
export function typeOf(schema: Schema, side: Side, names: Names): TypePart[] {
  const bare = unwrapped(schema, side)
  const def = defOf(bare)
  const name = names.get(bare)
  const isShort = def.entries !== undefined && Object.keys(def.entries).length <= MAX_SHOWN_VALUES
  if (name !== undefined && !isShort) return [{ shape: name }]
  const list = (items: readonly Schema[]) =>
    uniqueParts(items.map((each) => typeOf(each, side, names))).flatMap((part, at) =>
      at ? [' or ', ...part] : part,
    )
  switch (def.type) {
    case 'string':
      return [def.format === 'datetime' ? 'date and time (ISO 8601)' : 'text']
    case 'number':
    case 'int':
      return [numberType(bare)]
    case 'boolean':
      return ['boolean']
    case 'literal':
      return [(def.values ?? []).map((each) => JSON.stringify(each)).join(' or ')]
    case 'enum':
      return [
        Object.values(def.entries ?? {})
          .map((each) => JSON.stringify(each))
          .join(' or '),
      ]
    case 'array':
      return def.element ? ['list of ', ...typeOf(def.element, side, names)] : ['list']
    case 'tuple':
      return [
        '[',
        ...(def.items ?? []).flatMap((each, at) => [...(at ? [', '] : []), ...typeOf(each, side, names)]),
        ']',
      ]
    case 'union':
      return list(def.options ?? [])
    case 'record':
      return def.valueType ? ['object of ', ...typeOf(def.valueType, side, names)] : ['object']
    case 'object':
    case 'intersection':
      return ['object']
    case 'null':
      return ['null']
    default:
      return ['anything']
  }
}

function uniqueParts(parts: TypePart[][]): TypePart[][] {
  const seen = new Set<string>()
  return parts.filter((part) => {
    const key = JSON.stringify(part)
    return !seen.has(key) && seen.add(key)
  })
}

function numberType(schema: Schema): string {
  const { checks = [], format } = defOf(schema)
  const limit = (name: string) =>
    checks.map(({ _zod }) => _zod.def).find(({ check }) => check === name)?.value
  const [least, most] = [limit('greater_than'), limit('less_than')]
  const kind = format === 'safeint' || format === 'int32' ? 'whole number' : 'number'
  if (least !== undefined && most !== undefined) return `${kind}, ${least} to ${most}`
  if (least !== undefined) return `${kind}, at least ${least}`
  return most === undefined ? kind : `${kind}, at most ${most}`
}
