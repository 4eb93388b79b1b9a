import { afterEach, beforeEach, expect, test } from 'vitest'
import { MARTY, TestClient } from './testClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
let marty: TestClient

beforeEach(async () => {
  server = await new TestServer().start()
  marty = new TestClient(server, { ...MARTY })
  await marty.online()
  server.accounts.set('marty', '88 mph')
})
afterEach(async () => {
  marty.client.end()
  await server.stop()
})

test('after a change, a link that breaks is taken up with the new password', async () => {
  marty.client.changePassword('88 mph')
  server.last.cut()
  await marty.online(2)
  expect(marty.errors).toEqual([])
})

test('somebody else’s change shuts out whoever has the old one', async () => {
  server.last.cut()
  expect((await marty.error()).reason).toBe('wrong-password')
})
