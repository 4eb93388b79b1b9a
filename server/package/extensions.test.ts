import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import type { FtwSocket, Listener, Xmpp as XmppClass } from 'xmpp-ftw'
import { createExtensions } from '../extensions/index.ts'
import type { Claim } from '../xmpp/claims.ts'
import { Extension } from '../xmpp/extension.ts'
import { FakeClient, settled, stanzasOf } from '../xmpp/testManager.ts'
import { together } from '../xmpp/together.ts'
import type { Element } from '../xmpp/xml.ts'
import * as extensions from './extensions.ts'

const Xmpp: typeof XmppClass = createRequire(import.meta.url)('xmpp-ftw').Xmpp
const ROOM = 'hillvalley@rooms.hill.example'
const DOC = `<message from='doc@hill.example/lab' type='chat' id='m1'><body>Marty!</body></message>`

/** A socket as XMPP-FTW's hosts have it: an emitter with `send` and `end`. */
class PlainSocket extends EventEmitter implements FtwSocket {
  readonly told: [string, unknown][] = []
  send(event: string, data: unknown): void {
    this.told.push([event, data])
  }
  end(): void {}
}

/** xmpp-ftw's own manager, with a server in the test's hands. */
class StockHost {
  readonly socket = new PlainSocket()
  readonly xmpp = new Xmpp(this.socket)
  client = new FakeClient()

  constructor(listeners: readonly object[]) {
    this.xmpp.clearListeners()
    for (const each of listeners) this.xmpp.addListener(each as Listener)
    this.signIn('marty')
  }

  signIn(user: string): void {
    this.client = new FakeClient()
    this.xmpp.client = this.client as unknown as XmppClass['client']
    this.xmpp.registerXmppEvents()
    this.client.emit('online', { jid: { user, domain: 'hill.example', resource: 'x' } })
    this.client.sent.length = 0
    this.socket.told.length = 0
  }

  receive(text: string): void {
    for (const stanza of stanzasOf(text)) this.client.emit('stanza', stanza)
  }

  ask(event: string, data: unknown): unknown[][] {
    const answers: unknown[][] = []
    this.socket.emit(event, data, (...answer: unknown[]) => answers.push(answer))
    return answers
  }

  told(name: string): unknown[] {
    return this.socket.told.filter(([each]) => each === name).map(([, data]) => data)
  }

  enter(): void {
    this.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty' })
    this.receive(`<presence from='${ROOM}/Marty'><x xmlns='http://jabber.org/protocol/muc#user'>
      <item affiliation='none' role='participant'/><status code='110'/></x></presence>
      <message from='${ROOM}' type='groupchat'><subject/></message>`)
  }
}

const everything = () => Object.values(extensions).map((each) => new each())

test('every command of the gateway is in the package', () => {
  const answered = new Set(everything().flatMap(({ _events }) => Object.keys(_events)))
  const OF_THE_GATEWAY = /^xmpp\.trace\./u
  const ours = createExtensions().flatMap(({ commands }) => [...commands])
  expect(ours.filter((name) => !answered.has(name) && !OF_THE_GATEWAY.test(name))).toEqual([])
})

test.each([
  ['oldest first', (all: object[]) => all],
  ['newest first', (all: object[]) => all.reverse()],
])('a stanza reaches the narrowest claim, the listeners being %s', (_, arranged) => {
  const host = new StockHost(arranged(everything()))
  host.enter()
  host.ask('xmpp.mam.query', { to: ROOM, queryId: 'q' })
  const query = host.client.sent.at(-1)?.getChild('query')?.attrs.queryid
  host.socket.told.length = 0
  host.receive(`<message from='${ROOM}'><result xmlns='urn:xmpp:mam:2' queryid='${query}' id='a1'>
    <forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='${ROOM}/Doc' type='groupchat'>
    <body>1955</body></message></forwarded></result></message>`)
  expect(host.socket.told.map(([name]) => name)).toEqual(['xmpp.mam.message'])
  host.receive(`<message from='${ROOM}/Doc' type='groupchat'><body>1985</body></message>`)
  host.receive(DOC)
  host.receive(`<presence from='${ROOM}/Doc'><x xmlns='http://jabber.org/protocol/muc#user'>
    <item affiliation='owner' role='moderator'/></x></presence><presence from='doc@hill.example/lab'/>`)
  expect(host.socket.told.slice(1).map(([name]) => name)).toEqual([
    'xmpp.muc.message',
    'xmpp.chat.message',
    'xmpp.muc.roster',
    'xmpp.presence',
  ])
})

