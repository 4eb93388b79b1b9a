import fc from 'fast-check'
import { JSDOM } from 'jsdom'
import { beforeAll, expect, test, vi } from 'vitest'
import { type CommandName, commands, type EventName, events } from '#protocol/index.ts'
import { ROOM, SMUGGLING } from '../fuzz/testHostile.ts'
import { type Fixture, Ids, joinRoom, readFixtures } from '../xmpp/testFixture.ts'
import { settled, stanzasOf, TestManager } from '../xmpp/testManager.ts'
import { Element, xml } from '../xmpp/xml.ts'
import { createExtensions } from './index.ts'

const run = { seed: Number(process.env.SEED ?? 19551105), numRuns: 1000, endOnFailure: true }
const hostile = fc.oneof(fc.constantFrom(...SMUGGLING), fc.string({ unit: 'binary', maxLength: 20 }))
const fixtures = readFixtures()
// The gateway's own are answered before any extension hears of them.
const OF_THE_GATEWAY = /^xmpp\.(?:log|session\.(?:list|end)$)/u
const names = Object.keys(commands).filter((name) => !OF_THE_GATEWAY.test(name)) as CommandName[]
const dom = new JSDOM('').window

// Requests wait for answers that never come here.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})

async function session(): Promise<TestManager> {
  const test = new TestManager(createExtensions()).online()
  await joinRoom(test, { room: ROOM, nick: 'Marty', features: ['urn:xmpp:occupant-id:0'] })
  return test
}

const STANZAS = ['iq', 'message', 'presence']

/** A strict parser's opinion: one stanza, nothing smuggled in. */
function expectSound(text: string): void {
  const document = new dom.DOMParser().parseFromString(text, 'application/xml')
  expect(document.querySelector('parsererror')?.textContent, text).toBeUndefined()
  expect(STANZAS).toContain(document.documentElement.localName)
  expect(document.documentElement.querySelectorAll('iq, message, presence').length, text).toBe(0)
}

/** The same for many at once: a strict parser takes longer to begin than to read. */
function expectAllSound(texts: readonly string[]): void {
  const document = new dom.DOMParser().parseFromString(`<all>${texts.join('')}</all>`, 'application/xml')
  const count = (selector: string) =>
    document.querySelectorAll(STANZAS.map((name) => selector + name).join()).length
  // No mistake, as many stanzas as were sent, and none within another.
  const [side, inside] = [count('all > '), count('all > * ')]
  if (document.querySelectorAll('all > *').length === texts.length && side === texts.length && inside === 0)
    return
  for (const text of texts) expectSound(text)
  expect.fail('Each is sound, but not all together')
}

function expectHarmless(test: TestManager, check = expectSound): void {
  expect(test.logged.filter((line) => line === 'A handler failed')).toEqual([])
  for (const stanza of test.sent) check(stanza)
  for (const [name, data] of test.told) {
    expect(Object.hasOwn(events, name), name).toBe(true)
    const result = events[name as EventName].data.safeParse(data)
    expect(result.error?.issues, `${name} ${JSON.stringify(data)}`).toBeUndefined()
  }
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
}

async function expectAnswered(name: string, payload: unknown, check = expectSound): Promise<void> {
  const test = await session()
  const answers = test.ask(name, payload)
  await settled()
  expect(answers.length).toBeLessThanOrEqual(1)
  // Refused, or done, or on its way to the server.
  expect(answers.length + test.sent.length, `${name} ${fc.stringify(payload)}`).toBeGreaterThan(0)
  expectHarmless(test, check)
}

test('any payload at all is refused or becomes one sound stanza', async () => {
  const anything = fc.oneof(
    fc.anything({ withTypedArray: true, withDate: true, withMap: true }),
    fc.dictionary(
      fc.constantFrom(
        'to',
        'room',
        'jid',
        'nick',
        'content',
        'form',
        'role',
        'of',
        'id',
        '__proto__',
        'groups',
      ),
      fc.oneof(hostile, fc.anything(), fc.constant(ROOM)),
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), anything, (name, payload) => expectAnswered(name, payload)),
    run,
  )
})

