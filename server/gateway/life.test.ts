import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Life } from './life.ts'

const HOUR = 3600_000

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-01-01T12:00:00Z') }))
afterEach(() => vi.useRealTimers())

test('a step of the clock makes no session older or younger', () => {
  const life = new Life()
  vi.advanceTimersByTime(HOUR)
  for (const step of [24 * HOUR, -24 * HOUR, -3 * 24 * HOUR]) {
    vi.setSystemTime(Date.now() + step)
    expect(life.ageMs).toBe(HOUR)
    // What is written is right by the clock of now.
    expect(Date.now() - life.since).toBe(HOUR)
    expect(Date.now() - life.seen).toBe(HOUR)
  }
})

test('one that comes back is as old as it was, and a birth that lies ahead is now', () => {
  expect(new Life(Date.now() - 5 * HOUR, Date.now() - HOUR)).toMatchObject({ ageMs: 5 * HOUR })
  expect(new Life(Date.now() + 5 * HOUR).ageMs).toBe(0)
})
