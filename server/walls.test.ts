import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands, events, slices } from '#protocol/index.ts'
import { createExtensions } from './extensions/index.ts'
import { circles, dangling, importsOf, isTest, readTree } from './testTree.ts'
import { wallFor } from './testWalls.ts'
import { isAmbiguous } from './xmpp/claims.ts'

const files = readTree()
const product = files.filter(({ path }) => !isTest(path))
const NEEDS = '../web/app/needs.ts'
const { needs } = (await import(/* @vite-ignore */ NEEDS)) as { needs: Record<string, readonly string[]> }

/** What each file imports that a rule refuses, in a sentence. */
function refused(rule: (path: string, target: string, isType: boolean) => string | undefined): string[] {
  return product.flatMap(({ path, imports }) =>
    imports.flatMap(({ target, isType }) => {
      const why = rule(path, target, isType)
      return why === undefined ? [] : [`${path} imports ${target}: ${why}`]
    }),
  )
}

const isOurs = (target: string) => /^(?:shared|server|web|e2e)\//u.test(target)
const featureOf = (path: string) => /^web\/features\/([^/]+)\//u.exec(path)?.[1]

test('the walls see every kind of import', () => {
  const text = [
    "import 'a'",
    'import b, {',
    '  c,',
    '  type D,',
    "} from './b.ts'",
    "import type { E } from '../e.ts'",
    'export { f } from "#protocol/f.ts"',
    "export * from './g.ts'",
    "const h = await import('./h.ts')",
    "const i = createRequire(import.meta.url)('i')",
    "export const j = 'from'",
  ].join('\n')
  const found = importsOf('web/features/x/y.ts', text)
  expect(found.map(({ target }) => target)).toEqual([
    'a',
    'web/features/x/b.ts',
    'web/features/e.ts',
    'shared/protocol/f.ts',
    'web/features/x/g.ts',
    'web/features/x/h.ts',
    'i',
  ])
  expect(found.filter(({ isType }) => isType)).toHaveLength(1)
})

test('a file imports only what its folder may (the table of the house)', () => {
  const why = (path: string, target: string, isType: boolean) => {
    const wall = wallFor(path)
    if (!wall) return 'this file stands in no folder of the house'
    // Nothing of a package's types is left at run time; a component may name what its actions give back.
    if (isType && !isOurs(target)) return undefined
    if (isType && featureOf(path) !== undefined && target.startsWith('web/transport/')) return undefined
    return wall.may.some((each) => each.test(target)) ? undefined : 'this folder may not'
  }
  expect(refused(why)).toEqual([])
})

test('shared knows nobody, in its tests neither', () => {
  const strangers = files
    .filter(({ path }) => path.startsWith('shared/'))
    .flatMap(({ path, imports }) => imports.map(({ target }) => ({ path, target })))
    .filter(({ target }) => /^(?:server|web|e2e)\//u.test(target))
  expect(strangers).toEqual([])
})

test('the product does not import what is there for tests', () => {
  expect(refused((_, target) => (isTest(target) ? 'it is there for tests' : undefined))).toEqual([])
})

test('every import leads to a file', () => {
  expect(dangling(product)).toEqual([])
})

test('a component reads through hooks and acts through the actions of its own slice', () => {
  const why = (path: string, target: string, isType: boolean) => {
    const own = /^web\/features\/([^/]+)\/components\//u.exec(path)?.[1]
    if (own === undefined || featureOf(target) === undefined || isType) return undefined
    if (featureOf(target) !== own)
      return /\/(?:hooks|removal)\.ts$/u.test(target)
        ? undefined
        : 'of another slice, a component may read hooks.ts and removal.ts alone'
    return /\/(?:model|commands)\.ts$/u.test(target)
      ? 'model.ts and commands.ts are not for components'
      : undefined
  }
  expect(refused(why)).toEqual([])
})

test('a slice uses the model, hooks and commands of the slices it says it needs, and nothing else of them', () => {
  const why = (path: string, target: string, isType: boolean) => {
    const [own, other] = [featureOf(path), featureOf(target)]
    if (own === undefined || other === undefined || own === other) return undefined
    if (!needs[own]?.includes(other)) return `web/app/needs.ts does not say that ${own} needs ${other}`
    if (isType && !target.includes('/components/')) return undefined
    const isOpen =
      /^web\/features\/[^/]+\/(?:model|hooks|commands|permissions|services|removal|vault)\.ts$/u.test(target)
    return isOpen
      ? undefined
      : 'of another slice, only model.ts, hooks.ts, commands.ts, permissions.ts, services.ts, removal.ts and vault.ts are open'
  }
  expect(refused(why)).toEqual([])
})

test('needs name slices that exist, and go one way', () => {
  for (const [name, others] of Object.entries(needs))
    for (const each of [name, ...others]) expect(existsSync(`web/features/${each}`), each).toBe(true)
  expect(circles(new Map(Object.entries(needs)))).toEqual([])
})

test('no two files import each other, over any number of others', () => {
  const graph = new Map(
    product.map(({ path, imports }) => [
      path,
      imports.filter(({ isType }) => !isType).map(({ target }) => target),
    ]),
  )
  expect(circles(graph).map((circle) => circle.join(' → '))).toEqual([])
})

test('a file is at most 250 lines long, a component or stylesheet 150, a test 300', () => {
  const limit = (path: string) => {
    if (path.endsWith('.d.ts')) return Number.POSITIVE_INFINITY
    if (isTest(path) || path.startsWith('e2e/')) return 300
    return /\.(?:tsx|css)$/u.test(path) ? 150 : 250
  }
  const long = files.filter(({ path, lines }) => lines > limit(path))
  expect(long.map(({ path, lines }) => `${path} has ${lines} lines of ${limit(path)}`)).toEqual([])
})

test('no barrels, and no default exports but where a tool asks for one', () => {
  const code = files.filter(({ path }) => !path.endsWith('.css') && !path.endsWith('.d.ts'))
  const barrels = code.filter(({ text }) =>
    /^export\s+(?:type\s+)?(?:\*|\{[^}]*\})[^;\n]*\sfrom\s+'[.#]/mu.test(text),
  )
  expect(barrels.map(({ path }) => path)).toEqual([])
  const defaults = code.filter(
    ({ path, text }) => !/\.config\.ts$|\/unhandled\.mjs$/u.test(path) && /^export default\b/mu.test(text),
  )
  expect(defaults.map(({ path }) => path)).toEqual([])
})

