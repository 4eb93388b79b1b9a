import { afterEach, beforeEach, expect, test } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'

// Sessions that it makes no sense to go on with: a new one begins, and what was on its way is told as of doubtful fate.

const SM = 'urn:xmpp:sm:3'

let server: TestServer
let marty: TestClient

beforeEach(async () => {
  server = await new TestServer().start()
  marty = new TestClient(server, MARTY, { timers: { answerMs: 500, sweepMs: 10, connectMs: 1000 } })
  await marty.online()
})

afterEach(async () => {
  marty.client.end()
  await server.stop()
})

async function beganAnew(): Promise<void> {
  await until(() => marty.onlines === 2)
  expect(marty.states.at(-1)).toMatchObject({ state: 'online', resumed: false })
  marty.say('next')
  await until(() => marty.acknowledged.includes('next'))
}

test('a resume after which the server counts what was never sent', async () => {
  const [session] = server.sessions.values()
  if (session) session.h += 5
  server.last.cut()
  await beganAnew()
})

test('a server that talks on and on, and counts what was never sent', async () => {
  server.acknowledges = false
  marty.say('m1')
  const { last } = server
  const talk = setInterval(() => last.send(`<a xmlns='${SM}' h='99'/>`), 5)
  await until(() => marty.state === 'reconnecting')
  clearInterval(talk)
  expect(marty.states.at(-1)).toMatchObject({ reason: 'protocol' })
  server.acknowledges = true
  await beganAnew()
  expect(marty.failed).toEqual(['m1'])
})

test('a server that takes what follows a resume for a part of what was on its way before', async () => {
  server.answer = (element) => element.name === 'message'
  marty.say('m1')
  await until(() => server.last.clearText.includes('m1'))
  server.answer = (element, connection) => connection.isResumed && element.name !== 'resume'
  server.last.cut()
  await until(() => server.last.isResumed)
  const swallowed = server.last
  marty.say('m2')
  await marty.online(2)
  await until(() => marty.failed.length > 0)
  expect(swallowed.clearText).not.toContain('<message')
  expect(marty.states.at(-1)).toMatchObject({ resumed: false })
  expect(marty.failed).toEqual(['m1'])
  await until(() => server.ids.length > 0)
  expect(server.ids).toEqual(['m2'])
})

test('a server that said what is no XML, and would say it again', async () => {
  const [session] = server.sessions.values()
  session?.unacknowledged.push("<message id='&bad'/>")
  server.last.send("<message id='&bad'/><")
  server.last.send('!-- -->')
  await beganAnew()
})
