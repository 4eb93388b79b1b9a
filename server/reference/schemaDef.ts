import type * as z from 'zod/mini'

/** What a schema knows of itself, as far as the reference reads it. */
export interface SchemaDef {
  type: string
  innerType?: z.core.$ZodType
  in?: z.core.$ZodType
  out?: z.core.$ZodType
  element?: z.core.$ZodType
  shape?: Record<string, z.core.$ZodType>
  options?: z.core.$ZodType[]
  items?: z.core.$ZodType[]
  entries?: Record<string, string | number>
  values?: unknown[]
  keyType?: z.core.$ZodType
  valueType?: z.core.$ZodType
  left?: z.core.$ZodType
  right?: z.core.$ZodType
  catchall?: z.core.$ZodType
  getter?: () => z.core.$ZodType
  format?: string
  checks?: { _zod: { def: { check: string; value?: number; minimum?: number; maximum?: number } } }[]
}

export type Side = 'in' | 'out'
export type Schema = z.core.$ZodType

export const defOf = (schema: Schema): SchemaDef => schema._zod.def as unknown as SchemaDef

/** Without what only says that it may be absent, and on one side of what turns one value into another. */
export function unwrapped(schema: Schema, side: Side): Schema {
  const def = defOf(schema)
  if (def.innerType && /^(?:optional|nullable|default|prefault|readonly|catch|nonoptional)$/u.test(def.type))
    return unwrapped(def.innerType, side)
  if (def.type === 'lazy' && def.getter) return unwrapped(def.getter(), side)
  if (def.type !== 'pipe' || !def.in || !def.out) return schema
  const isTransform = (each: Schema) => defOf(each).type === 'transform'
  if (isTransform(def.in)) return unwrapped(def.out, side)
  if (isTransform(def.out)) return unwrapped(def.in, side)
  return unwrapped(side === 'in' ? def.in : def.out, side)
}

/** Whether the value may be left out. */
export function isOptional(schema: Schema, side: Side): boolean {
  if (schema._zod[side === 'in' ? 'optin' : 'optout'] !== undefined) return true
  const { type: kind, in: before, out: after } = defOf(schema)
  // What looks at a value first says nothing of whether there must be one.
  if (kind === 'pipe' && before && after && defOf(before).type === 'transform') return isOptional(after, side)
  const { type } = defOf(unwrapped(schema, side))
  return type === 'unknown' || type === 'any'
}