/** The payload with one of its texts replaced, wherever it stands. */
function* withText(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield text
  else if (Array.isArray(value))
    for (const [i, item] of value.entries())
      for (const changed of withText(item, text)) yield value.with(i, changed)
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value))
      for (const changed of withText(item, text)) yield { ...value, [key]: changed }
}

for (const text of SMUGGLING)
  test(`${JSON.stringify(text)} in any field of any command smuggles nothing into the stream`, async () => {
    const sent: string[] = []
    for (const { command } of fixtures) {
      if (command === undefined || OF_THE_GATEWAY.test(command[0])) continue
      for (const payload of withText(command[1], text))
        await expectAnswered(command[0], payload, (stanza) => sent.push(stanza))
    }
    expectAllSound(sent)
  })

const arriving = fixtures.flatMap((fixture: Fixture) =>
  [fixture.in, fixture.reply].filter((text) => text !== '').map((text) => ({ fixture, text })),
)
type Change = {
  at: number
  kind: 'drop' | 'attribute' | 'text' | 'twice' | 'namespace' | 'wrap'
  value: string
  key: string
}
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(40),
  kind: fc.constantFrom('drop', 'attribute', 'text', 'twice', 'namespace', 'wrap'),
  value: fc.oneof(
    hostile,
    fc.constantFrom('error', 'chat', 'groupchat', 'unavailable', ROOM, `${ROOM}/Marty`),
  ),
  key: fc.constantFrom(
    'id',
    'type',
    'from',
    'to',
    'jid',
    'code',
    'nick',
    'affiliation',
    'stamp',
    'var',
    'by',
    '__proto__',
  ),
})

function mutate(stanza: Element, { at, kind, value, key }: Change): void {
  const all = [stanza]
  for (const element of all) all.push(...element.getChildElements())
  const target = all[at % all.length] ?? stanza
  const { parent } = target
  if (kind === 'attribute') target.attrs[key] = value
  else if (kind === 'namespace') target.attrs.xmlns = value
  else if (kind === 'text') target.children = [value]
  else if (kind === 'drop' && target !== stanza) parent?.remove(target)
  else if (kind === 'twice' && target !== stanza) parent?.children.push(target)
  else if (kind === 'wrap')
    target.children = [
      xml('x', { xmlns: value }, ...target.children.filter((child) => child instanceof Element)),
    ]
}

test('no stanza, however damaged, throws or tells the page what its schema forbids', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...arriving),
      fc.array(change, { minLength: 1, maxLength: 4 }),
      async ({ fixture, text }, changes) => {
        const test = await session()
        const ids = new Ids()
        if (fixture.command && !OF_THE_GATEWAY.test(fixture.command[0])) test.ask(...fixture.command)
        await settled()
        for (const sent of test.sent) ids.label(sent)
        for (const stanza of stanzasOf(ids.resolve(text))) {
          for (const each of changes) mutate(stanza, each)
          test.client.emit('stanza', stanza)
          await settled()
        }
        expectHarmless(test)
      },
    ),
    run,
  )
})

test.each(['push', 'constructor', '__proto__', 'valueOf', 'filter'])(
  'a stanza whose id is %s is nothing special',
  async (id) => {
    const test = await session()
    for (const stanza of [
      `<message from='biff@hill.example/t' id='${id}'><body>Hi</body></message>`,
      `<iq from='biff@hill.example/t' type='result' id='${id}'/>`,
      `<iq from='biff@hill.example/t' type='error' id='${id}'/>`,
      `<presence from='${ROOM}/Biff' type='error' id='${id}'><error><${id.replaceAll('_', 'x')} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></presence>`,
      `<presence from='${id.toLowerCase()}@rooms.hill.example/constructor' id='${id}'/>`,
    ])
      test.receive(stanza)
    expectHarmless(test)
  },
)
