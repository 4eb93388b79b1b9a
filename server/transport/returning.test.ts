import { expect, test } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'

test('who was in before this process was waits for a server that is away, and comes in', async () => {
  const server = await new TestServer().start()
  const { port } = server
  await server.stop()
  const marty = new TestClient(server, { ...MARTY, returning: true })
  await until(() => marty.states.filter(({ state }) => state === 'reconnecting').length >= 2)
  expect(marty.errors).toEqual([])
  const back = await new TestServer().start(port)
  await marty.online()
  expect(marty.client.jid?.resource).toBe('deck')
  marty.client.end()
  await back.stop()
})

test('a password that is wrong by now is told at once, and not tried again', async () => {
  const server = await new TestServer().start()
  server.accounts.set('marty', 'another one')
  const marty = new TestClient(server, { ...MARTY, returning: true })
  expect((await marty.error()).reason).toBe('wrong-password')
  expect(marty.states.at(-1)).toMatchObject({ state: 'offline', reason: 'wrong-password' })
  expect(server.connections).toHaveLength(1)
  await server.stop()
})
