import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FtwSocket } from 'xmpp-ftw'
import { createExtensions } from './extensions/index.ts'
import { installTransport } from './transport/install.ts'
import { configFor, until } from './transport/testClient.ts'
import { TestServer } from './transport/testServer.ts'
import { Extension } from './xmpp/extension.ts'
import { Manager } from './xmpp/manager.ts'
import { type Element, xml } from './xmpp/xml.ts'

// What XMPP-FTW and its old client bring along, numbered as they were found. Each test fails when its trap is back.

const { Xmpp: StockXmpp } = createRequire(import.meta.url)('xmpp-ftw')
const STRANGER = 'biff@hill.valley/car'

/** A browser, as XMPP-FTW sees it. */
class TestSocket extends EventEmitter implements FtwSocket {
  readonly told: [string, unknown][] = []
  ends = 0

  override removeAllListeners(event?: string): this {
    return super.removeAllListeners(event)
  }

  send(event: string, data: unknown): void {
    this.told.push([event, data])
  }

  end(): void {
    this.ends++
  }

  all(event: string): unknown[] {
    return this.told.filter(([name]) => name === event).map(([, data]) => data)
  }
}

let server: TestServer
let socket: TestSocket
let manager: Manager
const unhandled = vi.fn()
const log = vi.fn()

beforeEach(async () => {
  server = await new TestServer().start()
  installTransport(configFor(server))
  socket = new TestSocket()
  manager = new Manager(socket, createExtensions(), log)
  process.on('unhandledRejection', unhandled)
})

afterEach(async () => {
  manager.logout(() => {})
  await server.stop()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
  log.mockReset()
})

const signIn = (more: object = {}) =>
  socket.emit('xmpp.login', { jid: 'marty@hill.valley/deck', password: '1.21 GW', ...more })
const online = () => until(() => socket.all('xmpp.connection').length > 0)
const answers = () => server.stanzas.filter(({ name, attrs }) => name === 'iq' && attrs.type === 'error')

test('trap 1: no old client, no dead packages, nothing from a repository or a tarball', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version?: string; resolved?: string; link?: boolean; dev?: boolean }>
  }
  expect(packages['node_modules/node-xmpp-client']).toEqual({ resolved: 'server/transport', link: true })
  const names = Object.keys(packages).map((path) => path.split('node_modules/').at(-1))
  expect(names).not.toContain('request')
  expect(names.filter((name) => name?.startsWith('node-xmpp-'))).toEqual(['node-xmpp-client'])
  for (const [path, { version, resolved = '' }] of Object.entries(packages)) {
    if (path.endsWith('/ws')) expect(Number(version?.split('.')[0])).toBeGreaterThanOrEqual(8)
    expect(resolved).not.toMatch(/^git|github\.com|codeload|^http:/u)
  }
  const { overrides } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(overrides['node-xmpp-client']).toBe('$node-xmpp-client')
})

test('J14: of xmpp.js we use its XML alone, so that no change of its connection reaches us unseen', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(Object.keys(dependencies).filter((name) => name.startsWith('@xmpp/'))).toEqual(['@xmpp/xml'])
  expect(dependencies['@xmpp/xml']).toMatch(/^\d+\.\d+\.\d+$/u)
})

test('trap 2: XMPP-FTW runs unmodified over our client', async () => {
  const stockSocket = new TestSocket()
  const stock = new StockXmpp(stockSocket)
  stockSocket.emit('xmpp.login', { jid: 'marty@hill.valley/deck', password: '1.21 GW' })
  await until(() => stockSocket.all('xmpp.connection').length === 1)
  expect(stockSocket.all('xmpp.connection')).toMatchObject([
    { status: 'online', jid: { user: 'marty', domain: 'hill.valley', resource: 'deck' } },
  ])
  stockSocket.emit('xmpp.chat.message', { to: 'doc@hill.valley', content: 'Great Scott' })
  await until(() => server.stanzas.length === 1)
  expect(server.stanzas[0]?.getChildText('body')).toBe('Great Scott')
  const { client } = stock
  expect(() => client.connection.socket.setKeepAlive(true, 10_000)).not.toThrow()
  stockSocket.emit('xmpp.logout', {}, () => {})
  await until(() => server.last.socket.closed)
})

