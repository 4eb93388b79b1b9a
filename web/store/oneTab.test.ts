import { afterEach, expect, test, vi } from 'vitest'
import { oneTab } from './oneTab.ts'

afterEach(() => vi.unstubAllGlobals())

/** Locks as a browser gives them: one at a time, in turn. */
function stubLocks() {
  const queues = new Map<string, Promise<unknown>>()
  const request = (name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>) => {
    const before = queues.get(name) ?? Promise.resolve()
    const mine = before.then(() => {
      if (signal.aborted) throw signal.reason
      return hold()
    })
    queues.set(
      name,
      mine.catch(() => {}),
    )
    return mine
  }
  vi.stubGlobal('navigator', { locks: { request } })
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 0))

test('one wins, and the next when that one gives it up', async () => {
  stubLocks()
  const won: string[] = []
  const stop = oneTab('cache', () => won.push('first'))
  oneTab('cache', () => won.push('second'))
  oneTab('another', () => won.push('another'))
  await turn()
  expect(won).toEqual(['first', 'another'])
  stop()
  await turn()
  expect(won).toEqual(['first', 'another', 'second'])
})

test('who gave up before its turn never wins', async () => {
  stubLocks()
  const won: string[] = []
  const first = oneTab('cache', () => won.push('first'))
  const second = oneTab('cache', () => won.push('second'))
  await turn()
  second()
  first()
  await turn()
  expect(won).toEqual(['first'])
})

test('without locks, and where they are refused, each wins', async () => {
  const won: string[] = []
  vi.stubGlobal('navigator', {})
  oneTab('cache', () => won.push('none'))
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new Error('SecurityError')) } })
  oneTab('cache', () => won.push('refused'))
  await turn()
  expect(won).toEqual(['none', 'refused'])
})
