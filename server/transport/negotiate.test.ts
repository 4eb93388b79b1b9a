import { Socket } from 'node:net'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { makeTestCertificate, type TestCertificate } from './testCertificate.ts'
import { MARTY, TestClient, until } from './testClient.ts'
import { enter, refusal } from './testNegotiation.ts'
import { TestServer } from './testServer.ts'
import { NS } from './types.ts'

let right: TestCertificate
let server: TestServer

beforeAll(() => {
  right = makeTestCertificate('hill.valley')
})

beforeEach(async () => {
  server = await new TestServer().start()
})

afterEach(() => server.stop())

const use = (tls: TestServer['tls'], certificate = right) => Object.assign(server, { tls, certificate })

test.each(['offer', 'direct'] as const)(
  'nothing but the stream header is said before TLS (%s)',
  async (tls) => {
    use(tls)
    const { stream } = await enter(server, {}, { allowPlainText: false })
    expect(server.last.clearText).not.toMatch(/auth|marty/u)
    expect(server.last.secretText).toContain('<response')
    stream.close()
  },
)

test('S56: a server whose STARTTLS was stripped is refused, and learns nothing', async () => {
  expect((await refusal(server, {}, { allowPlainText: false })).reason).toBe('tls-required')
  expect(server.last.clearText).not.toMatch(/auth|marty/u)
  await until(() => server.last.socket.closed)
})

test('S56: a server that answers STARTTLS with a failure is refused, on loopback too', async () => {
  use('offer')
  server.answer = (element, connection) => {
    if (element.name !== 'starttls') return false
    connection.send(`<failure xmlns='${NS.tls}'/>`)
    return true
  }
  expect((await refusal(server)).reason).toBe('tls-required')
  expect(server.last.clearText).not.toContain('auth')
})

test('what is slipped in between <proceed/> and TLS is not believed', async () => {
  use('offer')
  server.answer = (element, connection) => {
    if (element.name !== 'starttls') return false
    connection.send(
      `<proceed xmlns='${NS.tls}'/><stream:features><mechanisms xmlns='${NS.sasl}'><mechanism>PLAIN</mechanism></mechanisms></stream:features>`,
    )
    server.answer = () => false
    connection.encrypt()
    return true
  }
  const cause = await refusal(server, {}, { allowPlainPassword: true })
  expect(cause).toMatchObject({ reason: 'protocol', text: 'The server spoke out of turn' })
  expect(server.last.secretText).toBe('')
})

test('plain text is for loopback alone, and only where the operator allows it', async () => {
  const { stream } = await enter(server)
  expect(server.last.clearText).toContain('<response')
  stream.close()
  expect((await refusal(server, {}, { allowPlainText: false })).reason).toBe('tls-required')
  // A name that happens to lead to loopback today is no promise.
  const service = { host: '127.1', port: server.port, directTls: false }
  expect((await refusal(server, {}, { service })).reason).toBe('tls-required')
  expect(server.last.clearText).not.toContain('<auth')
})

