import { beforeEach, describe, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { stageArchive } from './testArchive.ts'
import { NS_STANZAS, past, ROOM, stageRoom } from './testStage.ts'

let session: TestManager
let on: ReturnType<typeof stageRoom>
let archive: ReturnType<typeof stageArchive>

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  on = stageRoom(session)
  archive = stageArchive(session, ROOM)
  session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty' })
  on.comes('Doc')
  on.letIn()
  await settled()
  vi.advanceTimersByTime(120_000)
  session.forget()
  return () => vi.useRealTimers()
})

const say = (id: string, more: object = {}) =>
  session.ask('xmpp.muc.message', { room: ROOM, content: id, id, ...more })
const said = () =>
  session.client.sent.filter(({ name, attrs }) => name === 'message' && attrs.id).map(({ attrs }) => attrs.id)
const confirmed = () => on.told('xmpp.delivery.confirmed')
const ack = (to: string, ...ids: string[]) =>
  session.client.emit(
    'ack',
    ids.map((id) => ({ id, to })),
  )
const loseLink = () => {
  session.client.emit('state', { state: 'reconnecting', reason: 'disconnected', retryAt: 0 })
  session.bind()
  session.forget()
}
const bounce = (id: string, condition: string) =>
  session.receive(
    `<message from='${ROOM}' type='error' id='${id}'><error type='cancel'><${condition} xmlns='${NS_STANZAS}'/></error></message>`,
  )

test('what the server has taken over is not confirmed; what the room says to all is, by that', () => {
  say('m1')
  ack(ROOM, 'm1')
  session.receive(on.said('m1', 'Marty'))
  expect(confirmed()).toEqual([])
  expect(on.told('xmpp.muc.message')).toMatchObject([{ id: 'm1', own: true }])
})

test('what is said in private is confirmed by the server', () => {
  say('m1', { to: 'Doc' })
  ack(`${ROOM}/Doc`, 'm1')
  expect(confirmed()).toEqual([{ to: `${ROOM}/Doc`, id: 'm1' }])
})

describe('entered again', () => {
  test('the room’s past and its archive tell what was said; the rest is said again, in order', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `m${i}`)
    for (const id of ids) say(id)
    ack(ROOM, ...ids.slice(0, 50))
    expect(said()).toEqual(ids)
    loseLink()
    say('new')
    session.receive(on.presence('Marty', [110]) + on.said('m0', 'Marty', past) + on.subject)
    expect(confirmed()).toEqual([{ to: ROOM, id: 'm0' }])
    await on.pass(1000)
    archive.holds('m0')
    archive.holds('m1')
    await archive.answer({ rounds: 2 })
    expect(confirmed().slice(1)).toEqual([{ to: ROOM, id: 'm1', archiveId: 'a-m1' }])
    // Fifty at a time.
    expect(said()).toEqual(ids.slice(2, 52))
    ack(ROOM, ...ids.slice(2, 52))
    expect(said()).toEqual([...ids.slice(2), 'new'])
    expect(on.told('xmpp.muc.error')).toEqual([])
  })

  test('what another said with the same short id is not taken for ours', async () => {
    say('m1')
    loseLink()
    on.letIn()
    await on.pass(1000)
    archive.holds('m1', { nick: 'Biff' })
    archive.holds('m1', { sender: 'biff@hill.example' })
    await archive.answer({ rounds: 2 })
    expect(said()).toEqual(['m1'])
  })

  test('what was said in private may have arrived: nobody could tell', async () => {
    say('m1', { to: 'Doc' })
    say('m2')
    loseLink()
    on.letIn()
    await on.pass(1000)
    await archive.answer({ rounds: 2 })
    expect(on.told('xmpp.muc.error')).toMatchObject([
      { type: 'message', room: ROOM, nick: 'Doc', id: 'm1', error: { reason: 'unconfirmed' } },
    ])
    expect(said()).toEqual(['m2'])
  })

  test('what came back from a ghost goes out in its place', async () => {
    for (const id of ['m1', 'm2', 'm3']) say(id)
    for (const id of ['m1', 'm2', 'm3']) bounce(id, 'not-acceptable')
    await on.answerPing('not-acceptable')
    session.forget()
    on.letIn()
    await on.pass(0)
    expect(said()).toEqual(['m1', 'm2', 'm3'])
    expect(on.told('xmpp.muc.error')).toEqual([])
  })

  test('a bounce on the way back clears the doubt', async () => {
    say('m1')
    on.throwOut()
    bounce('m1', 'not-acceptable')
    on.letIn()
    await on.pass(0)
    expect(said()).toEqual(['m1', 'm1'])
    expect(archive.asked()).toBe(0)
  })

  test('what the room says to all after it came back is not said again', async () => {
    say('m1')
    bounce('m1', 'not-acceptable')
    session.receive(on.said('m1', 'Marty'))
    await on.answerPing('not-acceptable')
    session.forget()
    on.letIn()
    await on.pass(5000)
    expect(said()).toEqual([])
    expect(on.told('xmpp.muc.error')).toEqual([])
  })

  test('but not of what another process may have said: the archive tells', async () => {
    say('m1', { again: true, at: new Date().toISOString() })
    bounce('m1', 'not-acceptable')
    await on.pass(1000)
    archive.holds('m1')
    await archive.answer()
    expect(confirmed()).toMatchObject([{ id: 'm1' }])
    expect(said()).toEqual([])
    expect(on.told('xmpp.muc.error')).toEqual([])
  })
})

