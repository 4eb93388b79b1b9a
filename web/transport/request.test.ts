import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRequest } from './request.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

type Callback = (error: object | null, reply?: unknown, rsm?: unknown) => void

function open(connected = true) {
  let answer: Callback = () => {}
  const emit = vi.fn((_name: string, _data: unknown, callback: Callback) => {
    answer = callback
  })
  let broken = () => {}
  const on = (_event: 'disconnect', listener: () => void) => {
    broken = listener
  }
  const request = createRequest({ connected, emit: emit as never, on })
  return { request, emit, answer: (...args: Parameters<Callback>) => answer(...args), breaks: () => broken() }
}

test('an acknowledgement becomes a value, with its result set', async () => {
  const { request, answer } = open()
  const result = request('xmpp.roster.get', {})
  answer(null, [], { count: 0 })
  expect(await result).toEqual({ ok: true, value: [], rsm: { count: 0 } })
})

test('what was told before an answer is seen before it', async () => {
  const seen: string[] = []
  let answer: Callback = () => {}
  const emit = (_name: string, _data: unknown, callback: Callback) => {
    answer = callback
  }
  const request = createRequest({ connected: true, emit: emit as never, on: () => {} }, () =>
    seen.push('told'),
  )
  const result = request('xmpp.ping', {}).then(() => seen.push('answered'))
  expect(seen).toEqual([])
  answer(null, true)
  await result
  expect(seen).toEqual(['told', 'answered'])
})

test('a refusal becomes a value too', async () => {
  const { request, answer } = open()
  const result = request('xmpp.ping', {})
  answer({ type: 'cancel', condition: 'forbidden' })
  expect(await result).toEqual({ ok: false, error: { type: 'cancel', condition: 'forbidden' } })
})

test('without a connection nothing is sent', async () => {
  const { request, emit } = open(false)
  expect(await request('xmpp.ping', {})).toMatchObject({ ok: false, error: { reason: 'not-connected' } })
  expect(emit).not.toHaveBeenCalled()
})

test('an answer that does not come is a timeout, and one that comes later changes nothing', async () => {
  const { request, answer } = open()
  const result = request('xmpp.ping', {})
  vi.advanceTimersByTime(36_000)
  expect(await result).toMatchObject({ ok: false, error: { reason: 'timeout' } })
  answer(null, true)
  expect(await result).toMatchObject({ ok: false })
})

test('whoever waits when the way breaks is told at once, and no answer changes that', async () => {
  const { request, answer, breaks } = open()
  const result = request('xmpp.ping', {})
  breaks()
  answer(null, true)
  expect(await result).toMatchObject({ ok: false, error: { type: 'wait', reason: 'disconnected' } })
})

test('who was answered before hears nothing of it', async () => {
  const { request, answer, breaks } = open()
  const result = request('xmpp.ping', {})
  answer(null, true)
  breaks()
  expect(await result).toMatchObject({ ok: true })
})
