import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Hub } from './hub.ts'
import { TestTab } from './testTab.ts'

let hub: Hub
let one: TestTab

beforeEach(() => {
  hub = new Hub()
  one = new TestTab('1')
  hub.attach(one)
})

describe('a message that was taken', () => {
  const DOC = { user: 'doc', domain: 'hill.example' }
  const message = { to: 'Doc@hill.example', content: 'Hello', id: 'm1' }
  const say = vi.fn((_data: unknown, ack?: unknown) => {
    if (typeof ack === 'function') ack(null, { id: 'm1' })
  })
  beforeEach(() => {
    say.mockClear()
    hub.on('xmpp.chat.message', say)
    hub.on('xmpp.muc.message', say)
  })
  const taken = (event: string, data: object) => {
    const before = say.mock.calls.length
    hub.dispatch(event, data, undefined, one)
    return say.mock.calls.length - before
  }

  test('is not taken again, whoever it went to and however it is asked; its confirmation is told again', () => {
    const room = { room: 'R@rooms.example', content: 'Hi', id: 'm1' }
    const cases: [string, object, string, object][] = [
      ['xmpp.chat.message', message, 'doc@hill.example', { again: true, at: '2026-10-21T07:28:00Z' }],
      ['xmpp.muc.message', room, 'r@rooms.example', {}],
      ['xmpp.muc.message', { ...room, to: 'Doc' }, 'r@rooms.example/Doc', {}],
      [
        'xmpp.chat.message',
        { to: 'doc@hill.example', retract: { id: 'x' }, id: 'm2' },
        'doc@hill.example',
        {},
      ],
    ]
    for (const [event, data, to, more] of cases) {
      expect(taken(event, data)).toBe(1)
      expect(taken(event, { ...data, ...more })).toBe(0)
      expect(one.all('xmpp.delivery.confirmed')).toEqual([])
      const confirmed = { to, id: (data as { id: string }).id }
      hub.send('xmpp.delivery.confirmed', confirmed)
      one.told.length = 0
      expect(taken(event, { ...data, ...more })).toBe(0)
      expect(one.told).toEqual([['xmpp.delivery.confirmed', confirmed]])
      one.told.length = 0
    }
  })

  test('is confirmed by its reflection in a room as well', () => {
    const room = { room: 'r@rooms.example', content: 'Hi', id: 'm1' }
    taken('xmpp.muc.message', room)
    hub.send('xmpp.muc.message', { ...room, nick: 'Marty', private: false, own: true })
    expect(taken('xmpp.muc.message', room)).toBe(0)
    expect(one.all('xmpp.delivery.confirmed')).toEqual([{ to: 'r@rooms.example', id: 'm1' }])
  })

  test('may be said again once it came back, but not because another with its id did', () => {
    taken('xmpp.chat.message', message)
    hub.send('xmpp.chat.error', { from: { user: 'biff', domain: 'hill.example' }, id: 'm1', error: {} })
    hub.send('xmpp.muc.error', { room: 'r@rooms.example', id: 'm1', type: 'message', error: {} })
    expect(taken('xmpp.chat.message', message)).toBe(0)
    hub.send('xmpp.chat.error', { from: DOC, id: 'm1', error: {} })
    expect(taken('xmpp.chat.message', message)).toBe(1)
  })

  test('is known for a day, and among the last ten thousand', () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    taken('xmpp.chat.message', message)
    vi.setSystemTime(Date.now() + 24 * 3_600_000 - 1)
    expect(taken('xmpp.chat.message', message)).toBe(0)
    vi.setSystemTime(Date.now() + 1)
    expect(taken('xmpp.chat.message', message)).toBe(1)
    vi.useRealTimers()
    for (let i = 0; i < 9_999; i++) taken('xmpp.chat.message', { ...message, id: `n${i}` })
    expect(taken('xmpp.chat.message', message)).toBe(0)
    taken('xmpp.chat.message', { ...message, id: 'one more' })
    expect(taken('xmpp.chat.message', message)).toBe(1)
  })
})