test('a listener of the host’s own keeps its place among ours', () => {
  const seen: string[] = []
  const other = {
    init() {},
    unregisterEvents() {},
    handles: (stanza: Element) => stanza.name === 'message',
    handle: (stanza: Element) => seen.push(stanza.name) > 0,
  }
  const host = new StockHost([new extensions.Chat(), other, new extensions.Muc()])
  host.receive(DOC)
  expect(seen).toEqual(['message'])
  expect(host.told('xmpp.chat.message')).toEqual([])
  host.enter()
  host.receive(`<message from='${ROOM}/Doc' type='groupchat'><body>1985</body></message>`)
  expect(seen).toEqual(['message'])
})

test('a message is confirmed once, when it was written', async () => {
  const host = new StockHost(everything())
  host.enter()
  expect(host.ask('xmpp.chat.message', { to: 'doc@hill.example', content: 'Doc?', id: 'm2' })).toEqual([])
  await settled()
  await settled()
  expect(host.told('xmpp.delivery.confirmed')).toEqual([{ to: 'doc@hill.example', id: 'm2' }])
})

test('a slice of two listeners begins once in a session, and again in the next', () => {
  let begun = 0
  class Shared extends Extension {
    protected override started(): void {
      begun++
    }
  }
  const host = new StockHost([new (together(Shared))(), new (together(Shared))()])
  expect(begun).toBe(1)
  host.signIn('biff')
  expect(begun).toBe(2)
})

test('any one alone works: a room without chat', async () => {
  const host = new StockHost([new extensions.Muc()])
  host.enter()
  const answers = host.ask('xmpp.muc.message', { room: ROOM, content: 'Doc?', id: 'm3' })
  await settled()
  expect(answers).toEqual([[null, { id: 'm3' }]])
  expect(host.client.sent.at(-1)?.toString()).toContain('Doc?')
})

test('of who signed in before on the same socket nothing is left', async () => {
  const host = new StockHost(everything())
  host.ask('xmpp.presence', { status: 'Marty’s' })
  host.enter()
  host.signIn('biff')
  await settled()
  const answers = host.ask('xmpp.muc.message', { room: ROOM, content: 'Butthead' })
  await settled()
  expect(answers).toMatchObject([[{ description: 'Not registered with this room' }]])
  expect(
    host.client.sent.map(String).filter((text) => text.includes(ROOM) || text.includes('Marty')),
  ).toEqual([])
})

test('a session that began anew on the same link is in its rooms again', async () => {
  const host = new StockHost(everything())
  host.enter()
  await settled()
  host.client.sent.length = 0
  host.client.emit('online', { jid: { user: 'marty', domain: 'hill.example', resource: 'x' } })
  expect(
    host.client.sent.some(({ name, attrs }) => name === 'presence' && attrs.to === `${ROOM}/Marty`),
  ).toBe(true)
})

test('after the end of a session commands are refused, and nothing else is told', async () => {
  const host = new StockHost(everything())
  host.xmpp.logout(() => {})
  const answers = host.ask('xmpp.roster.get', {})
  await settled()
  expect(answers).toMatchObject([[{ condition: 'not-connected' }]])
  expect(host.socket.told).toEqual([])
})

test('what breaks over a stanza does not reach the host', () => {
  class Broken extends Extension {
    override readonly claims: readonly Claim[] = [{ name: 'message' }]
    override receive(): boolean {
      throw new Error('broken')
    }
  }
  const host = new StockHost([new (together(Broken))()])
  expect(() => host.xmpp.handleStanza(stanzasOf(DOC)[0] as Element)).not.toThrow()
})

test('what a listener answers can be taken back, and registered again', () => {
  const roster = new extensions.Roster()
  const host = new StockHost([roster])
  roster.unregisterEvents()
  expect(host.socket.listenerCount('xmpp.roster.get')).toBe(0)
  roster.registerEvents()
  expect(host.socket.listenerCount('xmpp.roster.get')).toBe(1)
})
