import { beforeEach, expect, test, vi } from 'vitest'
import { evenly } from './evenly.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  return () => void vi.useRealTimers()
})

test.each([
  [0, 1000],
  [3, 1000],
  [999, 1000],
  [1001, 2000],
  [14_500, 15_000],
])('S64: an answer that the server gave after %i ms is told after %i', async (took, told) => {
  const since = performance.now()
  vi.advanceTimersByTime(took)
  let at: number | undefined
  const waiting = evenly(since).then(() => {
    at = performance.now() - since
  })
  vi.advanceTimersByTime(told - took - 1)
  await Promise.resolve()
  expect(at).toBeUndefined()
  vi.advanceTimersByTime(1)
  await waiting
  expect(at).toBe(told)
})
