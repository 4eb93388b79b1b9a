import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { BatchProgress } from '#protocol/affiliations.ts'
import { Snapshot } from './snapshot.ts'

const ROOM = 'lab@rooms.hill.example'
const MINUTE = 60_000
let snapshot: Snapshot

const tell = (id: string, state: BatchProgress['state'], settled: number, jids: string[]) =>
  snapshot.observe('xmpp.muc.affiliation.progress', {
    room: ROOM,
    id,
    state,
    total: 2,
    settled,
    results: jids.map((jid) => ({ jid, affiliation: 'member' })),
  })
const batches = () =>
  snapshot
    .events()
    .flatMap(([name, data]) => (name === 'xmpp.muc.affiliation.progress' ? [data as BatchProgress] : []))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  snapshot = new Snapshot()
})
afterEach(() => vi.useRealTimers())

test('a later tab is told of a running batch with all results so far', () => {
  tell('a', 'running', 0, [])
  tell('a', 'running', 1, ['doc@hill.example'])
  tell('a', 'waiting', 1, [])
  expect(batches()).toMatchObject([
    { id: 'a', state: 'waiting', settled: 1, results: [{ jid: 'doc@hill.example' }] },
  ])
})

test('what came of a batch is told for ten minutes more', () => {
  tell('a', 'running', 1, ['doc@hill.example'])
  tell('a', 'done', 2, ['marty@hill.example'])
  vi.advanceTimersByTime(9 * MINUTE)
  expect(batches()).toMatchObject([{ state: 'done', results: [{}, {}] }])
  vi.advanceTimersByTime(2 * MINUTE)
  expect(batches()).toEqual([])
})

test('a batch that runs is told however long it takes, and of those that are done the latest eight', () => {
  tell('slow', 'running', 0, [])
  for (let n = 0; n < 20; n++) tell(`b${n}`, n % 2 ? 'done' : 'cancelled', 2, [])
  vi.advanceTimersByTime(5 * MINUTE)
  expect(batches().map(({ id }) => id)).toEqual([
    'slow',
    ...[12, 13, 14, 15, 16, 17, 18, 19].map((n) => `b${n}`),
  ])
  vi.advanceTimersByTime(60 * MINUTE)
  expect(batches().map(({ id }) => id)).toEqual(['slow'])
})
