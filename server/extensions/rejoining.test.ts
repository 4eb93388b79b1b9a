import { beforeEach, describe, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { past, ROOM, stageRoom } from './testStage.ts'

let session: TestManager
let on: ReturnType<typeof stageRoom>

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  on = stageRoom(session)
  session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', password: 'gigawatts' })
  on.comes('Doc')
  on.comes('Jennifer')
  on.letIn()
  session.receive(on.said('old', 'Doc'))
  await settled()
  vi.advanceTimersByTime(120_000)
  session.forget()
  return () => vi.useRealTimers()
})

describe('what we lose by nobody’s wish is entered again', () => {
  test.each([
    [[332], 'shutdown', 4000],
    [[307, 333], 'kicked', 2000],
    [[333], 'kicked', 2000],
    [[], 'lost', 0],
  ])('after status %o', async (codes, cause, withinMs) => {
    on.throwOut(...codes)
    expect(on.told('xmpp.muc.rejoining')).toMatchObject([{ room: ROOM, nick: 'Marty', cause }])
    expect(on.told('xmpp.muc.roster')).toEqual([])
    await on.pass(withinMs)
    expect(on.presences().map(String)).toEqual([expect.stringContaining('<password>gigawatts</password>')])
  })

  test.each([301, 307, 321, 322])('but not after status %i', async (code) => {
    on.throwOut(code)
    await on.pass(600_000)
    expect(on.told('xmpp.muc.roster')).toMatchObject([{ self: true, present: false, status: [110, code] }])
    expect(on.presences()).toEqual([])
  })

  test('nor where we told everybody that we are not there', async () => {
    session.ask('xmpp.presence', { type: 'unavailable' })
    session.forget()
    on.throwOut()
    await on.pass(600_000)
    expect(on.presences()).toEqual([])
    expect(on.told('xmpp.muc.roster')).toMatchObject([{ self: true, present: false }])
  })

  test('nor once it is left on the way back', async () => {
    on.throwOut(332)
    session.ask('xmpp.muc.leave', { room: ROOM })
    session.forget()
    await on.pass(600_000)
    expect(on.presences()).toEqual([])
  })
})

