// XEP-0009: Jabber-RPC
// Source: https://xmpp.org/extensions/xep-0009.html
// Version: 2.2.1 (2021-03-04)

import * as z from 'zod/mini'
import { address, checkText, command, Done, event, key, MAX_BODY_BYTES } from './define.ts'
import { Jid } from './jidSchema.ts'

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

/** A parameter as XML-RPC has it, or the first thing wrong with it, in XMPP-FTW's words. */
function read(param: unknown, isMember: boolean, depth: number): RpcParam | string {
  const { type, value, name } = (
    typeof param === 'object' && param !== null ? param : {}
  ) as Partial<RpcParam>
  if (!type) return "'param' must have 'type' key"
  // `false`, `0` and '' are values like others.
  if (value === undefined || value === null) return "'param' must have 'value' key"
  if (!RpcType.safeParse(type).success || depth > MAX_DEPTH) return WRONG
  if (isMember && typeof name !== 'string' && typeof name !== 'number') return WRONG
  const named = isMember ? { name: String(name) } : {}
  if (type !== 'array' && type !== 'struct') {
    const plain = plainOf(type, value)
    return plain === undefined ? WRONG : { type, value: plain, ...named }
  }
  const list = readAll(value, type === 'struct', depth + 1)
  return typeof list === 'string' ? list : { type, value: list, ...named }
}

function readAll(list: unknown, areMembers: boolean, depth: number): RpcParam[] | string {
  if (!Array.isArray(list)) return WRONG
  const params: RpcParam[] = []
  for (const each of list) {
    const param = read(each, areMembers, depth)
    if (typeof param === 'string') return param
    params.push(param)
  }
  return params
}

const INT = /^[+-]?\d{1,15}$/u

/** The value in the kind its type has. Text that says one is one: XMPP-FTW writes whatever it is given. */
function plainOf(type: RpcType, value: unknown): string | number | boolean | undefined {
  if (typeof value === 'object') return undefined
  if (type === 'boolean') return booleanOf(value)
  const text = String(value)
  if (type !== 'i4' && type !== 'int' && type !== 'double') return text
  if (typeof value === 'boolean' || text.trim() === '') return undefined
  const number = Number(text)
  if (type === 'double') return Number.isFinite(number) ? number : undefined
  return INT.test(text) ? number : undefined
}

function booleanOf(value: unknown): boolean | undefined {
  const text = String(value)
  if (text === 'true' || text === '1') return true
  return text === 'false' || text === '0' ? false : undefined
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
      const params = Array.isArray(value) ? readAll(value, false, 1) : "'params' must be an array"
      if (typeof params !== 'string') return params
      context.issues.push({ code: 'custom', message: params, input: value })
      return []
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