test('nothing is called utils, helpers, common or misc', () => {
  const vague = files.filter(({ path }) => /(?:^|\/)(?:utils?|helpers?|common|misc)(?:\/|\.)/iu.test(path))
  expect(vague.map(({ path }) => path)).toEqual([])
})

test('certificate checks are nowhere turned off', () => {
  const off =
    /rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED\s*=|NODE_TLS_REJECT_UNAUTHORIZED['"]?\s*:/u
  expect(product.filter(({ text }) => off.test(text)).map(({ path }) => path)).toEqual([])
})

test('the registry has every command and event of every slice: no spread lost a key', () => {
  const all = (part: 'commands' | 'events') =>
    Object.values(slices).flatMap((slice) => Object.entries((slice as Record<string, object>)[part] ?? {}))
  for (const [registry, entries] of [
    [commands, all('commands')],
    [events, all('events')],
  ] as const) {
    expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(registry).sort())
    for (const [name, entry] of entries) expect((registry as Record<string, unknown>)[name]).toBe(entry)
  }
})

test('every file of the protocol with commands or events is in the registry', () => {
  const named = files.filter(
    ({ path, text }) =>
      path.startsWith('shared/protocol/') &&
      !isTest(path) &&
      /^export const (?:commands|events) = /mu.test(text),
  )
  const names = named
    .map(({ path }) => path.split('/').at(-1)?.replace('.ts', ''))
    .filter((name) => name !== 'index')
  expect(names.sort()).toEqual(Object.keys(slices).sort())
})

test('same word everywhere: a slice’s commands are answered by the extension of its name', () => {
  const byConstructor = new Map(createExtensions().map((each) => [each.constructor.name.toLowerCase(), each]))
  for (const [name, slice] of Object.entries(slices)) {
    // The manager itself answers those of the session.
    if (name === 'session' || !('commands' in slice)) continue
    expect(existsSync(`server/extensions/${name}.ts`), `server/extensions/${name}.ts`).toBe(true)
    const answered = Object.keys(byConstructor.get(name.toLowerCase())?.handlers ?? {})
    expect(answered.sort(), name).toEqual(Object.keys(slice.commands).sort())
  }
})

test('no two claims would fight over a stanza', () => {
  const claims = createExtensions().flatMap((extension) =>
    extension.claims.map((claim) => ({ claim, owner: extension.constructor.name })),
  )
  const fights = claims.flatMap((a, i) =>
    claims
      .slice(i + 1)
      .filter((b) => isAmbiguous(a.claim, b.claim))
      .map((b) => `${a.owner} and ${b.owner}: ${JSON.stringify(a.claim)} and ${JSON.stringify(b.claim)}`),
  )
  expect(fights).toEqual([])
})
