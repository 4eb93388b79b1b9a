// XEP-0009: Jabber-RPC
// Source: https://xmpp.org/extensions/xep-0009.html
// Version: 2.2.1 (2021-03-04)

import * as z from 'zod/mini'
import { address, checkText, command, Done, event, key, MAX_BODY_BYTES } from './define.ts'
import { Jid } from './jid.ts'

/** What XML-RPC can say. */
export const RpcType = z.enum([
  'i4',
  'int',
  'double',
  'string',
  'boolean',
  'base64',
  'dateTime.iso8601',
  'array',
  'struct',
])
export type RpcType = z.infer<typeof RpcType>

/**
 * A value with its type: a number for `i4`, `int` and `double`, a boolean for `boolean`, text for the rest; the entries
 * of an `array`, the members of a `struct`, each with its `name`.
 */
export interface RpcParam {
  type: RpcType
  value: string | number | boolean | RpcParam[]
  name?: string | undefined
}

const WRONG = 'Parameter formatting error'
const MAX_DEPTH = 16

/** The first thing wrong with a parameter, in XMPP-FTW's words. */
function wrongWith(param: unknown, isMember: boolean, depth: number): string | undefined {
  const { type, value, name } = (
    typeof param === 'object' && param !== null ? param : {}
  ) as Partial<RpcParam>
  if (!type) return "'param' must have 'type' key"
  // `false`, `0` and '' are values like others.
  if (value === undefined || value === null) return "'param' must have 'value' key"
  if (!RpcType.safeParse(type).success || depth > MAX_DEPTH) return WRONG
  if (isMember ? typeof name !== 'string' : name !== undefined && typeof name !== 'string') return WRONG
  if (type !== 'array' && type !== 'struct') return fits(type, value) ? undefined : WRONG
  if (!Array.isArray(value)) return WRONG
  for (const each of value) {
    const wrong = wrongWith(each, type === 'struct', depth + 1)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

const INT_32 = 2 ** 31
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/u
// XML-RPC's own short form, and the longer one of ISO 8601.
const INSTANT = /^\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$/u

function fits(type: RpcType, value: unknown): boolean {
  if (type === 'i4' || type === 'int')
    return Number.isInteger(value) && (value as number) >= -INT_32 && (value as number) < INT_32
  if (type === 'double') return typeof value === 'number' && Number.isFinite(value)
  if (type === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (type === 'base64') return BASE64.test(value)
  return type === 'string' || INSTANT.test(value)
}

function checkTexts(params: readonly RpcParam[], context: z.core.$RefinementCtx): void {
  for (const { value, name } of params) {
    if (name !== undefined) checkText(name, 'params', 1024, context)
    if (typeof value === 'string') checkText(value, 'params', 4 * MAX_BODY_BYTES, context)
    else if (Array.isArray(value)) checkTexts(value, context)
  }
}

const outgoing = z.optional(
  z.pipe(
    z.transform((value: RpcParam[] | null | false | '' | 0, context): RpcParam[] | undefined => {
      if (!value) return undefined
      const wrong = Array.isArray(value)
        ? value.map((each) => wrongWith(each, false, 1)).find((each) => each !== undefined)
        : "'params' must be an array"
      if (wrong !== undefined) context.issues.push({ code: 'custom', message: wrong, input: value })
      return value
    }),
    z
      .optional(z.custom<RpcParam[]>())
      .check(z.superRefine((params, context) => checkTexts(params ?? [], context))),
  ),
)

export const RpcParam: z.ZodMiniType<RpcParam> = z.object({
  type: RpcType,
  get value() {
    return z.union([z.string(), z.number(), z.boolean(), z.array(RpcParam)])
  },
  name: z.optional(z.string()),
})

/** Somebody calls `command`. Answered as unavailable when no page does within 20 seconds. */
export const RpcRequest = z.object({
  from: Jid,
  id: z.string(),
  command: z.string(),
  params: z.optional(z.array(RpcParam)),
})
export type RpcRequest = z.infer<typeof RpcRequest>

/** What went wrong inside the method (XML-RPC); to whoever called, an error whose application condition is `fault`. */
const Fault = z.object({ code: z.int(), string: key('string', MAX_BODY_BYTES) })

export const commands = {
  'xmpp.rpc.perform': command(
    z.object({ to: address('to'), method: key('method'), params: outgoing }),
    z.array(RpcParam),
  ),
  /** One answer of the page to one request; what comes later, or from another tab, is refused as `not-found`. */
  'xmpp.rpc.result': command(
    z.object({ to: address('to'), id: key('id'), params: outgoing, fault: z.nullish(Fault) }),
    Done,
    'optional',
  ),
}

export const events = { 'xmpp.rpc.request': event(RpcRequest) }
