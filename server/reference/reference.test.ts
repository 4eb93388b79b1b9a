import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { commands, events } from '#protocol/index.ts'
import { describeKeys } from './describeKeys.ts'
import { type Entry, type Reference, readReference } from './reference.ts'
import { usedShapes } from './shapesPage.ts'

let reference: Reference
let entries: Entry[]
beforeAll(async () => {
  reference = await readReference()
  entries = reference.slices.flatMap((slice) => slice.entries)
}, 120_000)

/** As a failure names it. */
const shown = ({ kind, name }: Entry) => `${kind} ${name}`
const lacking = (is: (entry: Entry) => boolean) => entries.filter(is).map(shown)

test('it has every command and every event of the contract', () => {
  const names = (kind: Entry['kind']) => entries.filter((each) => each.kind === kind).map(({ name }) => name)
  expect(names('command').sort()).toEqual(Object.keys(commands).sort())
  expect(names('event').sort()).toEqual(Object.keys(events).sort())
})

describe('each of them has', () => {
  test('a sentence, in shared/reference/slices or in the comment above its schema', () => {
    expect(lacking(({ says }) => !/^[^§].*[.:?]$/su.test(says))).toEqual([])
  })

  test('an example, in shared/fixtures', () => {
    expect(lacking(({ cases }) => cases.length === 0)).toEqual([])
  })

  test('a test that names it, or a case that fixtures.test.ts plays', () => {
    const isPlayed = ({ kind, cases }: Entry) =>
      kind === 'command'
        ? cases.some(({ ack, out }) => ack || out)
        : cases.some((each) => each.in || each.command)
    expect(lacking((each) => each.tests.length === 0 && !isPlayed(each))).toEqual([])
  })

  test('a sentence for each key of its payload and of its answer', () => {
    const silent = entries.flatMap((entry) =>
      [...entry.keys, ...(entry.reply?.keys ?? [])]
        .filter(({ says }) => !says)
        .map(({ path }) => `${shown(entry)}: ${path}`),
    )
    expect(silent).toEqual([])
  })
})

test('every shape that a payload names has a sentence for itself and for each of its keys', () => {
  const used = usedShapes(reference)
  const silent = reference.known.shapes
    .filter(({ name }) => used.has(name))
    .flatMap(({ name, file, schema }) => {
      const said =
        reference.texts.glossary.shapes[name]?.says ?? reference.known.docstrings.get(file)?.owners.get(name)
      const keys = describeKeys(schema, 'out', { slice: file, owner: name }, reference)
      return [
        ...(said ? [] : [name]),
        ...keys.filter(({ says }) => !says).map(({ path }) => `${name}: ${path}`),
      ]
    })
  expect(silent).toEqual([])
})

test('every slice has a title and says what it is about', () => {
  expect(
    reference.slices
      .filter(({ title, name, about }) => title === name || about === '')
      .map(({ name }) => name),
  ).toEqual([])
})

test('every reason has its meaning', () => {
  const told = Object.keys(reference.texts.glossary.reasons)
  expect(told.sort()).toEqual([...reference.reasons].sort())
})

test('what is written is about what there is', () => {
  const known = new Set(entries.map(shown))
  const stray = Object.entries(reference.texts.slices).flatMap(
    ([slice, { commands: written = {}, events: told = {} }]) =>
      [
        ...Object.keys(written).map((name) => `command ${name}`),
        ...Object.keys(told).map((name) => `event ${name}`),
      ]
        .filter((each) => !known.has(each))
        .map((each) => `${slice}: ${each}`),
  )
  expect(stray).toEqual([])
})

test('no sentence is written for a key that is not there', () => {
  const stray = entries.flatMap((entry) => {
    const has = (keys: Entry['keys'], written: object | undefined) =>
      Object.keys(written ?? {}).filter((key) => !keys.some(({ path }) => path === key))
    return [...has(entry.keys, entry.text.keys), ...has(entry.reply?.keys ?? [], entry.text.replyKeys)].map(
      (key) => `${shown(entry)}: ${key}`,
    )
  })
  expect(stray).toEqual([])
})

test('words of a refusal that are written down stand in the gateway', () => {
  const sources = ['shared/protocol', 'server/extensions', 'server/xmpp', 'server/codec'].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8')),
  )
  const probed = new Set(entries.flatMap(({ refusals }) => refusals.map(({ description }) => description)))
  const invented = entries.flatMap(({ text }) =>
    (text.errors ?? [])
      .flatMap(({ description }) => description ?? [])
      .filter((words) => !probed.has(words) && !sources.some((source) => holds(source, words))),
  )
  expect([...new Set(invented)]).toEqual([])
})

// "Missing 'url' key in additional" is made of a template.
const holds = (source: string, words: string) =>
  source.includes(words) || source.includes(words.replace(/'\w+'/u, `'$${'{key}'}'`))

test('every reason that is written down is one of ours', () => {
  const used = entries.flatMap(({ text }) => (text.errors ?? []).flatMap(({ reason }) => reason ?? []))
  expect(used.filter((each) => !reference.reasons.includes(each))).toEqual([])
})

describe('XMPP-FTW 2', () => {
  test('every command and event of it and its extensions is there', () => {
    const { commands: asked, events: told } = reference.texts.original
    expect(Object.keys(asked).filter((name) => !(name in commands))).toEqual([])
    expect(Object.keys(told).filter((name) => !(name in events))).toEqual([])
  })

  test('each asks for an acknowledgement where it did, and nowhere else', () => {
    const stricter = entries
      .filter(({ kind, original }) => kind === 'command' && original !== undefined)
      .filter(({ ack, original }) => (ack === 'required') !== (original?.ack === 'required'))
    expect(stricter.map(shown)).toEqual([])
  })

  test('no key of it is missing', () => {
    // Where to connect is the operator's word; what a client library did with `alternative` names is not the wire's.
    const refused = new Set([
      'command xmpp.login: port',
      'command xmpp.login.anonymous: host',
      'command xmpp.login.anonymous: port',
    ])
    const missing = entries.flatMap((entry) => {
      if (entry.keys.length === 0) return []
      const tops = new Set(entry.keys.map(({ path }) => path.split(/[.[]/u)[0]))
      return (entry.original?.keys ?? [])
        .filter((key) => !tops.has(key))
        .map((key) => `${shown(entry)}: ${key}`)
    })
    expect(missing.filter((each) => !refused.has(each))).toEqual([])
  })
})
