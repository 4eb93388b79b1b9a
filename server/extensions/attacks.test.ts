import { expect, test } from 'vitest'
import { joinRoom, readFixtures } from '../xmpp/testFixture.ts'
import { settled, stanzasOf, TestManager } from '../xmpp/testManager.ts'
import { Element } from '../xmpp/xml.ts'
import { createExtensions } from './index.ts'

// What others did to others' clients, at the gateway's side. The numbers are those of the table in `e2e/README.md`.

const ROOM = 'hillvalley@rooms.hill.example'
const ME = 'marty@hill.example'

async function session(): Promise<TestManager> {
  const test = new TestManager(createExtensions()).online()
  await joinRoom(test, { room: ROOM, nick: 'Marty' })
  return test
}

const told = (test: TestManager, name: string) =>
  test.told.filter(([each]) => each === name).map(([, data]) => data as Record<string, unknown>)

test('S10: of two ids that our own archive seems to have given, none is believed, nor one from another hand', async () => {
  const test = await session()
  const id = (by: string, value: string) => `<stanza-id xmlns='urn:xmpp:sid:0' by='${by}' id='${value}'/>`
  const say = (body: string, ids: string) =>
    test.receive(`<message from='biff@hill.example/t' type='chat'><body>${body}</body>${ids}</message>`)
  say('both', id(ME, 'zzz') + id(ME, 'real'))
  say(
    'other hand',
    id('biff@hill.example', 'zzz') + id('hill.example', 'zzz') + id(`${ME}/hoverboard`, 'zzz'),
  )
  say('nested', `<x xmlns='urn:x'>${id(ME, 'zzz')}</x>`)
  say('true', id(ME, 'real'))
  expect(told(test, 'xmpp.chat.message').map(({ stanzaIds }) => stanzaIds)).toEqual([
    undefined,
    undefined,
    undefined,
    [{ by: ME, id: 'real' }],
  ])
})

test('S14: an address that a message says it first came from is not its sender (XEP-0033)', async () => {
  const test = await session()
  const addresses = `<addresses xmlns='http://jabber.org/protocol/address'><address type='ofrom' jid='doc@hill.example'/></addresses>`
  test.receive(
    `<message from='${ROOM}/Biff' type='groupchat' id='a'><body>I quit</body>${addresses}</message>` +
      `<message from='biff@hill.example/t' type='chat' id='b'><body>I quit</body>${addresses}</message>`,
  )
  expect(told(test, 'xmpp.muc.message')).toMatchObject([{ nick: 'Biff' }])
  expect(told(test, 'xmpp.chat.message')).toMatchObject([{ from: { user: 'biff' } }])
  expect(JSON.stringify(test.told)).not.toContain('doc')
})

test('S19: a domain with our friend’s name as its resource is not our friend; a full-width name is', async () => {
  const test = await session()
  for (const from of [
    'x.example/doc@hill.example',
    'x.example/doc@hill.example/lab',
    'ｄｏｃ@hill.example/lab',
  ])
    test.receive(`<message from='${from}' type='chat'><body>hello</body></message>`)
  test.receive("<message from='do\u202ec@hill.example/lab' type='chat'><body>hello</body></message>")
  const senders = told(test, 'xmpp.chat.message').map(({ from }) => from as { user?: string; domain: string })
  expect(senders.map(({ user, domain }) => [user, domain])).toEqual([
    [undefined, 'x.example'],
    [undefined, 'x.example'],
    ['doc', 'hill.example'],
  ])
})

test('S39: of every stanza of the fixtures, each part may be missing, one at a time', async () => {
  let count = 0
  const test = await session()
  for (const fixture of readFixtures())
    for (const stanza of stanzasOf(fixture.in + fixture.reply)) {
      const paths = pathsOf(stanza)
      for (const path of paths) {
        const [damaged] = stanzasOf(String(stanza))
        if (!damaged) continue
        remove(damaged, path)
        test.client.emit('stanza', damaged)
        if (++count % 100 === 0) await settled()
      }
    }
  await settled()
  expect(count).toBeGreaterThan(1500)
  expect(test.logged.filter((line) => line === 'A handler failed')).toEqual([])
})

