import { beforeEach, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { stageArchive } from './testArchive.ts'

// Nothing may hold a conversation up for good, and nothing that is held may go to somebody else.

const DOC = 'doc@hill.example'

let session: TestManager
let archive: ReturnType<typeof stageArchive>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  archive = stageArchive(session)
  return () => vi.useRealTimers()
})

const say = (id: string) => session.ask('xmpp.chat.message', { to: DOC, content: id, id })
const said = () =>
  session.client.sent.filter(({ name }) => name === 'message').map(({ attrs }) => attrs.id as string)
const sent = (...ids: string[]) => ids.map((id) => ({ id, to: DOC }))
const again = (each: { id: string; to: string }) => ({ ...each, mayRepeat: true })
const told = (event: string) => session.told.flatMap(([name, data]) => (name === event ? [data] : []))
async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms)
  await settled()
}

test('what the transport has no room for goes out when it is known that it did not, before what comes after it', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `m${index}`)
  for (const id of ids) say(id)
  say('next')
  session.client.emit('fail', sent(...ids))
  session.forget()
  await pass(1000)
  archive.holds('m0')
  await archive.answer({ rounds: 2 })
  expect(said()).toEqual([...ids.slice(1), 'next'])
})

test('what was lost with a session is looked for once, though the transport names it as well', async () => {
  say('m1')
  session.client.emit('state', { state: 'reconnecting' })
  session.bind()
  session.client.emit('fail', sent('m1'))
  session.forget()
  await pass(1000)
  await archive.answer({ rounds: 2 })
  expect(said()).toEqual(['m1'])
})

test('what is being looked for when somebody else signs in goes nowhere', async () => {
  say('m1')
  session.client.emit('state', { state: 'reconnecting' })
  session.bind()
  await pass(500)
  session.online()
  await pass(5000)
  await archive.answer({ rounds: 3 })
  expect(said()).toEqual([])
  expect(archive.asked()).toBe(0)
})

test('after a silence of the server that goes on, what its archive has is not said again', async () => {
  say('m1')
  say('m2')
  session.client.emit('state', { state: 'reconnecting' })
  say('m3')
  session.client.emit('fail', sent('m1', 'm2').map(again))
  session.client.emit('state', { state: 'online', resumed: true })
  session.forget()
  await pass(1000)
  archive.holds('m1')
  await archive.answer({ rounds: 2 })
  expect(said()).toEqual(['m2', 'm3'])
  expect(told('xmpp.delivery.confirmed')).toMatchObject([{ id: 'm1', archiveId: 'a-m1' }])
})

test('where nothing can tell, a session that goes on says it again; a new one does not', async () => {
  archive.prefers("<prefs xmlns='urn:xmpp:mam:2' default='never'/>")
  say('m1')
  session.client.emit('state', { state: 'reconnecting' })
  session.client.emit('fail', sent('m1').map(again))
  session.client.emit('state', { state: 'online', resumed: true })
  session.forget()
  await pass(1000)
  await archive.answer({ rounds: 2 })
  expect(said()).toEqual(['m1'])
  session.client.emit('state', { state: 'reconnecting' })
  session.client.emit('fail', sent('m1').map(again))
  session.bind()
  session.forget()
  await pass(1000)
  await archive.answer({ rounds: 2 })
  expect(said()).toEqual([])
  expect(told('xmpp.chat.error')).toMatchObject([{ id: 'm1', error: { reason: 'unconfirmed' } }])
})
