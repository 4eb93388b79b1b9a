import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Numbered, numbered } from './numbered.ts'

const kept = (key: string, order: number, isChanged = false): Numbered => ({
  key,
  at: order,
  order,
  isChanged,
})
const fresh = (key: string, at: number): Numbered => ({ key, at, order: undefined, isChanged: true })

test('a row is kept by its time where its neighbours leave room for that', () => {
  expect([...numbered([kept('a', 1), fresh('b', 5), kept('c', 9)])]).toEqual([['b', 5]])
})

test('behind the last one a row of an earlier time, or of the same one, follows', () => {
  const orders = numbered([kept('a', 10), fresh('b', 3), fresh('c', 10)])
  expect(orders.get('b')).toBeGreaterThan(10)
  expect(orders.get('c')).toBeGreaterThan(orders.get('b') ?? 0)
})

test('between two rows new ones find room, and nothing else moves', () => {
  const orders = numbered([kept('a', 1), fresh('b', 20), fresh('c', 0), kept('d', 2), kept('e', 3)])
  expect([...orders.keys()]).toEqual(['b', 'c'])
  const [b = 0, c = 0] = [orders.get('b'), orders.get('c')]
  expect([1, b, c, 2].toSorted((one, other) => one - other)).toEqual([1, b, c, 2])
})

test('one that was moved is numbered anew, one that only changed keeps its number', () => {
  const orders = numbered([kept('a', 1), kept('z', 9, true), kept('b', 2), kept('c', 3, true)])
  expect(orders.get('z')).toBeGreaterThan(1)
  expect(orders.get('z')).toBeLessThan(2)
  expect(orders.get('c')).toBe(3)
  expect(orders.has('b')).toBe(false)
})

test('where no number is left, those that follow make room', () => {
  const low = 1_767_268_800_000
  const high = low + 2 ** -12
  const orders = numbered([kept('a', low), fresh('b', low), fresh('c', low), kept('d', high)])
  expect([...orders.keys()]).toEqual(['b', 'c', 'd'])
})

test('whatever the page holds, the numbers grow along its rows', () => {
  const row = fc.record({
    at: fc.integer({ min: 0, max: 50 }),
    order: fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }),
    isChanged: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), (some) => {
      const rows = some.map((each, index) => ({
        ...each,
        key: String(index),
        isChanged: each.isChanged || each.order === undefined,
      }))
      const orders = numbered(rows)
      const all = rows.map(({ key, order }) => orders.get(key) ?? order ?? Number.NaN)
      for (const [index, order] of all.entries()) expect(order).toBeGreaterThan(all[index - 1] ?? -1)
    }),
  )
})
