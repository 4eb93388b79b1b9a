import { beforeEach, expect, test, vi } from 'vitest'
import { settled } from '../xmpp/testManager.ts'
import { ScriptSession } from './script.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

let transport: TestTransport
let tab: TestTab
let script: ScriptSession

beforeEach(() => {
  transport = new TestTransport()
  tab = new TestTab('1')
  script = new ScriptSession(tab, () => {})
  return () => script.end()
})

async function signIn(): Promise<void> {
  script.receive('xmpp.login', { jid: 'marty@hill.example', password: PASSWORD }, undefined)
  await settled()
}

test('signing in is answered by events, as XMPP-FTW does it', async () => {
  await signIn()
  expect(tab.told).toEqual([
    ['xmpp.connection', { status: 'online', jid: { user: 'marty', domain: 'hill.example', resource: 'r1' } }],
  ])
})

test('nothing is fetched or sent that the script did not ask for', async () => {
  await signIn()
  expect(transport.last.sent.filter((stanza) => stanza.name !== 'iq')).toEqual([])
  expect(transport.last.sent.map(String).join('')).not.toContain('jabber:iq:roster')
})

test('before signing in, an event that needs a session says so', () => {
  const ack = vi.fn()
  script.receive('xmpp.roster.get', {}, ack)
  expect(ack).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'not-connected' }))
})

test('a wrong password is told, and the next try may follow at once', async () => {
  script.receive('xmpp.login', { jid: 'marty@hill.example', password: 'wrong' }, undefined)
  await settled()
  await signIn()
  expect(tab.told.map(([name]) => name)).toEqual(['xmpp.error', 'xmpp.connection'])
})

test('where to connect is not the script’s to say', async () => {
  const evil = {
    host: '10.0.0.1',
    port: 6379,
    bosh: { prebind: true },
    websocket: { url: 'x' },
    actAs: 'root@hill.example',
  }
  script.receive('xmpp.login', { jid: 'marty@hill.example', password: PASSWORD, ...evil }, undefined)
  await settled()
  const options = Object.entries(transport.options[0] ?? {}).filter(([, value]) => value !== undefined)
  expect(Object.fromEntries(options)).toEqual({ jid: 'marty@hill.example', password: PASSWORD })
})

test('signing in again ends the session before', async () => {
  await signIn()
  await signIn()
  expect(transport.clients.map((client) => client.ended)).toEqual([true, false])
})

test('logging out without an acknowledgement closes the socket; with one it stays usable', async () => {
  await signIn()
  const ack = vi.fn()
  script.receive('xmpp.logout', {}, ack)
  expect(ack).toHaveBeenCalledExactlyOnceWith(null, true)
  expect(tab.closed).toBe(false)
  await signIn()
  script.receive('xmpp.logout', undefined, undefined)
  expect(tab.closed).toBe(true)
})

test('the session ends with its socket', async () => {
  await signIn()
  script.end()
  expect(transport.last.ended).toBe(true)
})

test('a socket that never says anything costs nothing', () => {
  script.end()
  expect(transport.clients).toEqual([])
})
