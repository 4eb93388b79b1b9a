import { describe, expect, test, vi } from 'vitest'
import { batch } from './batch.ts'
import { Collection } from './collection.ts'

describe('who is woken', () => {
  test('a reader of a row by that row alone', () => {
    const rows = new Collection<string, number>()
    const reader = vi.fn()
    rows.subscribe('a', reader)
    rows.set('b', 1)
    expect(reader).not.toHaveBeenCalled()
    rows.set('a', 1)
    expect(reader).toHaveBeenCalledOnce()
  })

  test('a reader of the keys by arrivals and departures, not by changes', () => {
    const rows = new Collection<string, number>()
    const reader = vi.fn()
    rows.subscribeKeys(reader)
    rows.set('a', 1)
    rows.set('a', 2)
    rows.delete('a')
    expect(reader).toHaveBeenCalledTimes(2)
  })

  test('nobody when a row is set to what it is', () => {
    const rows = new Collection<string, number>()
    rows.set('a', 1)
    const reader = vi.fn()
    rows.subscribeAny(reader)
    rows.set('a', 1)
    expect(reader).not.toHaveBeenCalled()
  })

  test('each reader once a batch, at its end, however much changed', () => {
    const rows = new Collection<string, number>()
    const reader = vi.fn(() => rows.size)
    rows.subscribeAny(reader)
    batch(() => {
      for (let i = 0; i < 100; i++) rows.set(`u${i}`, i)
      batch(() => rows.delete('u0'))
      expect(reader).not.toHaveBeenCalled()
    })
    expect(reader).toHaveBeenCalledOnce()
    expect(reader).toHaveReturnedWith(99)
  })

  test('who unsubscribed is left alone', () => {
    const rows = new Collection<string, number>()
    const reader = vi.fn()
    rows.subscribe('a', reader)()
    rows.set('a', 1)
    expect(reader).not.toHaveBeenCalled()
  })
})

test('the keys are the same array until one comes or goes', () => {
  const rows = new Collection<string, number>()
  rows.set('a', 1)
  const before = rows.keys()
  rows.set('a', 2)
  expect(rows.keys()).toBe(before)
  rows.set('b', 1)
  expect(rows.keys()).toEqual(['a', 'b'])
})

test('a write that throws in a batch still wakes for what was written', () => {
  const rows = new Collection<string, number>()
  const reader = vi.fn()
  rows.subscribeAny(reader)
  expect(() =>
    batch(() => {
      rows.set('a', 1)
      throw new Error('later')
    }),
  ).toThrow('later')
  expect(reader).toHaveBeenCalledOnce()
})
