import { expect, test, vi } from 'vitest'
import { Ordered } from './ordered.ts'

function filled(...rows: [key: string, at: number, rank?: number][]): Ordered<string> {
  const ordered = new Ordered<string>()
  for (const [key, at, rank] of rows) ordered.insert(key, key, at, rank)
  return ordered
}

test('a late row is put where it belongs', () => {
  expect(filled(['a', 1], ['c', 3], ['b', 2]).keys()).toEqual(['a', 'b', 'c'])
})

test('rows with the same number keep the order in which they came', () => {
  expect(filled(['a', 1], ['b', 1], ['c', 1]).keys()).toEqual(['a', 'b', 'c'])
})

test('a rank decides between rows with the same number', () => {
  expect(filled(['live', 1], ['old 1', 1, -20], ['old 2', 1, -19], ['older', 1, -40]).keys()).toEqual([
    'older',
    'old 1',
    'old 2',
    'live',
  ])
})

test('a moved row stands behind those with the same number', () => {
  const ordered = filled(['a', 1], ['b', 2], ['c', 3])
  ordered.move('a', 3)
  expect(ordered.keys()).toEqual(['b', 'c', 'a'])
})

test('a reader of the order is woken by rows that come, go or move, and by nothing else', () => {
  const ordered = filled(['a', 1], ['b', 2])
  const listener = vi.fn()
  ordered.subscribeKeys(listener)
  const keys = ordered.keys()
  ordered.update('a', () => 'new')
  ordered.move('b', 3)
  expect(listener).not.toHaveBeenCalled()
  expect(ordered.keys()).toBe(keys)
  ordered.move('a', 4)
  ordered.insert('c', 'c', 5)
  ordered.delete('b')
  expect(listener).toHaveBeenCalledTimes(3)
  expect(ordered.keys()).toEqual(['a', 'c'])
  expect(ordered.last()).toBe('c')
  expect(ordered.end()).toBe(5)
})
