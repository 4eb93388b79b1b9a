import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'

const SM = 'urn:xmpp:sm:3'

let server: TestServer
let marty: TestClient
const unhandled = vi.fn()

beforeEach(async () => {
  server = await new TestServer().start()
  process.on('unhandledRejection', unhandled)
  marty = new TestClient(server)
  await marty.online()
})

afterEach(async () => {
  marty.client.end()
  await server.stop()
  process.off('unhandledRejection', unhandled)
  expect(unhandled).not.toHaveBeenCalled()
})

/** What the server sees is read, and answered by nothing. */
const swallow = () => {
  server.answer = () => true
}
const behave = () => {
  server.answer = () => false
}

test.each(['cut', 'reset'] as const)(
  'a link that was %s is resumed, and the page is told of both',
  async (how) => {
    server.last[how]()
    await marty.online(2)
    expect(marty.states.map(({ state }) => state)).toEqual(['connecting', 'online', 'reconnecting', 'online'])
    expect(marty.states[2]).toMatchObject({ reason: 'disconnected', retryAt: expect.any(Number) })
    expect(marty.states[3]).toMatchObject({ resumed: true })
    expect(marty.onlines).toBe(1)
  },
)

test('what the server did not take over is sent again after a resume, once and in order', async () => {
  marty.say('m1')
  await until(() => marty.acknowledged.length === 1)
  swallow()
  marty.say('m2')
  marty.say('m3')
  await until(() => server.last.clearText.includes('m3'))
  behave()
  server.last.cut()
  marty.say('m4')
  await marty.online(2)
  await until(() => marty.acknowledged.length === 4)
  expect(server.ids).toEqual(['m1', 'm2', 'm3', 'm4'])
  expect(marty.failed).toEqual([])
})

test('what the server took over without saying so is not sent again', async () => {
  server.acknowledges = false
  marty.say('m1')
  await until(() => server.stanzas.length === 1)
  server.acknowledges = true
  server.last.cut()
  await marty.online(2)
  await until(() => marty.acknowledged.length === 1)
  expect(server.ids).toEqual(['m1'])
})

test('what a listener sends on hearing of the resume follows what is resent, and goes out once', async () => {
  swallow()
  marty.say('m1')
  await until(() => server.last.clearText.includes('m1'))
  behave()
  marty.client.on('state', ({ state }) => state === 'online' && marty.say('m2'))
  server.last.cut()
  await until(() => marty.acknowledged.length === 2)
  expect(server.ids).toEqual(['m1', 'm2'])
})

test('what came in while the link was away arrives once after a resume', async () => {
  const session = [...server.sessions.values()][0]
  server.last.deliver("<message id='a'/>")
  await until(() => marty.received.length === 1)
  server.last.cut()
  session?.unacknowledged.push("<message id='b'/>")
  await until(() => marty.received.length > 1)
  await marty.online(2)
  expect(marty.received).toEqual(['a', 'b'])
  server.last.send(`<r xmlns='${SM}'/>`)
  await until(() => server.last.clearText.includes('<a '))
  expect(server.last.clearText).toContain(`h='2'`)
})

test.each(['auth', 'response', 'resume'])(
  'F9: a link that dies again at <%s/> loses nothing',
  async (name) => {
    swallow()
    marty.say('m1')
    await until(() => server.last.clearText.includes('m1'))
    let deaths = 2
    server.answer = (element, connection) => {
      if (element.name !== name || deaths === 0) return false
      deaths--
      connection.reset()
      return true
    }
    server.last.cut()
    marty.say('m2')
    await until(() => marty.acknowledged.length === 2)
    expect(server.ids).toEqual(['m1', 'm2'])
    expect(marty.failed).toEqual([])
    expect(deaths).toBe(0)
  },
)

test('F9: a link that dies as the resent stanzas arrive loses and doubles nothing', async () => {
  swallow()
  for (const id of ['m1', 'm2', 'm3']) marty.say(id)
  await until(() => server.last.clearText.includes('m3'))
  let deaths = 3
  server.answer = (element, connection) => {
    if (element.name !== 'message' || deaths === 0) return false
    deaths--
    connection.reset()
    return true
  }
  server.last.cut()
  await until(() => marty.acknowledged.length === 3)
  expect(server.ids).toEqual(['m1', 'm2', 'm3'])
  expect(marty.failed).toEqual([])
})

test('F9: a link that dies right after <resumed/> loses nothing', async () => {
  swallow()
  marty.say('m1')
  await until(() => server.last.clearText.includes('m1'))
  let deaths = 2
  server.answer = (element, connection) => {
    if (element.name === 'message' && connection.session === undefined) return true
    if (element.name !== 'resume' || deaths-- <= 0) return false
    connection.send(`<resumed xmlns='${SM}' previd='sm1' h='0'/>`)
    connection.socket.end()
    return true
  }
  server.last.cut()
  await until(() => marty.acknowledged.length === 1)
  expect(server.ids).toEqual(['m1'])
})

