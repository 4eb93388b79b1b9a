import { expect, test } from 'vitest'
import { LastWords } from './lastWords.ts'

const JID = 'marty@hill.example'
const DAY_MS = 24 * 3600_000

test('why it ended is kept for who was not there', () => {
  const words = new LastWords()
  words.add('a', JID, { state: 'ended', reason: 'wrong-password' })
  words.add('b', JID, { state: 'ended', reason: 'logged-out' })
  words.add('c', JID, { state: 'ended' })
  expect(words.of('a')).toEqual({ jid: JID, reason: 'wrong-password' })
  expect(words.of('b')).toBeUndefined()
  expect(words.of('c')).toBeUndefined()
  words.forget('a')
  expect(words.of('a')).toBeUndefined()
})

test('it is kept for a day', () => {
  let now = 0
  const words = new LastWords(() => now)
  words.add('a', JID, { state: 'ended', reason: 'expired' })
  now = DAY_MS
  expect(words.of('a')).toBeDefined()
  now += 1
  expect(words.of('a')).toBeUndefined()
})

test('a thousand are kept; the oldest go', () => {
  const words = new LastWords()
  for (let each = 0; each <= 1000; each += 1)
    words.add(String(each), JID, { state: 'ended', reason: 'expired' })
  expect(words.of('0')).toBeUndefined()
  expect(words.of('1')).toBeDefined()
  expect(words.of('1000')).toBeDefined()
})
