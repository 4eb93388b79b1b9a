import { createRequire } from 'node:module'
import { type Element, xml } from '@xmpp/xml'
import { expect, test } from 'vitest'
import { FtwClient } from './client.ts'
import { installTransport } from './install.ts'
import { configFor, MARTY } from './testClient.ts'
import { TestServer } from './testServer.ts'

interface Address {
  user?: string
  domain: string
  resource?: string
}

const Client: {
  new (options: object): FtwClient
  JID: new (text: unknown) => Address
  ltx: { Element: unknown }
  use(implementation: unknown): void
} = createRequire(import.meta.url)('node-xmpp-client')

test('a client without a transport says what is missing', () => {
  Client.use(undefined)
  expect(() => new Client({ jid: 'marty@hill.valley' })).toThrow('No XMPP transport is installed')
  expect(Client.ltx.Element).toBeUndefined()
})

test('a new Client is one of ours, with all that XMPP-FTW asks of it', () => {
  installTransport({ domains: [] })
  const client = new Client({ jid: 'marty@hill.valley', password: 'x' })
  expect(client).toBeInstanceOf(FtwClient)
  for (const method of ['on', 'once', 'removeAllListeners', 'send', 'end'] as const)
    expect(client[method]).toBeTypeOf('function')
  expect(() => client.connection.socket.setTimeout()).not.toThrow()
  expect(() => client.connection.socket.setKeepAlive()).not.toThrow()
  expect(new (Client.ltx.Element as new (name: string) => object)('x')).toBeInstanceOf(xml('x').constructor)
  client.end()
})

test('house trap 6: of what XMPP-FTW passes on, nothing says where or how to connect', async () => {
  const [server, inner] = [await new TestServer().start(), await new TestServer().start()]
  installTransport(configFor(server))
  const elsewhere = { host: '127.0.0.1', port: inner.port, directTls: false }
  const client = new Client({
    ...MARTY,
    ...elsewhere,
    service: elsewhere,
    domains: [],
    allowPlainText: false,
  })
  await new Promise((resolve) => client.once('online', resolve))
  expect(inner.connections).toEqual([])
  client.end()
  await Promise.all([server.stop(), inner.stop()])
})

test('a stanza is its own root, as XMPP-FTW has it, and keeps the namespace of its stream', async () => {
  const server = await new TestServer().start()
  installTransport(configFor(server))
  const client = new Client(MARTY)
  await new Promise((resolve) => client.once('online', resolve))
  const heard = new Promise<Element>((resolve) => client.once('stanza', resolve))
  server.last.send(`<message id='m1'><body>Doc</body></message>`)
  const stanza = await heard
  expect(stanza.root()).toBe(stanza)
  expect(stanza.getNS()).toBe('jabber:client')
  client.end()
  await server.stop()
})

test.each([
  ['marty@hill.valley/deck', { user: 'marty', domain: 'hill.valley', resource: 'deck' }],
  ['marty@hill.valley', { user: 'marty', domain: 'hill.valley' }],
  ['hill.valley/a/b@c', { domain: 'hill.valley', resource: 'a/b@c' }],
  ['evil.example/boss@x', { domain: 'evil.example', resource: 'boss@x' }],
  ['a@b@c', { user: 'a', domain: 'b@c' }],
  ['@hill.valley', { domain: 'hill.valley' }],
  ['/x', { domain: '', resource: 'x' }],
  ['bob@', { user: 'bob', domain: '' }],
  ['@', { domain: '' }],
  ['', { domain: '' }],
  [undefined, { domain: 'undefined' }],
  [null, { domain: 'null' }],
])('X12: the address %j is taken apart without a throw', (text, parts) => {
  expect({ ...new Client.JID(text) }).toEqual(parts)
})