test.each([
  ['for another name', () => makeTestCertificate('other.valley'), 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['that has expired', () => makeTestCertificate('hill.valley', true), 'CERT_HAS_EXPIRED'],
])('S57: a certificate %s is refused', async (_, make, code) => {
  for (const tls of ['offer', 'direct'] as const) {
    use(tls, make())
    expect(await refusal(server)).toMatchObject({ reason: 'certificate', text: code })
    expect(server.last.secretText).toBe('')
  }
})

test('S57: a certificate that nobody vouches for is refused, whatever the environment says', async () => {
  use('offer')
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  expect((await refusal(server, {}, { ca: undefined })).reason).toBe('certificate')
  vi.unstubAllEnvs()
  expect(server.last.secretText).toBe('')
})

test('S57: another authority than the operator’s does not do', async () => {
  use('offer')
  expect((await refusal(server, {}, { ca: makeTestCertificate('hill.valley').cert })).reason).toBe(
    'certificate',
  )
})

test('house trap 11: small packets are not held back', async () => {
  const noDelay = vi.spyOn(Socket.prototype, 'setNoDelay')
  for (const tls of ['none', 'direct'] as const) {
    noDelay.mockClear()
    use(tls)
    const { stream } = await enter(server)
    expect(noDelay).toHaveBeenCalledWith(true)
    stream.close()
  }
  noDelay.mockRestore()
})

test.each(['at accept', 'in TLS', 'in SASL'])(
  'J8, F10: a server that falls silent %s is given up',
  async (where) => {
    use('offer')
    if (where === 'at accept') server.isSilent = true
    server.answer = (element) =>
      (where === 'in TLS' && element.name === 'starttls') ||
      (where === 'in SASL' && element.name === 'response')
    const began = performance.now()
    expect((await refusal(server, {}, {}, 200)).reason).toBe('timeout')
    expect(performance.now() - began).toBeLessThan(5000)
    await until(() => server.last.socket.closed)
  },
)

test('J8: half a TLS handshake is given up, too', async () => {
  use('offer')
  server.answer = (element, connection) => {
    if (element.name !== 'starttls') return false
    // What comes now is no XML: random bytes, which the script must not read as such.
    server.isSilent = true
    connection.socket.write(`<proceed xmlns='${NS.tls}'/>`)
    return true
  }
  expect((await refusal(server, {}, {}, 200)).reason).toBe('timeout')
  await until(() => server.last.socket.closed)
})

test('F10: who was online before comes back when the silence ends', async () => {
  const marty = new TestClient(server, MARTY, { timers: { connectMs: 600 } })
  await marty.online()
  server.isSilent = true
  server.last.cut()
  await until(() => marty.states.filter(({ reason }) => reason === 'timeout').length >= 2)
  server.isSilent = false
  await marty.online(2)
  marty.client.end()
})

test('F12, S60: what is sent all through a reconnect is never seen in clear text', async () => {
  use('offer')
  const marty = new TestClient(server, MARTY, { allowPlainText: false })
  await marty.online()
  for (let i = 0; i < 3; i++) {
    server.last.cut()
    for (let j = 0; j < 10; j++) {
      marty.say(`m${i}-${j}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await marty.online(i + 2)
  }
  await until(() => marty.acknowledged.length === 30)
  expect(new Set(server.ids).size).toBe(30)
  expect(server.stanzas).toHaveLength(30)
  expect(server.connections.map(({ clearText }) => clearText).join('')).not.toContain('About')
  marty.client.end()
})

test('J12, S54: see-other-host is not followed', async () => {
  const inner = await new TestServer().start()
  server.answer = (_, connection) => {
    connection.send(
      `<stream:error><see-other-host xmlns='${NS.streams}'>127.0.0.1:${inner.port}</see-other-host></stream:error></stream:stream>`,
    )
    return true
  }
  expect(await refusal(server)).toMatchObject({ reason: 'disconnected' })
  expect(inner.connections).toEqual([])
  await inner.stop()
})

test('S51: a server that offers compression is not taken up on it', async () => {
  server.offers +=
    "<compression xmlns='http://jabber.org/features/compress'><method>zlib</method></compression>"
  const { stream } = await enter(server)
  expect(server.last.clearText).not.toContain('compress')
  stream.close()
})

test.each([
  ['garbage', 'SSH-2.0-x\r\n<<<>>>'],
  ['a web page', '<html><body>400</body></html>'],
  ['another element', `<stream:stream xmlns:stream='${NS.stream}'><x/>`],
  ['an early end', `<stream:stream xmlns:stream='${NS.stream}'></stream:stream>`],
])('%s in place of features is an error, not a wait', async (_, text) => {
  server.isSilent = true
  const waiting = refusal(server)
  await until(() => server.connections.length === 1)
  server.last.send(text)
  expect(['protocol', 'disconnected']).toContain((await waiting).reason)
})

test('a port where nobody listens is unreachable', async () => {
  const { port } = server
  await server.stop()
  const service = { host: '127.0.0.1', port, directTls: false }
  expect(await refusal(server, {}, { service })).toMatchObject({
    reason: 'unreachable',
    text: 'ECONNREFUSED',
  })
  server = await new TestServer().start()
})
