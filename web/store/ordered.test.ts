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

test('a row is put right before or behind another one, whatever their numbers', () => {
  const ordered = filled(['a', 1], ['b', 2], ['c', 3], ['d', 4])
  ordered.moveTo('before', 'b', 'd')
  ordered.moveTo('behind', 'c', 'a')
  expect(ordered.keys()).toEqual(['d', 'b', 'c', 'a'])
  expect([ordered.isBefore('d', 'a'), ordered.isBefore('a', 'd'), ordered.isBefore('a', '?')]).toEqual([
    true,
    false,
    false,
  ])
})

test('the order is a number that grows with each row, also between rows of one moment', () => {
  const at = Date.parse('2026-01-01')
  const ordered = filled(['a', at], ['z', at + 1])
  for (let index = 0; index < 200; index++) ordered.insert(`b${index}`, '', at)
  ordered.insert('late', '', at - 1000)
  ordered.moveTo('before', 'b100', 'z')
  const orders = ordered.keys().map((key) => ordered.orderOf(key) ?? Number.NaN)
  expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b))
  expect([orders[0], ordered.orderOf('a')]).toEqual([at - 1000, at])
})

test('where no number is left between two rows, those behind them get later ones, and whoever listens hears of it', () => {
  const at = Date.parse('2026-01-01')
  const ordered = filled(['a', at], ['z', at], ['end', at + 1])
  const heard = new Set<string>()
  ordered.onChange = (key) => heard.add(key)
  const between = ['b', 'c', 'd', 'e', 'f']
  for (const [index, key] of between.entries()) {
    ordered.insert(key, key, at - 1)
    ordered.moveTo('behind', ['a', ...between][index] as string, key)
  }
  expect(ordered.keys()).toEqual(['a', ...between, 'z', 'end'])
  const orders = ordered.keys().map((key) => ordered.orderOf(key) ?? Number.NaN)
  expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b))
  expect([...heard].sort()).toEqual([...between, 'z'])

  const again = new Ordered<string>()
  for (const key of ['z', 'e', 'c', 'end', 'a', 'b', 'd', 'f'])
    again.insertAgain(key, key, ordered.orderOf(key) ?? Number.NaN)
  expect(again.keys()).toEqual(ordered.keys())
})

test('a row that comes again with its order stands where it stood', () => {
  const first = filled(['a', 5], ['b', 5], ['c', 5])
  const again = new Ordered<string>()
  again.insert('new', 'new', 5)
  for (const key of ['c', 'a', 'b']) again.insertAgain(key, key, first.orderOf(key) ?? Number.NaN)
  expect(again.keys()).toEqual(['a', 'b', 'c', 'new'])
})

test('whoever listens hears of rows that come, change, move and go', () => {
  const ordered = filled(['a', 1], ['b', 2])
  const heard: string[] = []
  ordered.onChange = (key) => heard.push(key)
  ordered.insert('c', 'c', 3)
  ordered.update('a', () => 'new')
  ordered.move('b', 4)
  ordered.moveTo('before', 'a', 'c')
  ordered.delete('b')
  expect(heard).toEqual(['c', 'a', 'b', 'c', 'b'])
})
