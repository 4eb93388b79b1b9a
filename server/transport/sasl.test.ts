import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeTestCertificate, type TestCertificate } from './testCertificate.ts'
import { until } from './testClient.ts'
import { enter, refusal } from './testNegotiation.ts'
import { TestServer } from './testServer.ts'
import { NS } from './types.ts'

let server: TestServer
let certificate: TestCertificate

beforeAll(() => {
  certificate = makeTestCertificate('hill.valley')
})

beforeEach(async () => {
  server = await new TestServer().start()
})

afterEach(() => server.stop())

const chosen = () => / mechanism="([^"]*)"/u.exec(server.last.clearText + server.last.secretText)?.[1]

/** Downgrades are remembered by domain: each of these tests has its own. */
function elsewhere(domain: string, mechanisms: string[]) {
  Object.assign(server, { domain, mechanisms })
  return [{ jid: `marty@${domain}` }, { domains: [domain], allowPlainPassword: true }] as const
}

const withTls = (domain: string) =>
  Object.assign(server, { tls: 'offer', certificate: makeTestCertificate(domain) })

test.each([
  [['PLAIN', 'SCRAM-SHA-1'], 'SCRAM-SHA-1'],
  [['SCRAM-SHA-1', 'PLAIN', 'SCRAM-SHA-256'], 'SCRAM-SHA-256'],
  [['SCRAM-SHA-256-PLUS', 'SCRAM-SHA-256'], 'SCRAM-SHA-256'],
])('house trap 11: of %j the strongest is taken', async (mechanisms, wanted) => {
  server.mechanisms = mechanisms
  const { stream } = await enter(server)
  expect(chosen()).toBe(wanted)
  stream.close()
})

test('PLAIN inside TLS, where the operator allows it', async () => {
  withTls('plain.valley')
  const { stream } = await enter(server, ...elsewhere('plain.valley', ['PLAIN']))
  expect(chosen()).toBe('PLAIN')
  expect(server.last.clearText).not.toContain('PLAIN" ')
  stream.close()
})

test('house trap 11: no PLAIN outside TLS, even on loopback and allowed', async () => {
  expect((await refusal(server, ...elsewhere('bare.valley', ['PLAIN']))).reason).toBe('no-mechanism')
  expect(server.last.clearText).not.toContain('<auth')
})

test('no PLAIN unless the operator allows it', async () => {
  withTls('strict.valley')
  const [options, more] = elsewhere('strict.valley', ['PLAIN'])
  const cause = await refusal(server, options, { ...more, allowPlainPassword: false })
  expect(cause.reason).toBe('no-mechanism')
  expect(server.last.secretText).not.toContain('<auth')
})

test('S59: a domain that once offered SCRAM is not believed when it offers only PLAIN', async () => {
  withTls('former.valley')
  const { stream } = await enter(server, ...elsewhere('former.valley', ['SCRAM-SHA-1', 'PLAIN']))
  stream.close()
  const cause = await refusal(server, ...elsewhere('former.valley', ['PLAIN']))
  expect(cause.reason).toBe('no-mechanism')
  expect(server.last.secretText).not.toContain('<auth')
})

test.each(['ünï', 'иван'])('J13: %s signs in', async (user) => {
  server.accounts.set(user, 'пароль 💥')
  for (const mechanism of ['SCRAM-SHA-1', 'SCRAM-SHA-256']) {
    server.mechanisms = [mechanism]
    const { stream } = await enter(server, { jid: `${user}@hill.valley`, password: 'пароль 💥' })
    stream.close()
  }
})

test('a guest signs in as a guest, and only where guests are taken', async () => {
  const guest = { jid: 'hill.valley', preferredSaslMechanism: 'ANONYMOUS' }
  const { stream } = await enter(server, guest)
  expect(chosen()).toBe('ANONYMOUS')
  stream.close()
  server.mechanisms = ['SCRAM-SHA-1']
  expect((await refusal(server, guest)).reason).toBe('no-mechanism')
})

test('the browser chooses no other mechanism', async () => {
  const { stream } = await enter(server, { preferredSaslMechanism: 'PLAIN' })
  expect(chosen()).toBe('SCRAM-SHA-256')
  stream.close()
})

test.each([
  ['a false proof', { proof: 'AAAA' }],
  ['a foreign nonce', { nonce: 'evilnonce' }],
  ['one round', { iterations: '1' }],
  ['a thousand million rounds', { iterations: '1000000000' }],
])('J11, S58: a server with %s is refused', async (_, lies) => {
  server.lies = lies
  expect((await refusal(server)).reason).toBe('server-proof')
  await until(() => server.last.socket.closed)
})

test.each([
  ['success without a challenge', 'auth', `<success xmlns='${NS.sasl}'/>`],
  ['success without a proof', 'response', `<success xmlns='${NS.sasl}'/>`],
  ['something else', 'auth', "<x xmlns='urn:x'/>"],
])('J11: %s is refused', async (_, name, reply) => {
  server.answer = (element, connection) => {
    if (element.name === name) connection.send(reply)
    return element.name === name
  }
  expect((await refusal(server)).reason).toBe('server-proof')
})

test('a proof that comes in a challenge of its own is checked as well', async () => {
  let proof = ''
  server.answer = (element, connection) => {
    if (element.name !== 'response') return false
    if (element.getText() === '') connection.succeed()
    else {
      proof = connection.prove(element)
      connection.send(`<challenge xmlns='${NS.sasl}'>${proof}</challenge>`)
    }
    return true
  }
  const { stream } = await enter(server)
  expect(proof).not.toBe('')
  stream.close()
  server.lies = { proof: 'AAAA' }
  expect((await refusal(server)).reason).toBe('server-proof')
})

test.each([
  ['not-authorized', 'wrong-password'],
  ['account-disabled', 'account-disabled'],
  ['credentials-expired', 'account-disabled'],
  ['temporary-auth-failure', 'unreachable'],
  ['invalid-mechanism', 'no-mechanism'],
])('the failure %s is told as %s, with the server’s words', async (condition, reason) => {
  server.answer = (element, connection) => {
    if (element.name === 'auth')
      connection.send(
        `<failure xmlns='${NS.sasl}'><${condition}/><text xml:lang='en'>Why not</text></failure>`,
      )
    return element.name === 'auth'
  }
  expect(await refusal(server)).toMatchObject({ reason, text: 'Why not' })
})

test('no failure repeats the password', async () => {
  const { message, stack, text } = await refusal(server, { password: 'canary-password' })
  expect(`${message}${stack}${text}`).not.toContain('canary')
})

test('a certificate of one domain opens no other', async () => {
  Object.assign(server, { tls: 'offer', certificate })
  const [options, more] = elsewhere('other.valley', ['SCRAM-SHA-1'])
  expect((await refusal(server, options, more)).reason).toBe('certificate')
})
