import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Gate, watch } from './pacing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

function crowd(gate: Gate, size: number) {
  const inside: (() => void)[] = []
  for (let i = 0; i < size; i++) void gate.admit(true).then((leave) => inside.push(leave))
  return inside
}

test('no more than so many are inside at once, and each leaves once', async () => {
  const gate = new Gate(3, 1000)
  const inside = crowd(gate, 10)
  await vi.advanceTimersByTimeAsync(100)
  expect(inside).toHaveLength(3)
  inside[0]?.()
  inside[0]?.()
  await vi.advanceTimersByTimeAsync(100)
  expect(inside).toHaveLength(4)
})

test('a place that is left goes to who waits longest, not to who comes then', async () => {
  const gate = new Gate(1, 1000)
  const order: string[] = []
  const enter = (name: string) =>
    gate.admit(true).then((leave) => {
      order.push(name)
      return leave
    })
  const first = enter('first')
  void enter('second')
  await vi.advanceTimersByTimeAsync(0)
  const leave = await first
  leave()
  void enter('third')
  await vi.advanceTimersByTimeAsync(100)
  expect(order).toEqual(['first', 'second'])
})

test('a person who signs in goes before the sessions that come back by themselves', async () => {
  const gate = new Gate(1, 1000)
  const order: string[] = []
  const leave = await gate.admit(false)
  for (const name of ['session', 'other session']) void gate.admit(false).then(() => order.push(name))
  void gate.admit(true).then(() => order.push('person'))
  leave()
  await vi.advanceTimersByTimeAsync(100)
  expect(order).toEqual(['person'])
})

test('F4: at most 50 begin in a second, and a small crowd does not wait', async () => {
  const gate = new Gate(10_000, 50)
  const inside = crowd(gate, 500)
  await vi.advanceTimersByTimeAsync(0)
  expect(inside).toHaveLength(50)
  for (let second = 1; second <= 3; second++) {
    await vi.advanceTimersByTimeAsync(1000)
    expect(inside.length).toBeLessThanOrEqual(50 + 50 * second)
  }
  await vi.advanceTimersByTimeAsync(8000)
  expect(inside).toHaveLength(500)
  expect(vi.getTimerCount()).toBe(0)
})

test('a thousand idle links hold one timer, and the last one takes it along', () => {
  const check = vi.fn()
  const links = Array.from({ length: 1000 }, () => watch(() => check(), 1000))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(1000)
  expect(check).toHaveBeenCalledTimes(1000)
  for (const unwatch of links) unwatch()
  expect(vi.getTimerCount()).toBe(0)
})

test('a link may stop being watched while links are looked at', () => {
  const seen: string[] = []
  const stopA = watch(() => {
    seen.push('a')
    stopB()
  }, 10)
  const stopB = watch(() => seen.push('b'), 10)
  vi.advanceTimersByTime(20)
  expect(seen).toEqual(['a', 'a'])
  stopA()
})
