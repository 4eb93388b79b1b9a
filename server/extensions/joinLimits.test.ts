import { beforeEach, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { ROOM, stageRoom } from './testStage.ts'

let session: TestManager
let on: ReturnType<typeof stageRoom>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  on = stageRoom(session)
  return () => vi.useRealTimers()
})

const join = (data: object) => session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', ...data })

test('however an address is written, it is the same room; a right password starts anew', async () => {
  for (const room of [ROOM, ROOM.toUpperCase(), `${ROOM} `.trim(), 'HillValley@rooms.hill.example']) {
    join({ room, password: 'guess' })
    await on.refuse('not-authorized', 'auth')
  }
  join({ password: 'gigawatts' })
  on.letIn()
  await settled()
  session.ask('xmpp.muc.leave', { room: ROOM })
  on.throwOut()
  const answers = join({ password: 'another' })
  await settled()
  expect(answers).toEqual([])
})

test('guesses that do not wait for their refusals are counted as well', async () => {
  const answers = Array.from({ length: 8 }, (_, i) => join({ password: `guess-${i}` }))
  await settled()
  expect(on.presences()).toHaveLength(5)
  expect(answers.flat()).toMatchObject([{}, {}, {}].map(() => [{ reason: 'rate-limited', detail: '60' }]))
})

test('nor do many rooms make room for more than twenty guesses a minute', async () => {
  for (let i = 0; i < 20; i++) {
    const room = `room${i}@rooms.hill.example`
    join({ room, password: 'guess' })
    await on.refuse('not-authorized', 'auth')
  }
  const slowed = join({ password: 'guess' })
  await settled()
  expect(slowed).toMatchObject([[{ reason: 'rate-limited', detail: '60' }]])
})

test('a refusal for another reason makes the password no guess', async () => {
  for (let i = 0; i < 8; i++) {
    join({ password: 'gigawatts' })
    await on.refuse('conflict')
  }
  expect(on.presences()).toHaveLength(8)
})

test('twenty-five rooms are entered at once, more one after the other, and a hundred in all', async () => {
  const answers = Array.from({ length: 101 }, (_, i) => join({ room: `room${i}@rooms.hill.example` }))
  await settled()
  expect(on.presences()).toHaveLength(25)
  expect(answers[100]).toMatchObject([[{ reason: 'rate-limited', detail: expect.any(String) }]])
  await vi.advanceTimersByTimeAsync(1000)
  expect(on.presences()).toHaveLength(30)
  await vi.advanceTimersByTimeAsync(9200)
  const count = answers.filter((each) => each.length === 0).length
  expect(on.presences()).toHaveLength(count)
  for (let i = 0; i < 100 - count; i++) join({ room: `more${i}@rooms.hill.example` })
  await settled()
  const last = join({})
  await settled()
  expect(last).toMatchObject([[{ reason: 'too-many-rooms', detail: '100' }]])
})

test('five wrong passwords a minute are enough; another room is not concerned', async () => {
  for (let i = 0; i < 5; i++) {
    join({ password: `guess-${i}` })
    await on.refuse('not-authorized', 'auth')
  }
  const slowed = join({ password: 'guess-5' })
  await settled()
  expect(slowed).toMatchObject([[{ reason: 'rate-limited', detail: '60' }]])
  const joins = () => on.presences().filter(({ attrs }) => attrs.type === undefined)
  const count = joins().length
  join({ room: 'other@rooms.hill.example', password: 'guess' })
  expect(joins()).toHaveLength(count + 1)
  vi.advanceTimersByTime(60_001)
  join({ password: 'gigawatts' })
  expect(joins()).toHaveLength(count + 2)
})
