import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'

const OFFER = "<csi xmlns='urn:xmpp:csi:0'/>"
const INACTIVE = "<inactive xmlns='urn:xmpp:csi:0'/>"
let server: TestServer
let marty: TestClient

beforeEach(async () => {
  server = await new TestServer().start()
})
afterEach(async () => {
  marty.client.end()
  await server.stop()
})

test('a server that wants to know is told, and it counts as no stanza', async () => {
  server.offers += OFFER
  // The scripted server takes everything for a stanza.
  server.answer = ({ name }) => name === 'inactive'
  marty = new TestClient(server)
  await marty.online()
  marty.client.indicate('inactive')
  marty.say('m1')
  await until(() => marty.acknowledged.length === 1)
  expect(server.last.clearText).toContain(INACTIVE)
  server.last.cut()
  await marty.online(2)
  expect(marty.failed).toEqual([])
})

test('a server that does not want to know is told nothing, nor is one that is away', async () => {
  marty = new TestClient(server)
  await marty.online()
  marty.client.indicate('inactive')
  marty.say('m1')
  await until(() => marty.acknowledged.length === 1)
  server.offers += OFFER
  server.last.cut()
  await until(() => marty.state === 'reconnecting')
  marty.client.indicate('inactive')
  await marty.online(2)
  marty.say('m2')
  await until(() => marty.acknowledged.length === 2)
  expect(server.connections.map(({ clearText }) => clearText).join('')).not.toContain('inactive')
})
