import { xml } from '@xmpp/xml'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
let marty: TestClient

beforeEach(async () => {
  server = await new TestServer().start()
  marty = new TestClient(server, MARTY, { timers: { idleMs: 40, answerMs: 200 } })
  await marty.online()
})

afterEach(async () => {
  marty.client.end()
  await server.stop()
})

// A server that hung may do what it had read before, and count it no more.
test('after a silence, what an archive can tell of is doubtful before one is online again; the rest is sent again', async () => {
  const told: string[] = []
  marty.client.on('fail', (sent) => told.push(JSON.stringify(sent)))
  marty.client.on('state', ({ state }) => told.push(state))
  server.isSilent = true
  const originId = xml('origin-id', { xmlns: 'urn:xmpp:sid:0', id: 'm1' })
  marty.client.send(xml('message', { id: 'm1', to: 'doc@hill.valley' }, originId))
  marty.say('m2')
  await until(() => marty.state === 'reconnecting')
  expect(marty.states.at(-1)).toMatchObject({ reason: 'timeout' })
  server.isSilent = false
  await until(() => marty.acknowledged.length > 0)
  expect(marty.states.at(-1)).toMatchObject({ state: 'online', resumed: true })
  expect(told.slice(0, 1).concat(told.slice(-2))).toEqual([
    'reconnecting',
    '[{"id":"m1","to":"doc@hill.valley","mayRepeat":true}]',
    'online',
  ])
  expect(server.ids).toEqual(['m2'])
  expect(marty.acknowledged).toEqual(['m2'])
})

test('where the link broke, and no silence was, all of it is sent again', async () => {
  server.answer = ({ name }) => name === 'message'
  marty.client.send(
    xml('message', { id: 'm1', to: 'doc@hill.valley' }, xml('origin-id', { xmlns: 'urn:xmpp:sid:0' })),
  )
  await until(() => server.last.clearText.includes('m1'))
  server.answer = () => false
  server.last.cut()
  await until(() => marty.acknowledged.length > 0)
  expect(server.ids).toEqual(['m1'])
  expect(marty.failed).toEqual([])
})
