import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PASSWORD } from './gateway/testTransport.ts'
import { expectStanding, TestGateway } from './testGateway.ts'

// What a browser, or whoever says to be one, can do to the gateway over the network.

let gateway: TestGateway

const open = async (options: ConstructorParameters<typeof TestGateway>[0] = {}) => {
  gateway = await new TestGateway(options).start()
}

beforeEach(() => open())
afterEach(async () => {
  await expectStanding(gateway)
  await gateway.stop()
})

describe('S48: frames that no client of Socket.IO sends', () => {
  test.each([
    ['', '4', '49', '9', '7', '1', '2probe', '5', '6'],
    ['42', '42{', '42["a"', '42[1]', '42[null]', '42{"a":1}', '42[]', '42[[]]', '42["a",{"b":}]'],
    ['43[]', '4399999999999[]', '43-1[]', '44{}', '41', '40/other,', '40{"pid":"x","offset":"y"}', '40'],
    ['45', '451-["x"]', '45100000-["x"]', '45-1-["x"]', '461-["x"]', '45999999999999999-["x"]'],
    ['42["error",{}]', '42["connect",1]', '42["disconnect"]', '42["disconnecting"]', '42["newListener",1]'],
    ['42["__proto__",1]', '42["constructor",1]', '42["removeListener",1]', '42["connect_error",{}]'],
  ])('%j and its like close that socket at most', async (...frames) => {
    for (const frame of frames) {
      const raw = await gateway.raw().join()
      raw.frame(frame)
      raw.frame('42["xmpp.nonsense",{}]')
      // Either it is closed, or what comes after is answered as ever.
      await vi.waitFor(() => expect(raw.isClosed || raw.text.includes('unknown-event')).toBe(true), 10_000)
      raw.close()
    }
  })

  test.each([
    ['a placeholder of an attachment that never came', '451-["xmpp.ping",{"_placeholder":true,"num":5}]'],
    ['a placeholder that is no number', '451-["xmpp.ping",{"_placeholder":true,"num":"toString"}]'],
    ['a placeholder below zero', '451-["xmpp.ping",{"_placeholder":true,"num":-1}]'],
  ])('%s', async (_, frame) => {
    const raw = await gateway.raw().join()
    raw.frame(frame)
    raw.frame(Buffer.from([1, 2, 3]), { opcode: 2 })
    raw.frame('42["xmpp.nonsense",{}]')
    await vi.waitFor(() => expect(raw.isClosed || raw.text.includes('unknown-event')).toBe(true), 10_000)
  })

  test('what was no handshake is none', async () => {
    const raw = await gateway.raw().until('"sid"')
    raw.frame('42["xmpp.login",{}]')
    await raw.closed()
  })
})

describe('S49: WebSockets that waste', () => {
  test.each([
    ['two thousand headers', Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`X-${i}`, 'a']))],
    ['four thousand headers', Object.fromEntries(Array.from({ length: 4000 }, (_, i) => [`X-${i}`, 'a']))],
    ['a protocol of 20 KiB', { 'Sec-WebSocket-Protocol': 'a, '.repeat(7000) }],
  ])('%s are refused', async (_, headers) => {
    const raw = gateway.raw(headers)
    await raw.closed()
    expect(raw.text).not.toContain('101 Switching')
  })

  test('a message in ever more fragments is cut off at the size of one', async () => {
    const raw = await gateway.raw().join()
    raw.frame('4', { isLast: false })
    const one = Buffer.from([0, 0x81, 0, 0, 0, 0, 0x20])
    const many = Buffer.concat(Array.from({ length: 10_000 }, () => one))
    for (let i = 0; i < 20 && !raw.isClosed; i++) raw.write(many)
    await raw.closed()
  })

  test('frames without a mask, of a kind that is none, or larger than an event end that socket', async () => {
    for (const bytes of [
      Buffer.from([0x81, 1, 0x34]),
      Buffer.from([0x83, 0x80, 0, 0, 0, 0]),
      Buffer.from([0xf1, 0x80, 0, 0, 0, 0]),
      Buffer.from([0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
    ]) {
      const raw = await gateway.raw().join()
      raw.write(bytes)
      await raw.closed()
    }
  })
})

describe('S50: too much of it', () => {
  test('a JSON of a thousand levels is refused, and one of a megabyte ends that socket', async () => {
    const raw = await gateway.raw().join()
    raw.frame(`420["xmpp.chat.message",${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}]`)
    await raw.until('The payload is too deep or too wide')
    const socket = await gateway.socket()
    const closed = new Promise((resolve) => socket.once('disconnect', resolve))
    socket.emit('xmpp.chat.message', { to: 'doc@hill.example', content: 'x'.repeat(1024 * 1024) })
    await closed
  })
})

