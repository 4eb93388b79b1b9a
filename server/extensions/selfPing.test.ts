import { beforeEach, describe, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { NS_STANZAS, past, ROOM, stageRoom } from './testStage.ts'

let session: TestManager
let on: ReturnType<typeof stageRoom>

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions()).online()
  on = stageRoom(session)
  session.ask('xmpp.muc.join', { room: ROOM, nick: 'Marty', password: 'gigawatts' })
  on.letIn()
  await settled()
  vi.advanceTimersByTime(120_000)
  session.forget()
  return () => vi.useRealTimers()
})

describe('a self-ping', () => {
  test('asks a room that was quiet for long, and only then', async () => {
    await on.pass(90_000)
    expect(on.pings()).toEqual([])
    for (let i = 0; i < 30 && on.pings().length === 0; i++) await on.pass(10_000)
    await on.answerPing()
    await on.pass(200_000)
    expect(on.pings().map(({ attrs }) => attrs.to)).toEqual([`${ROOM}/Marty`])
  })

  test('asks after a resumed stream, and not while the link is away', async () => {
    session.client.emit('state', { state: 'reconnecting', reason: 'disconnected', retryAt: 0 })
    await on.pass(600_000)
    expect(on.pings()).toEqual([])
    on.resume()
    await on.pass(2000)
    expect(on.pings()).toHaveLength(1)
  })

  test('asks when what we said is not said again', async () => {
    session.ask('xmpp.muc.message', { room: ROOM, content: 'Hi', id: 'm1' })
    session.ask('xmpp.muc.message', { room: ROOM, content: 'Ho', id: 'm2' })
    session.receive(on.said('m1', 'Marty'))
    await on.pass(10_000)
    expect(on.pings()).toHaveLength(1)
    await on.answerPing('not-acceptable')
    expect(on.told('xmpp.muc.rejoining')).toMatchObject([{ cause: 'lost' }])
    session.forget()
    session.receive(on.presence('Marty', [110]) + on.said('m2', 'Marty', past) + on.subject)
    expect(on.told('xmpp.muc.error')).toEqual([])
  })

  test('what is not in the room’s past either is told as doubtful where it keeps none, not said twice', async () => {
    session.ask('xmpp.muc.message', { room: ROOM, content: 'Ho', id: 'm2' })
    await on.pass(10_000)
    await on.answerPing('not-acceptable')
    session.forget()
    on.letIn()
    await on.pass(1000)
    const { id } = session.client.sent.at(-1)?.attrs ?? {}
    session.receive(
      `<iq from='${ROOM}' id='${id}' type='result'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>`,
    )
    await settled()
    expect(on.told('xmpp.muc.error')).toMatchObject([
      { type: 'message', id: 'm2', content: 'Ho', error: { reason: 'unconfirmed' } },
    ])
    expect(session.client.sent.filter(({ name }) => name === 'message')).toEqual([])
  })

  test.each([
    [undefined, 'joined'],
    ['service-unavailable', 'joined'],
    ['feature-not-implemented', 'joined'],
    ['remote-server-timeout', 'joined'],
    ['remote-server-not-found', 'joined'],
    ['not-acceptable', 'joining'],
    ['not-allowed', 'joining'],
    ['bad-request', 'joining'],
  ])('answered with %s leaves us %s', async (condition, state) => {
    on.resume()
    await on.pass(2000)
    await on.answerPing(condition)
    expect(on.entry()?.state).toBe(state)
  })

  test.each([
    ['result', 'joined'],
    ['error', 'joining'],
  ])('to nobody asks for the room itself: %s means %s', async (type, state) => {
    on.resume()
    await on.pass(2000)
    await on.answerPing('item-not-found')
    const { id } = session.client.sent.at(-1)?.attrs ?? {}
    const body =
      type === 'error' ? `<error type='cancel'><item-not-found xmlns='${NS_STANZAS}'/></error>` : ''
    session.receive(`<iq from='${ROOM}' id='${id}' type='${type}'>${body}</iq>`)
    await settled()
    expect(on.entry()?.state).toBe(state)
  })

  test('nothing is asked, and no clock runs, where there is no room', async () => {
    session.ask('xmpp.muc.leave', { room: ROOM })
    on.throwOut()
    session.forget()
    await on.pass(3_600_000)
    expect(session.client.sent).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a bounce', () => {
  const bounce = (condition: string) =>
    session.receive(
      `<message from='${ROOM}' type='error' id='m1'><error type='cancel'><${condition} xmlns='${NS_STANZAS}'/></error></message>`,
    )

  test.each([
    ['not-acceptable', 'not-acceptable'],
    ['service-unavailable', 'service-unavailable'],
    ['remote-server-not-found', 'remote-server-not-found'],
  ])('of a room that does not know us (%s) is said once we are back', async (condition, answer) => {
    session.ask('xmpp.muc.message', { room: ROOM, content: 'Hi', id: 'm1' })
    bounce(condition)
    await on.answerPing(answer)
    expect(on.told('xmpp.muc.error')).toEqual([])
    expect(on.told('xmpp.muc.rejoining')).toHaveLength(1)
    session.forget()
    on.letIn()
    expect(session.client.sent.map(String)).toEqual([expect.stringContaining('<body>Hi</body>')])
  })

  test('of a room that does know us is told', async () => {
    session.ask('xmpp.muc.message', { room: ROOM, content: 'Hi', id: 'm1' })
    bounce('not-acceptable')
    await on.answerPing()
    expect(on.told('xmpp.muc.error')).toMatchObject([
      { type: 'message', id: 'm1', content: 'Hi', error: { condition: 'not-acceptable' } },
    ])
  })
})