test('F9: a link that dies during the bind after a refused resume still tells what may be lost', async () => {
  swallow()
  marty.say('m1')
  await until(() => server.last.clearText.includes('m1'))
  server.sessions.clear()
  let deaths = 2
  server.answer = (element, connection) => {
    if (element.name !== 'iq' || deaths === 0) return false
    deaths--
    connection.reset()
    return true
  }
  server.last.cut()
  await until(() => marty.state === 'reconnecting')
  marty.say('m2')
  await marty.online(2)
  await until(() => marty.failed.length === 1 && marty.acknowledged.length === 1)
  expect(marty.failed).toEqual(['m1'])
  expect(server.ids).toEqual(['m2'])
  expect(marty.onlines).toBe(2)
})

test('J7: <failed h/> tells what did arrive; only the rest may be lost', async () => {
  server.acknowledges = false
  for (const id of ['m1', 'm2', 'm3']) marty.say(id)
  await until(() => server.stanzas.length === 3)
  server.answer = (element, connection) => {
    if (element.name !== 'resume') return false
    connection.send(`<failed xmlns='${SM}' h='2'><item-not-found xmlns='urn:x'/></failed>`)
    return true
  }
  server.last.cut()
  await marty.online(2)
  await until(() => marty.failed.length > 0)
  expect(marty.acknowledged).toEqual(['m1', 'm2'])
  expect(marty.failed).toEqual(['m3'])
  expect(marty.states.at(-1)).toMatchObject({ resumed: false })
})

test('J6: an h that is too high covers nothing and harms nothing', async () => {
  server.acknowledges = false
  marty.say('m1')
  await until(() => server.stanzas.length === 1)
  for (const h of ['7', '-1', 'x', '4294967297', '']) server.last.send(`<a xmlns='${SM}' h='${h}'/>`)
  server.last.send(`<a xmlns='${SM}'/><message id='after'/>`)
  await until(() => marty.received.length === 1)
  expect(marty.acknowledged).toEqual([])
  expect(marty.state).toBe('online')
})

test('J4: messages sent all through a reconnect over TLS-less loopback wait for the session', async () => {
  const seen: string[] = []
  server.last.cut()
  const timer = setInterval(() => {
    if (seen.length >= 40) return clearInterval(timer)
    seen.push(`m${seen.length}`)
    marty.say(seen.at(-1) ?? '')
  }, 1)
  await until(() => marty.acknowledged.length === 40)
  expect(server.ids).toEqual(seen)
  const before = server.last.clearText.split('<resume ')[0]
  expect(before).not.toContain('About')
})

test('F7: a link that is reset again and again delivers everything once', async () => {
  for (let i = 0; i < 8; i++) {
    marty.say(`m${i}`)
    server.last.reset()
    await marty.online(i + 2)
  }
  await until(() => marty.acknowledged.length === 8)
  expect(server.ids).toEqual(Array.from({ length: 8 }, (_, i) => `m${i}`))
  expect(marty.onlines).toBe(1)
})

test.each([
  ['conflict', 'replaced'],
  ['host-gone', 'unknown-domain'],
  ['policy-violation', 'too-many-attempts'],
])('the stream error %s is final: %s', async (condition, reason) => {
  swallow()
  marty.say('m1')
  await until(() => server.last.clearText.includes('m1'))
  server.last.send(
    `<stream:error><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>`,
  )
  expect((await marty.error()).reason).toBe(reason)
  await until(() => marty.offlines === 1)
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(server.connections).toHaveLength(1)
  expect(marty.failed).toEqual(['m1'])
})

test('a restarting server is come back to, its reason told', async () => {
  server.last.send(
    `<stream:error><system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>`,
  )
  server.sessions.clear()
  await marty.online(2)
  expect(marty.states[2]).toMatchObject({ state: 'reconnecting', description: 'system-shutdown' })
  expect(marty.onlines).toBe(2)
})

test('a password changed in the meantime ends the session instead of asking for ever', async () => {
  server.accounts.set(MARTY.jid.split('@')[0] ?? '', 'other')
  marty.client.on('state', ({ state }) => state === 'offline' && marty.client.removeAllListeners())
  server.last.cut()
  await until(() => marty.state === 'offline')
  expect(marty.states.at(-1)).toMatchObject({ reason: 'wrong-password' })
})

test('retryNow does not wait for the next try', async () => {
  const away = new TestClient(
    server,
    { ...MARTY, jid: 'marty@hill.valley/away' },
    {
      timers: { backoffMs: 60_000, maxBackoffMs: 60_000 },
    },
  )
  await away.online()
  server.last.cut()
  await until(() => away.state === 'reconnecting')
  away.client.retryNow()
  away.client.retryNow()
  await away.online(2)
  expect(server.connections).toHaveLength(3)
  away.client.end()
})

test.each([
  [0, [10, 10, 10]],
  [1, [50, 90, 90]],
])('waits double up to a limit, and chance (%d) spreads them', async (chance, wanted) => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(chance)
  const timers = { backoffMs: 40, maxBackoffMs: 80 }
  const away = new TestClient(server, { ...MARTY, jid: 'marty@hill.valley/away' }, { timers })
  await away.online()
  const waits: number[] = []
  // The clock stands, or a busy machine would be seen in it.
  const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now())
  away.client.on('state', ({ retryAt }) => waits.push((retryAt ?? 0) - Date.now()))
  await server.stop()
  await until(() => waits.length >= 3)
  away.client.end()
  random.mockRestore()
  now.mockRestore()
  expect(waits.slice(0, 3)).toEqual(wanted)
})
