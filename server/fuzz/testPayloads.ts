import fc from 'fast-check'
import { type CommandName, commands } from '#protocol/index.ts'
import { defOf, type Schema, unwrapped } from '../reference/schemaDef.ts'
import { readFixtures } from '../xmpp/testFixture.ts'
import { deep, hostileText, ROOM } from './testHostile.ts'

/** The gateway's own are answered before any extension hears of them. */
export const OF_THE_GATEWAY = /^xmpp\.(?:log|session\.(?:list|end)$|trace\.)/u

export const names = Object.keys(commands).filter((name) => !OF_THE_GATEWAY.test(name)) as CommandName[]

const fixtures = readFixtures()
const ADDRESSES = [
  ROOM,
  `${ROOM}/Doc`,
  'doc@hill.example',
  'doc@hill.example/lab',
  'hill.example',
  'marty@hill.example',
]
const text = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...ADDRESSES, 'Marty', 'Doc', 'member', 'urn:x', '2026-10-21T07:28:00Z'),
  },
  { weight: 2, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 100_000 }).map((length) => 'a'.repeat(length)) },
)
const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -1, 2 ** 31, Number.NaN, Number.POSITIVE_INFINITY),
)
const wrong = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 0, false, true, 7, {}, [], 'x', [null], [[]], {
    toString: 1,
  }),
  hostileText,
  deep,
  fc.constant(() => 1),
)

/** A value as the schema wants it, or nearly. */
export function nearlyRight(schema: Schema, depth = 4): fc.Arbitrary<unknown> {
  const def = defOf(unwrapped(schema, 'in'))
  if (depth === 0) return wrong
  const next = (each: Schema) => nearlyRight(each, depth - 1)
  switch (def.type) {
    case 'string':
      return text
    case 'number':
    case 'int':
      return number
    case 'boolean':
      return fc.boolean()
    case 'literal':
      return fc.constantFrom(...(def.values ?? [undefined]))
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}))
    case 'array':
      return def.element ? fc.array(next(def.element), { maxLength: 4 }) : wrong
    case 'tuple':
      return fc.tuple(...(def.items ?? []).map(next))
    case 'union':
      return fc.oneof(...(def.options ?? []).map(next))
    case 'record':
      return def.valueType ? fc.dictionary(hostileText, next(def.valueType), { maxKeys: 4 }) : wrong
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(def.shape ?? {}).map(([key, each]) => [key, next(each)])),
        { requiredKeys: [] },
      )
    default:
      return fc.oneof(text, number, wrong, fc.array(text, { maxLength: 3 }))
  }
}

const KEYS = [
  'to',
  'room',
  'jid',
  'nick',
  'content',
  'form',
  'id',
  '__proto__',
  'constructor',
  'toString',
  'x',
]

/** What is done to a payload that was right: a key dropped, added, or given another value, somewhere in it. */
const change = fc.record({
  at: fc.nat(30),
  kind: fc.constantFrom('drop', 'set', 'add', 'wrap'),
  key: fc.constantFrom(...KEYS),
  value: wrong,
})

const byName = new Map(
  names.map((name) => {
    const right = fixtures.flatMap(({ command }) => (command?.[0] === name ? [command[1]] : []))
    const base = fc.oneof(
      { weight: 2, arbitrary: right.length > 0 ? fc.constantFrom(...right) : wrong },
      { weight: 3, arbitrary: nearlyRight(commands[name].data) },
      { weight: 1, arbitrary: wrong },
    )
    return [
      name,
      fc
        .tuple(base, fc.array(change, { maxLength: 3 }))
        .map(([value, changes]) => changes.reduce(changed, value)),
    ]
  }),
)

/** A command and what somebody hostile, or careless, may send with it. */
export const asked: fc.Arbitrary<[CommandName, unknown]> = fc
  .constantFrom(...names)
  .chain((name) => fc.tuple(fc.constant(name), byName.get(name) ?? wrong))

type Change = typeof change extends fc.Arbitrary<infer C> ? C : never

/** A copy with one change: its `at`th part, counted through the whole tree. */
function changed(value: unknown, each: Change): unknown {
  let left = each.at
  const visit = (part: unknown): unknown => {
    if (left-- === 0) return alter(part, each)
    if (Array.isArray(part)) return part.map(visit)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, visit(inner)]))
  }
  const result = visit(value)
  return left >= 0 ? alter(value, each) : result
}

function alter(part: unknown, { kind, key, value }: Change): unknown {
  if (kind === 'set') return value
  if (kind === 'wrap') return [part]
  if (typeof part !== 'object' || part === null || Array.isArray(part))
    return kind === 'drop' ? undefined : value
  const copy: Record<string, unknown> = { ...part }
  const own = Object.keys(copy)
  const which = own[key.length % Math.max(1, own.length)] ?? key
  if (kind === 'drop') delete copy[which]
  else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true })
  return copy
}
