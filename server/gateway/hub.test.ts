import { beforeEach, describe, expect, test, vi } from 'vitest'
import { events } from '#protocol/index.ts'
import { Hub } from './hub.ts'
import { TestTab } from './testTab.ts'

const observed = vi.fn()
let hub: Hub
let one: TestTab
let two: TestTab

beforeEach(() => {
  observed.mockReset()
  hub = new Hub(observed)
  hub.self = { user: 'marty', domain: 'hill.example', resource: 'hoverboard' }
  one = new TestTab('1')
  two = new TestTab('2')
  hub.attach(one)
  hub.attach(two)
})

test('what the session tells, all tabs hear, and the snapshot too', () => {
  hub.send('xmpp.ping', { id: 'a' })
  expect(one.told).toEqual([['xmpp.ping', { id: 'a' }]])
  expect(two.told).toEqual(one.told)
  expect(observed).toHaveBeenCalledExactlyOnceWith('xmpp.ping', { id: 'a' })
})

test('a tab that has gone hears nothing more', () => {
  hub.detach(two)
  hub.send('xmpp.ping', {})
  expect(two.told).toEqual([])
  expect(hub.tabs).toBe(1)
})

test('a reader with more than 4 MiB unsent is closed; the others hear everything', () => {
  one.unsent = 4 * 1024 * 1024
  hub.send('xmpp.ping', {})
  expect(one.closed).toBe(false)
  one.unsent++
  hub.send('xmpp.ping', {})
  expect(one).toMatchObject({ closed: true, told: [['xmpp.ping', {}]] })
  expect(two.all('xmpp.ping')).toHaveLength(2)
  expect(hub.tabs).toBe(1)
})

test('closing all closes each once', () => {
  hub.closeAll()
  expect([one.closed, two.closed, hub.tabs]).toEqual([true, true, 0])
})

describe('asking', () => {
  test('an event nobody knows is refused, to the acknowledgement or as an event to that tab alone', () => {
    const ack = vi.fn()
    for (const name of ['xmpp.nonsense', 'constructor', '__proto__', 'end', 'disconnect']) {
      hub.on('end', () => expect.unreachable())
      hub.on('disconnect', () => expect.unreachable())
      hub.dispatch(name, {}, ack, one)
      hub.dispatch(name, {}, undefined, one)
    }
    expect(ack).toHaveBeenCalledTimes(5)
    expect(ack).toHaveBeenCalledWith(expect.objectContaining({ reason: 'unknown-event' }))
    expect(one.all('xmpp.error.client')).toHaveLength(5)
    expect(two.told).toEqual([])
  })

  test('a known event before the session is online: You are not connected', () => {
    const ack = vi.fn()
    hub.dispatch('xmpp.roster.get', {}, ack, one)
    hub.dispatch('xmpp.roster.get', ack, undefined, one)
    expect(ack.mock.calls).toEqual([
      [expect.objectContaining({ reason: 'not-connected', description: 'You are not connected' })],
      [expect.objectContaining({ reason: 'not-connected' })],
    ])
    hub.dispatch('xmpp.roster.get', {}, undefined, one)
    expect(one.told).toMatchObject([['xmpp.error.client', { reason: 'not-connected' }]])
    expect(two.told).toEqual([])
  })

  test('a function as the only argument is the acknowledgement', () => {
    const ack = vi.fn()
    hub.on('xmpp.roster.get', (data, callback) => {
      expect(data).toBeUndefined()
      ;(callback as typeof ack)(null, [])
    })
    hub.dispatch('xmpp.roster.get', ack)
    expect(ack).toHaveBeenCalledExactlyOnceWith(null, [])
  })

  test('an acknowledgement is called once, however often it is answered', () => {
    const ack = vi.fn()
    hub.on('xmpp.ping', (_, callback) => {
      ;(callback as typeof ack)(null, true)
      ;(callback as typeof ack)(null, false)
    })
    hub.dispatch('xmpp.ping', {}, ack)
    expect(ack).toHaveBeenCalledExactlyOnceWith(null, true)
  })

  test('a listener that throws is answered for, and says nothing of why', () => {
    const ack = vi.fn()
    hub.on('xmpp.ping', () => {
      throw new Error('secret')
    })
    hub.dispatch('xmpp.ping', {}, ack)
    expect(ack).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ reason: 'internal' }))
    expect(JSON.stringify(ack.mock.calls)).not.toContain('secret')
  })
})