/** Where each attribute and child stands: the indexes of the elements on the way, and what is taken. */
function pathsOf(element: Element, way: number[] = []): [number[], string | number][] {
  const attributes = Object.keys(element.attrs).map((name): [number[], string] => [way, name])
  const children = element.children.flatMap((child, at): [number[], string | number][] => [
    [way, at],
    ...(child instanceof Element ? pathsOf(child, [...way, at]) : []),
  ])
  return [...attributes, ...children]
}

function remove(stanza: Element, [way, what]: [number[], string | number]): void {
  let target = stanza
  for (const at of way) target = target.children[at] as Element
  if (typeof what === 'number') target.children.splice(what, 1)
  else delete target.attrs[what]
}

test('S44: keys that are nobody’s business change neither sender, nor kind, nor way of what is sent', async () => {
  const test = await session()
  const more = {
    from: 'root@hill.example',
    type: 'headline',
    xmlns: 'urn:x',
    host: '10.0.0.1',
    attrs: { from: 'root@hill.example' },
    name: 'iq',
    children: [],
    constructor: 'x',
  }
  test.ask('xmpp.chat.message', { to: 'doc@hill.example', content: 'Hi', ...more })
  test.ask('xmpp.muc.message', { room: ROOM, content: 'Hi', ...more })
  test.ask('xmpp.presence', { show: 'away', ...more, type: undefined })
  test.ask('xmpp.roster.add', { jid: 'doc@hill.example', ...more, name: undefined })
  await settled()
  expect(test.sent.length).toBeGreaterThanOrEqual(4)
  for (const text of test.sent) expect(text).not.toMatch(/root@|headline|"urn:x"|10\.0\.0\.1/u)
  for (const { attrs } of test.client.sent) expect(attrs.from).toBeUndefined()
})

test.each([
  ['xmpp.presence', { priority: Number.POSITIVE_INFINITY }],
  ['xmpp.presence', { priority: -129 }],
  ['xmpp.presence', { priority: '128' }],
  ['xmpp.presence', { priority: '-999' }],
  ['xmpp.presence', { priority: 1.5 }],
  ['xmpp.mam.query', { rsm: { max: -1 } }],
  ['xmpp.mam.query', { rsm: { max: 1e9 } }],
  ['xmpp.mam.query', { rsm: { max: 0.5 } }],
  ['xmpp.muc.join', { room: `x${ROOM}`, nick: 'M', history: { since: 'x' } }],
  ['xmpp.muc.join', { room: `x${ROOM}`, nick: 'M', history: { maxstanzas: -1 } }],
  ['xmpp.muc.join', { room: `x${ROOM}`, nick: 'M', history: { seconds: Number.NaN } }],
])('S45: %s with %j is refused, and nothing is sent', async (name, data) => {
  const test = await session()
  const answers = test.ask(name, data)
  await settled()
  const refusals = [...answers.map(([error]) => error), ...told(test, 'xmpp.error.client')]
  expect(refusals).toMatchObject([{ condition: 'client-error' }])
  expect(test.sent).toEqual([])
})

test('S50: a body of 250 KB, and one of five thousand parts, arrive as one event or none', async () => {
  const test = await session()
  test.receive(
    `<message from='biff@hill.example/t' type='chat'><body>${'x'.repeat(250_000)}</body></message>`,
  )
  const parts = "<active xmlns='http://jabber.org/protocol/chatstates'/>".repeat(5000)
  test.receive(`<message from='biff@hill.example/t' type='chat'><body>many</body>${parts}</message>`)
  test.receive(`<message from='${ROOM}/Biff' type='groupchat'><body>x</body>${'<y/>'.repeat(5000)}</message>`)
  test.receive(
    `<presence from='biff@hill.example/t'>${'<status>x</status>'.repeat(5000)}</presence>` +
      `<message from='biff@hill.example/t' type='chat'>${'<body>x</body>'.repeat(5000)}</message>`,
  )
  await settled()
  expect(told(test, 'xmpp.chat.message').length).toBeLessThanOrEqual(3)
  expect(test.logged).toEqual([])
})
