import { xml } from '@xmpp/xml'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'
import { DEFAULT_TIMERS } from './types.ts'

let server: TestServer
let marty: TestClient
const unhandled = vi.fn()

beforeEach(async () => {
  server = await new TestServer().start()
  process.on('unhandledRejection', unhandled)
})

afterEach(async () => {
  marty?.client.end()
  await server.stop()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})

test('a person with the right password comes online with the address that the server gave', async () => {
  marty = new TestClient(server)
  await marty.online()
  expect(marty.client.jid).toEqual({ user: 'marty', domain: 'hill.valley', resource: 'deck' })
  expect(marty.states.map(({ state }) => state)).toEqual(['connecting', 'online'])
  expect(marty.onlines).toBe(1)
})

test('the address is prepared before it is used', async () => {
  marty = new TestClient(server, { ...MARTY, jid: 'MARTY@Hill.Valley/Deck' })
  await marty.online()
  expect(marty.client.jid).toEqual({ user: 'marty', domain: 'hill.valley', resource: 'Deck' })
})

test('what is sent before the session is online waits for it and goes out in order', async () => {
  marty = new TestClient(server)
  marty.say('m1')
  marty.say('m2')
  await marty.online()
  await until(() => server.stanzas.length === 2)
  const [before, after] = server.last.clearText.split("<iq type='set' id='bind'>".replaceAll("'", '"'))
  expect(before).not.toContain('About')
  expect(after?.indexOf('About')).toBeGreaterThan(after?.indexOf('<enable') ?? 0)
  expect(server.ids).toEqual(['m1', 'm2'])
})

test('a child may be handed over in place of its stanza', async () => {
  marty = new TestClient(server)
  await marty.online()
  marty.client.send(xml('message', { id: 'm1' }).c('body').t('Great Scott'))
  await until(() => server.stanzas.length === 1)
  expect(server.stanzas[0]?.getChildText('body')).toBe('Great Scott')
})

test('the server acknowledges what was sent, within a moment', async () => {
  marty = new TestClient(server)
  await marty.online()
  for (const id of ['m1', 'm2', 'm3']) marty.say(id)
  await until(() => marty.acknowledged.length === 3)
  expect(marty.acknowledged).toEqual(['m1', 'm2', 'm3'])
  expect(server.last.clearText.match(/<r /gu)).toHaveLength(1)
})

test('a listener that throws is that listener’s failure: the stanza counts as handled', async () => {
  const log = vi.fn()
  marty = new TestClient(server, MARTY, { log })
  marty.client.on('stanza', () => {
    throw new TypeError('boom')
  })
  await marty.online()
  server.last.deliver("<message id='poison'/><message id='next'/>")
  server.last.send("<r xmlns='urn:xmpp:sm:3'/>")
  await until(() => server.last.clearText.includes('<a '))
  expect(server.last.clearText).toContain(`h='2'`)
  expect(marty.received).toEqual(['poison', 'next'])
  expect(log).toHaveBeenCalledWith('warn', expect.not.stringContaining('boom'))
})

test('only stanzas are counted', async () => {
  marty = new TestClient(server)
  await marty.online()
  server.last.send("<note xmlns='urn:x'/><presence/><r xmlns='urn:xmpp:sm:3'/>")
  await until(() => server.last.clearText.includes(`h='1'`))
})

test('a stanza that comes ahead of <enabled/> is delivered and not counted', async () => {
  server.answer = (element, connection) => {
    if (element.name === 'enable') connection.send("<message id='early'/>")
    return false
  }
  marty = new TestClient(server)
  await marty.online()
  server.last.send("<r xmlns='urn:xmpp:sm:3'/>")
  await until(() => server.last.clearText.includes('<a '))
  expect(marty.received).toEqual(['early'])
  expect(server.last.clearText).toContain(`h='0'`)
  marty.say('m1')
  await until(() => marty.acknowledged.length === 1)
})

test('without stream management a session works, and comes back as a new one', async () => {
  server.offers = ''
  marty = new TestClient(server)
  await marty.online()
  marty.say('m1')
  await until(() => server.stanzas.length === 1)
  server.last.cut()
  await until(() => marty.state === 'reconnecting')
  marty.say('m2')
  await marty.online(2)
  await until(() => server.stanzas.length === 2)
  expect(marty.onlines).toBe(2)
  expect(server.connections.map(({ clearText }) => clearText).join('')).not.toMatch(/<(?:enable|resume|r) /u)
})

