import { afterEach, beforeEach, expect, test } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'
import { NS } from './types.ts'

let server: TestServer
let marty: TestClient

beforeEach(async () => {
  server = await new TestServer().start()
})

afterEach(async () => {
  marty.client.end()
  await server.stop()
})

const bound = (jid: string) => `<bind xmlns='${NS.bind}'><jid>${jid}</jid></bind>`

function answerBind(content: string, type = 'result'): void {
  server.answer = (element, connection) => {
    if (!element.getChild('bind', NS.bind)) return false
    connection.send(`<iq type='${type}' id='${element.attrs.id}'>${content}</iq>`)
    return true
  }
}

test.each([
  'root@hill.valley/deck',
  'marty@other.valley/deck',
  'hill.valley/deck',
  'marty@hill.valley@x/deck',
  '',
])('S22: a server that gives the address %j instead of ours is refused', async (jid) => {
  answerBind(bound(jid))
  marty = new TestClient(server)
  expect((await marty.error()).reason).toBe('protocol')
  expect(marty.onlines).toBe(0)
  await until(() => server.last.socket.closed)
})

test('a server that binds nothing is refused', async () => {
  answerBind("<error type='cancel'><conflict xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>", 'error')
  marty = new TestClient(server)
  expect((await marty.error()).reason).toBe('protocol')
  await until(() => server.last.socket.closed)
})

test('S22: a server that gives somebody else’s address at a reconnect does not get a session', async () => {
  marty = new TestClient(server)
  await marty.online()
  server.sessions.clear()
  answerBind(bound('root@hill.valley/deck'))
  server.last.cut()
  await until(() => marty.states.some(({ reason }) => reason === 'protocol'))
  expect(marty.client.jid?.user).toBe('marty')
  expect(marty.onlines).toBe(1)
  await until(() => server.connections.slice(0, -1).every(({ socket }) => socket.closed))
})

test('the server may choose the resource', async () => {
  answerBind(bound('marty@hill.valley/flux'))
  server.offers = ''
  marty = new TestClient(server)
  await marty.online()
  expect(marty.client.jid?.resource).toBe('flux')
})

test('without a resource of its own the client asks for none', async () => {
  marty = new TestClient(server, { ...MARTY, jid: 'marty@hill.valley' })
  await marty.online()
  expect(server.last.clearText).not.toContain('<resource>')
  expect(marty.client.jid).toEqual({ user: 'marty', domain: 'hill.valley', resource: 'r1' })
})

test('a guest takes the name that the server gives', async () => {
  marty = new TestClient(server, { jid: 'hill.valley', preferredSaslMechanism: 'ANONYMOUS' })
  await marty.online()
  expect(marty.client.jid?.user).toBe('guest')
})

test('S22: a guest of one domain does not become one of another', async () => {
  answerBind(bound('guest@other.valley/x'))
  marty = new TestClient(server, { jid: 'hill.valley', preferredSaslMechanism: 'ANONYMOUS' })
  expect((await marty.error()).reason).toBe('protocol')
})

test('RFC 3921 §3: a session is asked for where the server needs one', async () => {
  const asked: string[] = []
  server.answer = (element, connection) => {
    if (!element.getChild('session', NS.session)) return false
    asked.push(element.attrs.id ?? '')
    connection.send(`<iq type='result' id='${element.attrs.id}'/>`)
    return true
  }
  server.offers += `<session xmlns='${NS.session}'/>`
  marty = new TestClient(server)
  await marty.online()
  marty.client.end()
  server.offers = server.offers.replace("-session'/>", "-session'><optional/></session>")
  marty = new TestClient(server)
  await marty.online()
  expect(asked).toEqual(['session'])
})
