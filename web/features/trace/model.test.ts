import { beforeEach, describe, expect, test } from 'vitest'
import type { TraceEntry } from '#protocol/trace.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from '../session/model.ts'
import { type Exchange, stepsOf, titleOf } from './exchange.ts'
import { fits, NO_FILTER } from './filter.ts'
import { MAX_ENTRIES, traceModel } from './model.ts'

let gateway: FakeGateway
const trace = () => gateway.models.use(traceModel)
const link = () => gateway.models.use(sessionModel).link
const tick = () => new Promise((resolve) => setTimeout(resolve))
const sent = () => gateway.sent.map(([name]) => name)

let n = 0
const entry = (group: number, more: Partial<TraceEntry> = {}): TraceEntry => ({
  n: ++n,
  group,
  at: 1_792_567_680_000 + n,
  kind: 'event',
  direction: 'in',
  name: 'xmpp.ping',
  data: {},
  ...more,
})
const tell = (entries: TraceEntry[], dropped = 0) => gateway.event('xmpp.trace.entry', { entries, dropped })

beforeEach(() => {
  gateway = new FakeGateway()
  n = 0
  trace()
  link().set({ state: 'open' })
})

describe('watching', () => {
  test('begins when somebody wants it and looks, and ends when nobody does', async () => {
    trace().setWatching(true)
    expect(sent()).toEqual([])
    const leave = trace().attend()
    await tick()
    expect(sent()).toEqual(['xmpp.trace.start'])
    expect(trace().state.get()).toBe('on')
    leave()
    // The page takes the panel's place at once: that is no end.
    const again = trace().attend()
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(sent()).toEqual(['xmpp.trace.start'])
    again()
    await expect.poll(sent).toEqual(['xmpp.trace.start', 'xmpp.trace.stop'])
  })

  test('goes on after a broken link, with the groups of before kept apart', async () => {
    trace().attend()
    trace().setWatching(true)
    await tick()
    tell([entry(1)])
    link().set({ state: 'broken' })
    expect(trace().state.get()).toBe('off')
    link().set({ state: 'open' })
    await tick()
    expect(sent()).toEqual(['xmpp.trace.start', 'xmpp.trace.start'])
    tell([entry(1)])
    expect(trace().exchanges.size).toBe(2)
  })

  test('a refusal is told, and not asked for again', async () => {
    const error = { type: 'cancel', condition: 'not-allowed', reason: 'not-allowed' } as const
    gateway.answer('xmpp.trace.start', () => ({ ok: false, error }))
    trace().attend()
    trace().setWatching(true)
    await tick()
    expect(trace().refusal.get()).toEqual(error)
    expect([trace().state.get(), trace().isWanted.get()]).toEqual(['off', false])
  })
})

describe('what passed', () => {
  test('stands together by its group, and step by step by its direction', () => {
    const xml = (direction: 'in' | 'out') =>
      ({ kind: 'stanza', name: 'iq', direction, xml: '<iq/>', data: undefined }) as const
    tell([
      entry(1, { kind: 'command', direction: 'out' }),
      entry(1, xml('out')),
      entry(2, { name: 'xmpp.presence' }),
    ])
    tell([entry(1, xml('in')), entry(1, { kind: 'ack', data: [null, true] })])
    const [first, second] = [...trace().exchanges.values()] as [Exchange, Exchange]
    expect(stepsOf(first).map(({ json, xml: stanzas }) => [json.length, stanzas.length])).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect([titleOf(first), titleOf(second)]).toEqual(['xmpp.ping', 'xmpp.presence'])
  })

  test('is bounded: the oldest goes', () => {
    for (let batch = 0; batch < 45; batch++)
      tell(Array.from({ length: 250 }, (_, i) => entry(batch * 250 + i)))
    expect(trace().exchanges.size).toBe(MAX_ENTRIES)
    expect(trace().exchanges.keys()[0]).toBe('0.1250')
  })

  test('waits during a pause, and what is too much is counted', () => {
    tell([entry(1)], 3)
    trace().pause()
    for (let batch = 0; batch < 41; batch++)
      tell(Array.from({ length: 250 }, (_, i) => entry(10 + batch * 250 + i)))
    expect([trace().exchanges.size, trace().waiting.get()]).toEqual([1, MAX_ENTRIES])
    expect(trace().dropped.get()).toBe(253)
    trace().resume()
    expect([trace().exchanges.size, trace().waiting.get()]).toEqual([MAX_ENTRIES, 0])
    trace().clear()
    expect([trace().exchanges.size, trace().dropped.get()]).toEqual([0, 0])
  })
})

test.each([
  ['nothing', {}, true],
  ['a part of the name', { name: 'CHAT' }, true],
  ['another name', { name: 'muc' }, false],
  ['the stanza’s name', { name: 'message' }, true],
  ['the direction', { direction: 'in' }, true],
  ['the other direction', { direction: 'out' }, false],
  ['who it is', { peer: 'doc@hill.example' }, true],
  ['somebody else', { peer: 'biff@hill.example' }, false],
  ['a word of the JSON', { text: 'great' }, true],
  ['a word of the stanza', { text: 'URN:X' }, true],
  ['another word', { text: 'gigawatt' }, false],
] as const)('looking for %s', (_what, filter, found) => {
  const exchange = {
    key: '1.1',
    entries: [
      entry(1, {
        kind: 'stanza',
        name: 'message',
        xml: "<message xmlns='urn:x'/>",
        peer: 'doc@hill.example',
      }),
      entry(1, { name: 'xmpp.chat.message', data: { content: 'Great Scott' } }),
    ],
  }
  expect(fits(exchange, { ...NO_FILTER, ...filter })).toBe(found)
})