test('the end closes the stream, and nothing more comes', async () => {
  marty = new TestClient(server)
  await marty.online()
  marty.client.end()
  await until(() => server.last.clearText.endsWith('</stream:stream>'))
  marty.say('m1')
  await until(() => server.last.socket.closed)
  expect(marty.offlines).toBe(0)
  expect(server.stanzas).toEqual([])
})

test('what came is acknowledged before the end: nobody is told that it did not arrive', async () => {
  marty = new TestClient(server)
  await marty.online()
  server.last.send("<message id='m1'/><presence id='p1'/>")
  await until(() => marty.received.length === 2)
  marty.client.end()
  await until(() => server.last.clearText.endsWith("<a xmlns='urn:xmpp:sm:3' h='2'/></stream:stream>"))
})

test.each(['auth', 'response', 'iq', 'enable'])(
  'an end while the server owes an answer to <%s/> leaves no connection behind',
  async (name) => {
    server.answer = (element) => element.name === name
    marty = new TestClient(server, MARTY, { timers: { connectMs: 60_000 } })
    await until(() => server.connections[0]?.clearText.includes(`<${name} `) === true)
    marty.client.end()
    await until(() => server.last.socket.closed)
    expect(marty.states.map(({ state }) => state)).toEqual(['connecting'])
    expect(marty.errors).toEqual([])
  },
)

test('an end from within a listener to `online` leaves no connection behind', async () => {
  marty = new TestClient(server)
  marty.client.on('online', () => marty.client.end())
  await until(() => marty.onlines === 1)
  await until(() => server.last.socket.closed)
})

test('an end before the first packet sends none', async () => {
  marty = new TestClient(server)
  marty.client.end()
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(server.connections).toEqual([])
})

test('a domain outside the operator’s list is refused before any packet leaves', async () => {
  marty = new TestClient(server, { ...MARTY, jid: 'marty@10.0.0.1' })
  expect((await marty.error()).reason).toBe('unknown-domain')
  expect(server.connections).toEqual([])
})

test('an address that cannot be one is refused', async () => {
  marty = new TestClient(server, { ...MARTY, jid: 'marty@@hill.valley' })
  expect((await marty.error()).reason).toBe('bad-jid')
  expect(server.connections).toEqual([])
})

test('a first attempt that fails is told at once and not repeated', async () => {
  marty = new TestClient(server, { ...MARTY, password: 'wrong' })
  expect((await marty.error()).reason).toBe('wrong-password')
  await until(() => server.last.socket.closed)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(server.connections).toHaveLength(1)
  expect(marty.state).toBe('offline')
  expect(marty.offlines).toBe(0)
})

test('R7: an attempt that gets no answer is given up after fifteen seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  server.isSilent = true
  marty = new TestClient(server, MARTY, { timers: DEFAULT_TIMERS })
  await until(() => server.connections[0]?.clearText.includes('<stream') === true)
  vi.advanceTimersByTime(14_000)
  expect(marty.state).toBe('connecting')
  vi.advanceTimersByTime(1000)
  vi.useRealTimers()
  expect((await marty.error()).reason).toBe('timeout')
})

test('an error that nobody listens to ends nothing else', async () => {
  marty = new TestClient(server, { ...MARTY, password: 'wrong' })
  marty.client.on('state', ({ state }) => {
    if (state === 'offline') marty.client.removeAllListeners()
  })
  await until(() => marty.state === 'offline')
  await new Promise((resolve) => setTimeout(resolve, 20))
})

test('house trap 10: twenty logins at once at a slow server all get in, and one that fails fails alone', async () => {
  const late = server.answer
  server.answer = (element, connection) => {
    if (element.name !== 'auth') return late(element, connection)
    server.answer = late
    connection.reset()
    return true
  }
  const crowd = Array.from(
    { length: 20 },
    (_, i) => new TestClient(server, { ...MARTY, jid: `marty@hill.valley/${i}` }),
  )
  marty = crowd[0] as TestClient
  await until(() => crowd.every(({ state }) => state === 'online' || state === 'offline'))
  expect(crowd.filter(({ state }) => state === 'online')).toHaveLength(19)
  for (const { client } of crowd) client.end()
})