describe('S61: who may connect', () => {
  const refused = async (headers: Record<string, string>, query?: string) => {
    const raw = gateway.raw(headers, query)
    await raw.closed()
    return raw.text
  }

  test('another site may not, nor one that vouches for itself as a proxy would', async () => {
    const evil = { Origin: 'https://evil.example' }
    const all: Record<string, string>[] = [
      evil,
      { Origin: 'null' },
      { Cookie: 'sid=1' },
      { ...evil, 'X-Forwarded-Host': 'evil.example' },
    ]
    for (const headers of all) expect(await refused(headers)).toMatch(/^HTTP\/1\.1 403 .*origin$/su)
    const line = JSON.parse(gateway.lines.find((each) => each.includes('origin-refused')) ?? '')
    expect(line).toMatchObject({ origin: 'https://evil.example', address: '127.0.0.1' })
  })

  test('nobody takes up the socket of somebody else, whose id they know', async () => {
    const cookie = await gateway.signIn()
    const owner = await gateway.raw({ Cookie: cookie, Origin: gateway.url }).join()
    const query = `EIO=4&transport=websocket&sid=${owner.sid}`
    expect(await refused({ Origin: 'https://evil.example' }, query)).toMatch(/^HTTP\/1\.1 403 /u)
    expect(await refused({}, query)).toMatch(/^HTTP\/1\.1 403 /u)
    expect(owner.isClosed).toBe(false)
    owner.frame('420["xmpp.nonsense",{}]')
    await owner.until('unknown-event')
  })

  test('there is no polling, whose ids stand in addresses', async () => {
    const response = await fetch(`${gateway.url}/socket.io/?EIO=4&transport=polling`)
    expect(response.status).toBe(400)
    for (const path of ['transport=polling', 'transport=polling&sid=x', 'sid=x', '']) {
      const headers = { origin: 'https://evil.example' }
      const foreign = await fetch(`${gateway.url}/socket.io/?EIO=4&${path}`, { headers })
      expect([foreign.status, await foreign.text()]).toEqual([403, 'origin'])
    }
  })
})

test('S62: a form of another site, in any of a form’s encodings, signs nobody in', async () => {
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
    for (const origin of ['https://evil.example', 'null']) {
      const body = JSON.stringify({ kind: 'password', jid: 'marty@hill.example', password: PASSWORD })
      const headers = { 'content-type': type, origin }
      const response = await fetch(`${gateway.url}/session`, { method: 'POST', headers, body })
      expect(response.status).toBe(403)
      expect(response.headers.get('set-cookie')).toBeNull()
    }
  }
  expect(gateway.transport.clients).toEqual([])
})

describe('S63: sessions', () => {
  test('a cookie that was chosen before signing in is not the one of after it', async () => {
    const mine = `sid-${new URL(gateway.url).port}=${'a'.repeat(43)}`
    const response = await fetch(`${gateway.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: gateway.url, cookie: mine },
      body: JSON.stringify({ kind: 'password', jid: 'marty@hill.example', password: PASSWORD }),
    })
    expect(response.headers.get('set-cookie')).not.toContain('aaaa')
    const socket = await gateway.socket(mine)
    expect(await socket.emitWithAck('xmpp.roster.get', {})).toMatchObject({ reason: 'not-connected' })
  })

  test('no socket is handed on: there is no recovery, and a cookie is over with its session', async () => {
    const cookie = await gateway.signIn()
    const owner = await gateway.raw({ Cookie: cookie, Origin: gateway.url }).join()
    expect(owner.text).not.toContain('"pid"')
    await fetch(`${gateway.url}/session`, { method: 'DELETE', headers: { cookie, origin: gateway.url } })
    const socket = await gateway.socket(cookie)
    expect(await socket.emitWithAck('xmpp.roster.get', {})).toMatchObject({ reason: 'not-connected' })
  })
})

describe('S67: who holds on to what others need', () => {
  test('sockets that wait, headers that dawdle and readers that stall have an end', () => {
    expect(gateway.io.connectTimeout()).toBe(10_000)
    expect(gateway.io.engine.opts).toMatchObject({
      pingInterval: 5000,
      pingTimeout: 9000,
      maxHttpBufferSize: 128 * 1024,
      transports: ['websocket'],
      perMessageDeflate: false,
    })
    expect(gateway.http).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000 })
  })

  test('an address has fifty sockets, joined or not; another one has its own', async () => {
    await gateway.stop()
    await open({ limits: true })
    const from = { 'X-Forwarded-For': '192.0.2.1' }
    const all = Array.from({ length: 50 }, () => gateway.raw(from))
    for (const each of all) await each.until('"sid"')
    const one = gateway.raw(from)
    await one.closed()
    expect(one.text).toMatch(/^HTTP\/1\.1 429 .*crowd$/su)
    await gateway.raw({ 'X-Forwarded-For': '192.0.2.2' }).join()
    all[0]?.close()
    await vi.waitFor(() => expect(gateway.io.engine.clientsCount).toBe(50), 10_000)
    await gateway.raw(from).join()
  })
})

test('S68: a socket that is cut at any moment of its sign-in leaves nothing behind', {
  timeout: 120_000,
}, async () => {
  const login = `42["xmpp.login",${JSON.stringify({ jid: 'marty@hill.example', password: PASSWORD })}]`
  // After so many turns of the loop each is cut, while nineteen others are anywhere.
  const cuts = fc.sample(fc.nat({ max: 12 }), { seed: 68, numRuns: 200 })
  for (let from = 0; from < cuts.length; from += 20)
    await Promise.all(
      cuts.slice(from, from + 20).map(async (turns) => {
        const raw = await gateway.raw().join()
        raw.frame(login)
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate)
        raw.close()
      }),
    )
  // Or nothing was cut but sockets that had said nothing yet.
  expect(gateway.transport.clients.length).toBeGreaterThan(20)
  await vi.waitFor(() => {
    expect(gateway.io.engine.clientsCount).toBe(0)
    expect(gateway.transport.clients.every(({ ended }) => ended)).toBe(true)
  }, 10_000)
})

test('S69: twelve tabs, and all of them loaded again, are one session on the server', async () => {
  const cookie = await gateway.signIn()
  for (let round = 0; round < 2; round++) {
    const tabs = await Promise.all(Array.from({ length: 12 }, () => gateway.socket(cookie)))
    for (const tab of tabs) tab.close()
  }
  expect(gateway.transport.clients).toHaveLength(1)
  expect(gateway.transport.last.ended).toBe(false)
})
