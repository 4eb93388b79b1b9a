import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const indicate = vi.fn()
let session: TestManager

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  indicate.mockReset()
  session = new TestManager(createExtensions()).online()
  Object.assign(session.client, { indicate })
})
afterEach(() => vi.useRealTimers())

const see = async (visible: boolean) => {
  session.ask('xmpp.session.visibility', { visible })
  await settled()
}
const said = () => indicate.mock.calls.flat()

test('out of sight for half a minute is inactive; in sight is active at once', async () => {
  await see(false)
  vi.advanceTimersByTime(29_999)
  expect(said()).toEqual([])
  vi.advanceTimersByTime(1)
  expect(said()).toEqual(['inactive'])
  await see(true)
  expect(said()).toEqual(['inactive', 'active'])
})

test('a glance elsewhere is no absence, and what is so already is not said again', async () => {
  await see(false)
  vi.advanceTimersByTime(20_000)
  await see(true)
  vi.advanceTimersByTime(20_000)
  await see(true)
  expect(said()).toEqual([])
  await see(false)
  await see(false)
  vi.advanceTimersByTime(30_000)
  await see(false)
  vi.advanceTimersByTime(30_000)
  expect(said()).toEqual(['inactive'])
})

test('every new stream begins active, and is told when it is not so', async () => {
  session.bind()
  expect(said()).toEqual([])
  await see(false)
  vi.advanceTimersByTime(30_000)
  session.bind()
  session.client.emit('state', { state: 'reconnecting', reason: 'disconnected', retryAt: 0 })
  session.client.emit('state', { state: 'online', resumed: true })
  expect(said()).toEqual(['inactive', 'inactive', 'inactive'])
})

test('a client that can tell its server nothing of the kind is left alone', async () => {
  Object.assign(session.client, { indicate: undefined })
  await see(false)
  vi.advanceTimersByTime(30_000)
  await see(true)
  expect(session.sent).toEqual([])
})
