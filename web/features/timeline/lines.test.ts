import { expect, test } from 'vitest'
import type { Entry } from './entry.ts'
import { estimateOf, identityOf, linesOf } from './lines.ts'

const NOON = new Date(2026, 0, 1, 12).getTime()
const MINUTE = 60_000

function lines(rows: Partial<Entry>[], divider?: string) {
  const entries = rows.map((row, index): Entry => {
    const plain = { kind: 'message' as const, author: 'doc', own: false, text: 'x', at: NOON }
    return { ...plain, key: String(index), ...row }
  })
  return linesOf(
    entries.map(({ key }) => key),
    { get: (key) => entries[Number(key)] },
    divider,
  ).map((line) => line.replace(/^day:.*/u, 'day'))
}

test('what one person says within five minutes has one head', () => {
  expect(lines([{}, { at: NOON + MINUTE }, { at: NOON + 7 * MINUTE }])).toEqual([
    'day',
    'head:0',
    'more:1',
    'head:2',
  ])
})

test('another author, another occupant of the same nick, a notice or the divider ends a group', () => {
  expect(
    lines([{}, { author: 'biff' }, { author: 'biff', occupantId: 'o' }, { kind: 'notice' }, {}, {}], '5'),
  ).toEqual(['day', 'head:0', 'head:1', 'head:2', 'notice:3', 'head:4', 'unread', 'head:5'])
})

test('one’s own messages are one group, before and after the room gave them its nick', () => {
  expect(
    lines([
      { own: true, author: 'marty' },
      { own: true, author: '' },
    ]),
  ).toEqual(['day', 'head:0', 'more:1'])
})

test('each day has one line, however long it is', () => {
  const hours = (count: number) =>
    Array.from({ length: count }, (_, hour) => ({ at: NOON + hour * 60 * MINUTE }))
  const all = lines(hours(24 * 365))
  expect(all.filter((line) => line === 'day')).toHaveLength(366)
})

test('a row is taken for as high as it is with one line', () => {
  // What a browser makes of them is measured in `e2e/specs/history.spec.ts`.
  expect(['day:1', 'head:a', 'more:a'].map(estimateOf)).toEqual([43, 53, 30])
})

test('a row stays what it is whether or not it is the head of its group', () => {
  expect([identityOf('head:more:a'), identityOf('more:more:a')]).toEqual(['more:a', 'more:a'])
  expect(identityOf('day:1')).toBe('day:1')
})