test('trap 2: our extensions run in XMPP-FTW itself, which knows of no acknowledgements', async () => {
  const stockSocket = new TestSocket()
  const stock = new StockXmpp(stockSocket)
  stock.clearListeners()
  for (const extension of createExtensions()) stock.addListener(extension)
  stockSocket.emit('xmpp.login', { jid: 'marty@hill.valley/deck', password: '1.21 GW' })
  await until(() => stockSocket.all('xmpp.connection').length === 1)
  for (let i = 0; i < 120; i++)
    stockSocket.emit(
      'xmpp.chat.message',
      { to: 'doc@hill.valley', content: 'Great Scott', id: `m${i}` },
      () => {},
    )
  await until(() => server.ids.includes('m119') && stockSocket.all('xmpp.delivery.confirmed').length === 120)
  stockSocket.emit('xmpp.logout', {}, () => {})
  await until(() => server.last.socket.closed)
})

test('trap 3: the events of an extension are a getter, and are those of its handlers', () => {
  for (const extension of createExtensions()) {
    expect(Object.keys(extension._events)).toEqual(Object.keys(extension.handlers))
    expect(() => Object.assign(extension, { _events: {} })).toThrow(TypeError)
  }
})

test('trap 4: who claims a stanza more narrowly is asked first, whatever the order of the list', () => {
  class Claims extends Extension {
    readonly seen: Element[] = []
    override readonly claims
    constructor(xmlns?: string) {
      super()
      this.claims = [{ name: 'message' as const, ...(xmlns ? { xmlns } : {}) }]
    }
    override receive(stanza: Element): boolean {
      return this.seen.push(stanza) > 0
    }
  }
  for (const isReversed of [false, true]) {
    const wide = new Claims()
    const narrow = new Claims('urn:x')
    const both = isReversed ? [narrow, wide] : [wide, narrow]
    const host = new Manager(new TestSocket(), both)
    host.handleStanza(xml('message', {}, xml('x', { xmlns: 'urn:x' })))
    host.handleStanza(xml('message', {}))
    expect([wide.seen.length, narrow.seen.length]).toEqual([1, 1])
  }
})

test('trap 6, S53: what the browser says about hosts, ports and proxies reaches nobody', async () => {
  const inner = await new TestServer().start()
  const { port } = inner
  signIn({
    host: '127.0.0.1',
    port,
    bosh: { url: `http://127.0.0.1:${port}/`, prebind: true },
    websocket: { url: `ws://127.0.0.1:${port}/`, options: { headers: { a: 'b' } } },
    disallowTLS: true,
    credentials: 'x',
    preferredSaslMechanism: 'PLAIN',
    timers: { connectMs: 1 },
    domains: ['evil.example'],
  })
  await online()
  expect(inner.connections).toEqual([])
  expect(server.last.clearText).toContain('SCRAM-SHA-256')
  await inner.stop()
})

test('trap 6, S65: no failure and no log line repeats the password', async () => {
  const secret = 'canary-password'
  socket.emit('xmpp.login', { password: secret })
  socket.emit('xmpp.login', { jid: 7, password: secret, nested: { password: secret } })
  signIn({ password: secret })
  await until(() => socket.all('xmpp.error').length === 3)
  expect(JSON.stringify(socket.told)).not.toContain('canary')
  expect(JSON.stringify(log.mock.calls)).not.toContain('canary')
  expect(socket.told.at(-1)?.[1]).toMatchObject({ condition: 'login-fail', reason: 'wrong-password' })
})

test('trap 7: an address whose resource holds a slash and an at sign keeps them', async () => {
  signIn({ jid: 'marty@hill.valley/a/b@c' })
  await online()
  expect(manager.fullJid).toEqual({ user: 'marty', domain: 'hill.valley', resource: 'a/b@c' })
})

test('trap 7: who waits for an answer that never comes is forgotten', async () => {
  signIn()
  await online()
  const old = vi.fn()
  manager.trackId(xml('iq', { id: 'old', to: STRANGER }), old)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000)
  manager.trackId(xml('iq', { id: 'new', to: STRANGER }), () => {})
  vi.restoreAllMocks()
  server.last.deliver(`<iq type='result' id='old' from='${STRANGER}'/>`)
  server.last.send("<r xmlns='urn:xmpp:sm:3'/>")
  await until(() => server.last.clearText.includes(`h='1'`))
  expect(old).not.toHaveBeenCalled()
})