describe('what one tab says', () => {
  const accept = (event: string) =>
    hub.on(event, (data, callback) => {
      ;(callback as (error: null, reply: unknown) => void)(null, { id: (data as { id: string }).id })
    })

  test('the others show, with the id that the sender gets', () => {
    accept('xmpp.chat.message')
    const ack = vi.fn()
    hub.dispatch('xmpp.chat.message', { to: 'Doc@hill.example', content: 'Hi', replace: 'a0' }, ack, one)
    const id: string = ack.mock.calls[0]?.[1]?.id
    expect(one.told).toEqual([])
    expect(two.told).toMatchObject([
      [
        'xmpp.chat.sent',
        {
          to: { user: 'doc', domain: 'hill.example' },
          from: hub.self,
          content: 'Hi',
          id,
          replace: 'a0',
          echo: true,
        },
      ],
    ])
    expect(() => events['xmpp.chat.sent'].data.parse(two.told[0]?.[1])).not.toThrow()
    expect(observed).toHaveBeenCalledOnce()
  })

  test('keeps the id that the page gave it', () => {
    accept('xmpp.chat.message')
    hub.dispatch('xmpp.chat.message', { to: 'doc@hill.example', content: 'Hi', id: 'm-1' }, undefined, one)
    expect(two.told).toMatchObject([['xmpp.chat.sent', { id: 'm-1' }]])
  })

  test('is said once, however often a page that heard no answer says it again', () => {
    const heard = vi.fn()
    hub.on('xmpp.chat.message', (data, callback) => {
      heard(data)
      ;(callback as (error: null, reply: unknown) => void)(null, { id: 'm-1' })
    })
    const said = { to: 'doc@hill.example', content: 'Hi', id: 'm-1' }
    const [first, second] = [vi.fn(), vi.fn()]
    hub.dispatch('xmpp.chat.message', said, first, one)
    hub.dispatch('xmpp.chat.message', said, second, one)
    expect(heard).toHaveBeenCalledOnce()
    expect(second).toHaveBeenCalledExactlyOnceWith(null, { id: 'm-1' })
    hub.dispatch('xmpp.chat.message', { ...said, to: 'biff@hill.example' }, vi.fn(), one)
    expect(heard).toHaveBeenCalledTimes(2)
  })

  test('may be said again when it was refused', () => {
    const heard = vi.fn()
    hub.on('xmpp.chat.message', (_data, callback) => {
      heard()
      ;(callback as (error: object) => void)({ type: 'wait' })
    })
    const said = { to: 'doc@hill.example', content: 'Hi', id: 'm-1' }
    hub.dispatch('xmpp.chat.message', said, vi.fn(), one)
    hub.dispatch('xmpp.chat.message', said, vi.fn(), one)
    expect(heard).toHaveBeenCalledTimes(2)
  })

  test('privately in a room, the others show as well; in the room itself, the room does', () => {
    accept('xmpp.muc.message')
    hub.dispatch('xmpp.muc.message', { room: 'R@rooms.example', content: 'Hi' }, undefined, one)
    expect(two.told).toEqual([])
    hub.dispatch('xmpp.muc.message', { room: 'R@rooms.example', to: 'Doc', content: 'Psst' }, undefined, one)
    expect(two.told).toMatchObject([
      [
        'xmpp.muc.message',
        { room: 'r@rooms.example', nick: 'Doc', to: 'Doc', private: true, own: true, content: 'Psst' },
      ],
    ])
    expect(() => events['xmpp.muc.message'].data.parse(two.told[0]?.[1])).not.toThrow()
  })

  test('is put into words for others only where there are any', async () => {
    const alone = new Hub()
    const ownAddress = vi.fn(() => ({ user: 'marty', domain: 'hill.example' }))
    Object.defineProperty(alone, 'self', { get: ownAddress })
    alone.route({
      commands: new Set(['xmpp.chat.message']),
      perform: (_name, _data, ack) => (ack as (...answer: unknown[]) => void)(null, {}),
    })
    alone.attach(one)
    const say = () => alone.dispatch('xmpp.chat.message', { to: 'doc@hill.example', content: 'x' }, null, one)
    say()
    expect(ownAddress).not.toHaveBeenCalled()
    alone.attach(two)
    say()
    expect(two.all('xmpp.chat.sent')).toMatchObject([{ content: 'x', echo: true }])
    expect(one.all('xmpp.chat.sent')).toEqual([])
  })

  test('a chat state is nothing to show', () => {
    accept('xmpp.chat.message')
    hub.dispatch('xmpp.chat.message', { to: 'doc@hill.example', state: 'composing' }, undefined, one)
    expect(two.told).toEqual([])
  })

  test('what was refused is shown nowhere, and told to the one who said it', () => {
    hub.on('xmpp.chat.message', (_, callback) => (callback as (error: object) => void)({ type: 'modify' }))
    hub.dispatch('xmpp.chat.message', { to: 'doc@hill.example', content: 'Hi' }, undefined, one)
    expect(two.told).toEqual([])
    expect(one.told).toEqual([['xmpp.error.client', { type: 'modify' }]])
  })

  test('a callback that is no function reaches the extension as it is', () => {
    const listener = vi.fn()
    hub.on('xmpp.chat.message', listener)
    hub.dispatch('xmpp.chat.message', { to: 'doc@hill.example', content: 'Hi' }, 'x', one)
    hub.dispatch('xmpp.chat.message', 'no object', undefined, one)
    expect(listener.mock.calls).toEqual([
      [expect.objectContaining({ content: 'Hi' }), 'x'],
      ['no object', undefined],
    ])
  })
})