test('a room that cannot be entered again: what was to be said is told as unsaid, what may have been as doubtful', async () => {
  say('m1')
  on.throwOut()
  say('m2')
  await on.refuse('forbidden', 'auth')
  expect(on.told('xmpp.muc.error').slice(1)).toMatchObject([
    { id: 'm1', error: { reason: 'unconfirmed', detail: 'not-joined' } },
    { id: 'm2', error: { reason: 'not-joined' } },
  ])
})

test('who was removed and is in again learns from the room’s archive what became of what was under way', async () => {
  say('m1')
  say('psst', { to: 'Doc' })
  on.throwOut(307)
  expect(on.told('xmpp.muc.error')).toMatchObject([
    { id: 'm1', error: { reason: 'unconfirmed', detail: 'not-joined' } },
    // What was said in private stands in no archive.
    { id: 'psst', error: expect.not.objectContaining({ detail: expect.anything() }) },
  ])
  session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty' })
  on.letIn()
  await settled()
  session.forget()
  say('m1', { again: true, at: new Date().toISOString() })
  await on.pass(1000)
  await archive.answer({ rounds: 2 })
  expect(said()).toEqual(['m1'])
})

describe('on the way in', () => {
  const LAB = 'lab@rooms.hill.example'
  beforeEach(() => {
    session.ask('xmpp.muc.join', { room: LAB, nick: 'Marty' })
    session.forget()
    session.ask('xmpp.muc.message', { room: LAB, content: 'Hi', id: 'm1' })
  })

  test('what is said waits', () => {
    expect(said()).toEqual([])
    session.receive(`${on.presence('Marty', [110])}${on.subject}`.replaceAll(ROOM, LAB))
    expect(said()).toEqual(['m1'])
  })

  test('also behind a subject that came before us, and though no other follows', async () => {
    session.receive(on.subject.replaceAll(ROOM, LAB))
    session.receive(on.presence('Marty', [110]).replaceAll(ROOM, LAB))
    await on.pass(2000)
    expect(said()).toEqual(['m1'])
  })

  test('and is told as unsaid when nobody answers', async () => {
    await on.pass(30_000)
    expect(on.told('xmpp.muc.error').at(-1)).toMatchObject({ id: 'm1', error: { reason: 'not-joined' } })
    expect(said()).toEqual([])
  })

  test('and when there is no way in', () => {
    const error = `<error type='auth'><forbidden xmlns='${NS_STANZAS}'/></error>`
    session.receive(`<presence from='${LAB}/Marty' type='error'>${error}</presence>`)
    expect(on.told('xmpp.muc.error').at(-1)).toMatchObject({ id: 'm1', error: { reason: 'not-joined' } })
  })
})

describe('what the room does not say to all though it has us', () => {
  beforeEach(async () => {
    say('m1')
    ack(ROOM, 'm1')
    await on.pass(10_000)
    await on.answerPing()
  })

  test('is confirmed where the archive holds it', async () => {
    archive.holds('m1')
    await archive.answer()
    expect(confirmed()).toEqual([{ to: ROOM, id: 'm1', archiveId: 'a-m1' }])
  })

  test('failed where it does not even when asked again, and is not said again', async () => {
    await archive.answer({ rounds: 2 })
    expect(on.told('xmpp.muc.error')).toMatchObject([{ id: 'm1', error: { reason: 'remote-timeout' } }])
    expect(said()).toEqual(['m1'])
  })

  test('is doubtful where there is no archive', async () => {
    await archive.refuse('service-unavailable')
    expect(on.told('xmpp.muc.error')).toMatchObject([{ id: 'm1', error: { reason: 'unconfirmed' } }])
  })

  test('or where the archive does not answer though it is asked three times', async () => {
    await on.pass(22_000)
    expect(on.told('xmpp.muc.error')).toEqual([])
    await on.pass(60_000)
    expect(on.told('xmpp.muc.error')).toMatchObject([{ id: 'm1', error: { reason: 'unconfirmed' } }])
    expect(said()).toEqual(['m1'])
  })
})

test('what the server itself has not taken over yet is not given up', async () => {
  say('m1')
  await on.pass(10_000)
  await on.answerPing()
  await on.pass(60_000)
  expect(archive.asked()).toBe(0)
  expect(on.told('xmpp.muc.error')).toEqual([])
})
