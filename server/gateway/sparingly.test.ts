import { expect, test, vi } from 'vitest'
import { sparingly } from './sparingly.ts'

test('of warnings without end a minute holds twenty, and the next tells how many there were more', () => {
  const log = vi.fn()
  let now = 0
  const sparing = sparingly(log, () => now)
  for (let i = 0; i < 500; i++) sparing('warn', 'A forgery was ignored', { kind: 'carbon' })
  expect(log).toHaveBeenCalledTimes(20)
  now += 60_000
  sparing('warn', 'A handler failed', { what: 'iq' })
  expect(log.mock.calls.slice(20)).toEqual([
    ['warn', 'More warnings of one session', { count: 480 }],
    ['warn', 'A handler failed', { what: 'iq' }],
  ])
})

test('what is no warning passes', () => {
  const log = vi.fn()
  const sparing = sparingly(log, () => 0)
  for (let i = 0; i < 30; i++) sparing('info', 'connected')
  expect(log).toHaveBeenCalledTimes(30)
})
