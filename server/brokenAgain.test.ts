import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FtwSocket } from 'xmpp-ftw'
import { createExtensions } from './extensions/index.ts'
import { installTransport } from './transport/install.ts'
import { configFor, until } from './transport/testClient.ts'
import { type TestConnection, TestServer } from './transport/testServer.ts'
import { Manager } from './xmpp/manager.ts'
import type { Element } from './xmpp/xml.ts'

// A link that dies again on the way back from a session that is lost: the whole gateway but its sockets, and a server
// that is ours.

const MAM = 'urn:xmpp:mam:2'
const DOC = 'doc@hill.valley'
const PATIENCE = { timeout: 25_000, interval: 5 }

class TestSocket implements FtwSocket {
  readonly told: [string, unknown][] = []
  readonly #listeners = new Map<string, (data: unknown, ack?: unknown) => void>()
  on = (event: string, listener: (data: unknown, ack?: unknown) => void) =>
    this.#listeners.set(event, listener)
  removeAllListeners = (event: string) => this.#listeners.delete(event)
  send = (event: string, data: unknown) => this.told.push([event, data])
  end = () => {}
  ask = (event: string, data: unknown) => this.#listeners.get(event)?.(data, () => {})
  ids = (event: string) =>
    this.told.filter(([name]) => name === event).map(([, data]) => (data as { id: string }).id)
}

let server: TestServer
let socket: TestSocket
let manager: Manager

beforeEach(async () => {
  server = await new TestServer().start()
  installTransport(configFor(server))
  socket = new TestSocket()
  manager = new Manager(socket, createExtensions())
  socket.ask('xmpp.login', { jid: 'marty@hill.valley/deck', password: '1.21 GW' })
  await until(() => socket.told.some(([name]) => name === 'xmpp.connection'))
})

afterEach(async () => {
  manager.logout(() => {})
  await server.stop()
})

const say = (id: string) => socket.ask('xmpp.chat.message', { to: DOC, content: `About ${id}`, id })
const messages = () => server.stanzas.filter(({ name }) => name === 'message').map(({ attrs }) => attrs.id)

/** What the server took over is in its archive. */
function archive(iq: Element, connection: TestConnection): boolean {
  const query = iq.getChild('query', MAM)
  const id = `id='${iq.attrs.id}'`
  if (iq.getChild('prefs', MAM))
    connection.deliver(`<iq type='result' ${id}><prefs xmlns='${MAM}' default='always'/></iq>`)
  else if (query) {
    for (const each of messages())
      connection.deliver(
        `<message><result xmlns='${MAM}' queryid='${query.attrs.queryid}' id='a-${each}'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='marty@hill.valley/deck' to='${DOC}' id='${each}'/></forwarded></result></message>`,
      )
    connection.deliver(`<iq type='result' ${id}><fin xmlns='${MAM}' complete='true'/></iq>`)
  } else return false
  if (connection.session) connection.session.h++
  return true
}

const isBind = (element: Element) => element.getChild('bind') !== undefined
const isPrefs = (element: Element) => element.getChild('prefs', MAM) !== undefined
const isQuery = (element: Element) => element.getChild('query', MAM) !== undefined
const isMessage = ({ name }: Element) => name === 'message'
const never = () => false

test.each([
  ['never', never, true],
  ['at <resume/>', ({ name }: Element) => name === 'resume', true],
  ['at the bind', isBind, true],
  ['at <enable/>', ({ name }: Element) => name === 'enable', true],
  ['before the archive', isPrefs, true],
  ['in the archive', isQuery, true],
  ['at what is said again', isMessage, true],
  ['in the archive, and goes on after it', isQuery, false],
])('F9, F11, J5: a link that dies again %s: all is said once and in order', async (_when, isTime, isLost) => {
  server.acknowledges = false
  server.answer = ({ name, attrs }) => name === 'message' && ['m4', 'm5'].includes(attrs.id ?? '')
  for (const id of ['m1', 'm2', 'm3', 'm4', 'm5']) say(id)
  await until(() => server.last.clearText.includes('About m5'))
  server.acknowledges = true
  let deaths = isTime === never ? 0 : 2
  server.answer = (element, connection) => {
    if (connection.socket.destroyed) return true
    if (deaths === 0 || !isTime(element)) return archive(element, connection)
    deaths--
    if (isLost) server.sessions.clear()
    connection.reset()
    return true
  }
  server.sessions.clear()
  server.last.reset()
  say('m6')
  await vi.waitUntil(() => socket.ids('xmpp.delivery.confirmed').length === 6, PATIENCE)
  expect(deaths).toBe(0)
  expect(messages()).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6'])
  expect(socket.ids('xmpp.delivery.confirmed')).toEqual(messages())
  expect(socket.ids('xmpp.chat.error')).toEqual([])
})