test('the same message is taken once, and again after it came back', () => {
  const say = vi.fn((_data: unknown, ack?: unknown) => {
    if (typeof ack === 'function') ack(null, { id: 'm1' })
  })
  hub.on('xmpp.chat.message', say)
  const message = { to: 'doc@hill.example', content: 'Hello', id: 'm1' }
  hub.dispatch('xmpp.chat.message', message, () => {}, one)
  hub.dispatch('xmpp.chat.message', message, () => {}, one)
  expect(say).toHaveBeenCalledTimes(1)
  hub.send('xmpp.chat.error', { from: { user: 'doc', domain: 'hill.example' }, id: 'm1', error: {} })
  hub.dispatch('xmpp.chat.message', message, () => {}, one)
  expect(say).toHaveBeenCalledTimes(2)
})

test('an extension is taken whole, and once, however often a session begins anew', () => {
  const perform = vi.fn()
  const route = { commands: new Set(['xmpp.ping']), perform }
  hub.route(route)
  hub.route(route)
  hub.dispatch('xmpp.ping', { to: 'doc@hill.example' }, undefined, one)
  expect(perform).toHaveBeenCalledTimes(1)
  expect(perform.mock.calls[0]?.slice(0, 2)).toEqual(['xmpp.ping', { to: 'doc@hill.example' }])
})

test('a message that nobody could tell a receipt for goes on as it came, and is nobody’s echo', () => {
  const taken = vi.fn()
  hub.route({ commands: new Set(['xmpp.chat.message']), perform: taken })
  const said = { to: 'doc@hill.example', content: 'Hi', receipt: true }
  hub.dispatch('xmpp.chat.message', said, undefined, one)
  expect(taken.mock.calls[0]?.slice(1, 3)).toEqual([said, undefined])
  expect(two.told).toEqual([])
  hub.dispatch('xmpp.chat.message', { ...said, id: 'm1' }, undefined, one)
  expect(taken.mock.calls[1]?.[2]).toBeTypeOf('function')
})