describe('on the way back', () => {
  beforeEach(() => on.throwOut())

  test('only those go who are not there again', async () => {
    on.comes('Doc')
    on.letIn()
    await settled()
    expect(on.told('xmpp.muc.roster')).toMatchObject([
      { nick: 'Doc', present: true },
      { nick: 'Marty', present: true, self: true },
      { nick: 'Jennifer', present: false },
    ])
  })

  test('history that was heard before is not told again', async () => {
    on.letIn()
    session.forget()
    on.throwOut()
    session.receive(
      on.presence('Marty', [110]) + on.said('old', 'Doc', past) + on.said('new', 'Doc', past) + on.subject,
    )
    expect(on.told('xmpp.muc.message')).toMatchObject([{ id: 'new', delay: {} }])
  })

  test('what is said waits until we are inside', async () => {
    const answers = session.ask('xmpp.muc.message', { room: ROOM, content: 'Hi', id: 'm1' })
    await settled()
    expect(answers).toEqual([[null, { id: 'm1' }]])
    expect(session.client.sent.some(({ name }) => name === 'message')).toBe(false)
    on.letIn()
    expect(session.client.sent.filter(({ name }) => name === 'message')).toHaveLength(1)
  })

  test('a passing refusal is tried again later, and later, and told as nothing else', async () => {
    const waits: number[] = []
    for (let i = 0; i < 3; i++) {
      await on.refuse('service-unavailable', 'wait')
      waits.push(on.untilRetry())
      await on.pass(on.untilRetry())
    }
    expect(on.presences()).toHaveLength(4)
    expect(waits[2]).toBeGreaterThan(waits[0] ?? Number.POSITIVE_INFINITY)
    expect(on.told('xmpp.muc.error')).toEqual([])
  })

  test('a room that stays full is given up, and what was to be said is told as unsaid', async () => {
    session.ask('xmpp.muc.message', { room: ROOM, content: 'Hi', id: 'm1' })
    for (let i = 0; i < 8 && on.entry(); i++) {
      await on.refuse('service-unavailable', 'wait')
      await on.pass(on.untilRetry())
    }
    expect(on.told('xmpp.muc.error')).toMatchObject([
      { type: 'presence', error: { reason: 'full' } },
      { type: 'message', id: 'm1', content: 'Hi', error: { reason: 'not-joined' } },
    ])
    expect(on.told('xmpp.muc.roster')).toMatchObject([{ self: true, present: false }])
    expect(on.entry()).toBeUndefined()
  })

  test('a refused password is told as the session’s own, and its copy stays until another one is right', async () => {
    await on.refuse('not-authorized', 'auth')
    expect(on.told('xmpp.muc.error')).toMatchObject([{ error: { reason: 'wrong-password', stored: true } }])
    session.forget()
    const answers = session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty' })
    await on.refuse('not-authorized', 'auth')
    expect(answers).toMatchObject([[{ reason: 'wrong-password', stored: true }]])
    const second = session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', password: 'plutonium' })
    await on.refuse('not-authorized', 'auth')
    expect(second[0]?.[0]).not.toHaveProperty('stored')
    session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', password: 'lightning' })
    on.letIn()
    on.throwOut()
    expect(String(on.presences().at(-1))).toContain('<password>lightning</password>')
  })

  test('a room that had to be made anew is no protected one: we leave it', async () => {
    on.letIn([110, 201])
    await settled()
    expect(on.presences().at(-1)?.attrs).toMatchObject({ type: 'unavailable' })
    expect(on.told('xmpp.muc.error')).toMatchObject([{ error: { reason: 'not-found' } }])
    expect(on.told('xmpp.muc.roster')).toMatchObject([{ self: true, present: false }])
  })

  test('who keeps losing us is given up', async () => {
    for (let i = 0; i < 7; i++) {
      on.letIn()
      on.throwOut()
    }
    expect(on.told('xmpp.muc.error')).toMatchObject([{ error: { reason: 'not-joined' } }])
    expect(on.entry()).toBeUndefined()
  })
})

test('a copy that is not wanted is not kept', async () => {
  session.ask('xmpp.muc.forget', { room: ROOM.toUpperCase() })
  on.throwOut()
  expect(String(on.presences().at(-1))).not.toContain('password')
  await on.refuse('not-authorized', 'auth')
  expect(on.told('xmpp.muc.error')).toMatchObject([{ error: { reason: 'password-required' } }])
  session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', password: 'gigawatts', remember: false })
  on.letIn()
  on.throwOut()
  expect(String(on.presences().at(-1))).not.toContain('password')
})

describe('the past of a room', () => {
  const enter = async () => {
    session.ask('xmpp.muc.leave', { room: ROOM })
    on.throwOut()
    session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty' })
    session.receive(on.presence('Marty', [110]))
    await settled()
    session.forget()
  }

  test('may take its time: what is told late was said long ago all the same', async () => {
    await enter()
    for (const id of ['a', 'b', 'c']) {
      await on.pass(900)
      session.receive(on.said(id, 'Doc', past))
    }
    expect(on.told('xmpp.muc.message')).toMatchObject([{ delay: {} }, { delay: {} }, { delay: {} }])
  })

  test('is over after ten seconds, whatever its people forge', async () => {
    await enter()
    for (let i = 0; i < 30; i++) {
      await on.pass(500)
      session.receive(on.said(`m${i}`, 'Biff', past))
    }
    expect(on.told('xmpp.muc.message').at(-1)).not.toHaveProperty('delay')
  })

  test('begins anew with each entry', async () => {
    await enter()
    await on.pass(500)
    session.bind()
    session.receive(on.presence('Marty', [110]))
    await on.pass(600)
    session.receive(on.said('late', 'Doc', past))
    expect(on.told('xmpp.muc.message')).toMatchObject([{ id: 'late', delay: {} }])
  })
})