test('trap 7, S4: a roster push is believed from our own account alone, and a stranger is told so', async () => {
  signIn()
  await online()
  const push = (from: string, jid: string) =>
    `<iq type='set' id='push-${jid}'${from}><query xmlns='jabber:iq:roster'><item jid='${jid}@hill.valley' subscription='both'/></query></iq>`
  server.last.deliver(push(` from='${STRANGER}'`, 'forged'))
  server.last.deliver(push(" from='hill.valley'", 'other'))
  server.last.deliver(push(" from='marty@hill.valley'", 'lorraine'))
  await until(() => socket.all('xmpp.roster.push').length > 0)
  expect(socket.all('xmpp.roster.push')).toMatchObject([{ jid: { user: 'lorraine' } }])
  await until(() => server.ids.includes('push-lorraine'))
  expect(answers().map(({ attrs }) => attrs.id)).toEqual(['push-forged', 'push-other'])
})

test('trap 7: a second try right after the first one counts', async () => {
  signIn({ password: 'tpyo' })
  signIn()
  await online()
  expect(socket.all('xmpp.connection')).toHaveLength(1)
  expect(socket.all('xmpp.error')).toEqual([])
  await until(() => server.connections.filter(({ socket }) => !socket.closed).length === 1)
})

test('trap 7, X8: signing in takes nobody’s listeners away, and the end of the browser ends the session', async () => {
  const disconnected = vi.fn()
  socket.on('disconnect', disconnected)
  signIn()
  await online()
  socket.emit('disconnect')
  expect(disconnected).toHaveBeenCalledOnce()
  await until(() => server.last.socket.closed)
})

test('trap 8: a request that nobody claims is refused once; results and errors are never answered', async () => {
  signIn()
  await online()
  server.last.deliver(`<iq type='get' id='g1' from='${STRANGER}'><query xmlns='urn:nobody'/></iq>`)
  server.last.deliver(`<iq type='result' id='r1' from='${STRANGER}'/>`)
  server.last.deliver(`<iq type='error' id='e1' from='${STRANGER}'><error type='cancel'/></iq>`)
  server.last.deliver(`<iq type='set' id='s1' from='${STRANGER}'><query xmlns='urn:nobody'/></iq>`)
  await until(() => server.ids.includes('s1'))
  expect(answers().map(({ attrs }) => [attrs.id, attrs.to])).toEqual([
    ['g1', STRANGER],
    ['s1', STRANGER],
  ])
  expect(answers()[0]?.getChild('error')?.getChild('service-unavailable')).toBeDefined()
})

test.each(['@', '/x', 'bob@', ''])(
  'J2, S52: a stanza from %j is skipped once, counted, and harms nobody',
  async (from) => {
    signIn()
    await online()
    server.last.deliver(`<message from='${from}' id='poison'><body>x</body></message>`)
    server.last.deliver(`<iq type='get' from='${from}' id='poison'/>`)
    server.last.deliver(
      "<message from='doc@hill.valley/lab' id='good' type='chat'><body>Roads</body></message>",
    )
    await until(() => socket.all('xmpp.chat.message').length > 0)
    expect(socket.all('xmpp.chat.message')).toHaveLength(1)
    server.last.send("<r xmlns='urn:xmpp:sm:3'/>")
    await until(() => server.last.clearText.includes(`h='3'`))
    expect(answers()).toEqual([])
  },
)

test.each(['push', 'constructor', '__proto__', 'valueOf', 'filter'])(
  'X1, S38: an answer with the id %s that nobody waits for is nobody’s',
  async (id) => {
    signIn()
    await online()
    for (const stanza of ['iq', 'message', 'presence'])
      server.last.deliver(`<${stanza} type='error' id='${id}' from='${STRANGER}'/>`)
    server.last.send("<r xmlns='urn:xmpp:sm:3'/>")
    await until(() => server.last.clearText.includes(`h='3'`))
    expect(log).not.toHaveBeenCalled()
  },
)
