import { expect, it } from 'vitest'
import { formatDay, formatShort, formatTime, sameDay } from './time.ts'

const now = new Date(2026, 2, 18, 9, 30)
const ago = (days: number) => new Date(2026, 2, 18 - days, 23, 59)

it('days near now have names, and others a date', () => {
  expect(formatDay(now, now)).toBe('Today')
  expect(formatDay(ago(1), now)).toBe('Yesterday')
  expect(formatDay(ago(2), now)).toBe('Monday')
  expect(formatDay(ago(10), now)).toMatch(/March/u)
  expect(formatDay(ago(10), now)).not.toMatch(/2026/u)
  expect(formatDay(ago(400), now)).toMatch(/2025/u)
})

it('a preview shows the time today and the day before', () => {
  expect(formatShort(new Date(2026, 2, 18, 8, 5), now)).toBe(formatTime(new Date(2026, 2, 18, 8, 5)))
  expect(formatShort(ago(2), now)).toBe('Mon')
})

it('a day ends at midnight here', () => {
  expect(sameDay(new Date(2026, 2, 18, 0, 1), new Date(2026, 2, 18, 23, 59))).toBe(true)
  expect(sameDay(new Date(2026, 2, 18, 0, 1), new Date(2026, 2, 17, 23, 59))).toBe(false)
})
