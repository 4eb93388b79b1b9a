import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Heartbeat } from './heartbeat.ts'
import type { XmlStream } from './stream.ts'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'
import { DEFAULT_TIMERS, type LoginFailure } from './types.ts'

const begun: Heartbeat[] = []

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'],
  })
})

afterEach(() => {
  for (const heartbeat of begun.splice(0)) heartbeat.stop()
  vi.useRealTimers()
})

/** A stream that only tells what was asked of it. */
function begin(isManaged = true) {
  const written: string[] = []
  const ends: number[] = []
  const causes: string[] = []
  const began = performance.now()
  const stream = {
    lastHeardAt: performance.now(),
    write: (text: string) => written.push(text),
    destroy: ({ reason }: LoginFailure) => {
      causes.push(reason)
      ends.push(performance.now() - began)
      heartbeat.stop()
    },
  }
  const heartbeat = new Heartbeat(stream as unknown as XmlStream, isManaged, DEFAULT_TIMERS)
  begun.push(heartbeat)
  const hear = () => {
    stream.lastHeardAt = performance.now()
  }
  return { heartbeat, stream, written, ends, causes, hear }
}

test.each([true, false])('R6: a dead link is noticed within 20 s (stream management: %s)', (isManaged) => {
  const { ends } = begin(isManaged)
  vi.advanceTimersByTime(30_000)
  expect(ends[0]).toBeLessThanOrEqual(20_000)
  expect(ends[0]).toBeGreaterThan(15_000)
})

test('a dead link is noticed sooner while something waits to be acknowledged', () => {
  const { heartbeat, ends } = begin()
  heartbeat.sent(300)
  vi.advanceTimersByTime(11_000)
  expect(ends).toHaveLength(1)
})

test('a server that answers each question keeps its link, and is asked no more than it takes', () => {
  const { heartbeat, written, ends, hear } = begin()
  for (let second = 0; second < 120; second++) {
    vi.advanceTimersByTime(1000)
    if (written.length > 0) {
      hear()
      heartbeat.answered()
    }
    expect(written.length).toBeLessThanOrEqual(1)
    written.length = 0
  }
  expect(ends).toEqual([])
})

test('a server that talks is alive, even if it owes an answer', () => {
  const { heartbeat, ends, hear } = begin()
  heartbeat.sent(300)
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000)
    hear()
  }
  expect(ends).toEqual([])
})

test('but not for ever: what it takes over never is left, and what was sent is looked for', () => {
  const { heartbeat, ends, causes, hear } = begin()
  heartbeat.sent(300)
  for (let second = 0; second < 100; second++) {
    vi.advanceTimersByTime(1000)
    hear()
  }
  expect(ends).toHaveLength(1)
  expect(ends[0]).toBeGreaterThan(80_000)
  // No reason to go on with that session.
  expect(causes).toEqual(['protocol'])
})

test('without stream management a ping is the question, and any answer will do', () => {
  const { written, ends, hear } = begin(false)
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000)
    if (written.length === 0) continue
    expect(written.splice(0)).toEqual([expect.stringContaining('urn:xmpp:ping')])
    vi.advanceTimersByTime(10)
    hear()
  }
  expect(ends).toEqual([])
})

test('one question serves all stanzas of a moment; none is asked where nobody counts', () => {
  const { heartbeat, written } = begin()
  for (let i = 0; i < 15; i++) heartbeat.sent(300)
  expect(written).toEqual([])
  vi.advanceTimersByTime(1000)
  expect(written).toEqual(["<r xmlns='urn:xmpp:sm:3'/>"])
  heartbeat.stop()
  const other = begin(false)
  other.heartbeat.sent(300)
  vi.advanceTimersByTime(1000)
  expect(other.written).toEqual([])
})

test('who has much to say is not kept waiting: many stanzas, or long ones, are asked about at once', () => {
  const { heartbeat, written } = begin()
  for (let i = 0; i < 50; i++) heartbeat.sent(100)
  expect(written).toHaveLength(2)
  vi.advanceTimersByTime(1000)
  expect(written).toHaveLength(3)
  heartbeat.sent(16 * 1024)
  expect(written).toHaveLength(4)
  vi.advanceTimersByTime(1000)
  expect(written).toHaveLength(4)
})

test('F19: a wall clock that jumps neither ends a link nor keeps a dead one', () => {
  for (const jump of [-24, 24]) {
    const { heartbeat, ends } = begin()
    heartbeat.sent(300)
    vi.advanceTimersByTime(1000)
    vi.setSystemTime(Date.now() + jump * 3_600_000)
    vi.advanceTimersByTime(2000)
    expect(ends).toEqual([])
    vi.advanceTimersByTime(20_000)
    expect(ends.length).toBeGreaterThan(0)
  }
})

test('nothing ticks once a heartbeat has stopped', () => {
  const { heartbeat } = begin()
  heartbeat.sent(300)
  heartbeat.stop()
  expect(vi.getTimerCount()).toBe(0)
})

test('F6, F8: a server that freezes is left, and found again when it thaws', async () => {
  vi.useRealTimers()
  const server = await new TestServer().start()
  const marty = new TestClient(server, MARTY, { timers: { idleMs: 40, answerMs: 200, connectMs: 800 } })
  await marty.online()
  server.isSilent = true
  await until(() => marty.state === 'reconnecting')
  expect(marty.states.at(-1)).toMatchObject({ reason: 'timeout', description: 'The server does not answer' })
  server.isSilent = false
  await marty.online(2)
  expect(marty.states.at(-1)).toMatchObject({ resumed: true })
  marty.client.end()
  await server.stop()
})
