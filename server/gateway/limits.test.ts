import { beforeEach, describe, expect, test } from 'vitest'
import {
  Buckets,
  EVENTS_BURST,
  EVENTS_FLOOD_PER_SECOND,
  EVENTS_PER_SECOND,
  isExcessive,
  MESSAGES_BURST,
  MESSAGES_PER_SECOND,
  SignInLimits,
  TokenBucket,
} from './limits.ts'

let now = 0
const clock = () => now

beforeEach(() => {
  now = 1_000_000
})

test('a bucket gives its burst at once, then as fast as it fills, and says how long to wait', () => {
  const bucket = new TokenBucket(5, 3, clock)
  expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0, 200])
  now += 100
  expect(bucket.take()).toBe(100)
  now += 100
  expect(bucket.take()).toBe(0)
  now += 3_600_000
  expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0, 200])
})

test.each([
  ['events of a socket', EVENTS_PER_SECOND, EVENTS_BURST, 200, 25],
  ['messages of an account', MESSAGES_PER_SECOND, MESSAGES_BURST, 20, 200],
  ['events before a socket is closed', EVENTS_FLOOD_PER_SECOND, EVENTS_FLOOD_PER_SECOND * 2, 400, 5],
])('%s: as many at once, and then one in so many milliseconds', (_, perSecond, burst, most, wait) => {
  const bucket = new TokenBucket(perSecond, burst, clock)
  const waits = Array.from({ length: most + 1 }, () => bucket.take())
  expect(waits).toEqual([...Array(most).fill(0), wait])
})

test('each of many has a bucket of its own, and a stranger’s many names do not make room for more', () => {
  const buckets = new Buckets(5, 2, clock)
  expect([buckets.take('marty'), buckets.take('marty'), buckets.take('marty')]).toEqual([0, 0, 200])
  expect(buckets.take('doc')).toBe(0)
  for (let i = 0; i < 9000; i++) buckets.take(`stranger-${i}`)
  expect(buckets.take('marty')).toBe(200)
})

describe('signing in', () => {
  let limits: SignInLimits

  beforeEach(() => {
    limits = new SignInLimits(clock)
  })

  const fail = (account: string, address = account) => {
    const wait = limits.attempt(account, address)
    if (wait > 0) return wait
    limits.answered(account)
    limits.failed(account)
    return 0
  }
  const succeed = (account: string, address: string) => {
    limits.attempt(account, address)
    limits.answered(account)
    limits.succeeded(account, address)
  }

  test('five failures of an account close it for a quarter of an hour, to everybody', () => {
    for (let i = 0; i < 5; i++) expect(fail('marty', `address-${i}`)).toBe(0)
    expect(limits.attempt('marty', 'other')).toBe(900)
    expect(limits.attempt('doc', 'other')).toBe(0)
    now += 900_001
    expect(limits.attempt('marty', 'other')).toBe(0)
  })

  test('an address may try ten times a minute', () => {
    for (let i = 0; i < 10; i++) expect(fail(`account-${i}`, 'here')).toBe(0)
    now += 20_000
    expect(limits.attempt('account-x', 'here')).toBe(40)
    expect(limits.attempt('account-x', 'there')).toBe(0)
    now += 40_001
    expect(limits.attempt('account-x', 'here')).toBe(0)
  })

  test('a success forgives the account and the address', () => {
    for (let i = 0; i < 4; i++) fail('marty', 'here')
    succeed('marty', 'here')
    for (let i = 0; i < 4; i++) expect(fail('marty', 'here')).toBe(0)
  })

  test('fifteen failures in a row stop all for a minute, before the server locks us out at twenty', () => {
    for (let i = 0; i < 14; i++) fail(`account-${i}`)
    succeed('marty', 'here')
    for (let i = 0; i < 14; i++) expect(fail(`other-${i}`)).toBe(0)
    expect(fail('other-15')).toBe(0)
    expect(limits.attempt('marty', 'here')).toBe(60)
    now += 60_000
    expect(limits.attempt('marty', 'here')).toBe(0)
  })

  test.each([0, 5, 14])(
    'S66: after %i failures, no more are tried at once than a server would bear',
    (before) => {
      for (let i = 0; i < before; i++) fail(`account-${i}`)
      let sent = before
      while (sent < 100 && limits.attempt(`at-once-${sent}`, `address-${sent}`) === 0) sent++
      expect(sent).toBe(19)
      expect(limits.attempt('marty', 'here')).toBe(1)
      // Whoever makes an account, or is a guest, cannot be wrong.
      expect(limits.attempt('new', 'here', false)).toBe(0)
      // Of those that were on their way one got in, another was told why not, and none is counted for ever.
      limits.answered(`at-once-${before}`)
      limits.succeeded(`at-once-${before}`, 'there')
      expect(limits.attempt('marty', 'here')).toBe(0)
      for (let i = before + 1; i < sent; i++) limits.answered(`at-once-${i}`)
      for (let i = 0; i < 18; i++) expect(limits.attempt(`again-${i}`, `elsewhere-${i}`)).toBe(0)
      expect(limits.attempt('doc', 'elsewhere')).toBe(1)
    },
  )

  test('guesses that do not wait for their answers are counted for their account as well', () => {
    for (let i = 0; i < 5; i++) expect(limits.attempt('marty', `address-${i}`)).toBe(0)
    expect(limits.attempt('marty', 'other')).toBe(1)
    limits.answered('marty')
    expect(limits.attempt('marty', 'other')).toBe(0)
  })

  test('a success in between starts the count anew', () => {
    for (let i = 0; i < 14; i++) fail(`account-${i}`)
    succeed('doc', 'there')
    fail('account-15')
    expect(limits.attempt('marty', 'here')).toBe(0)
  })
})

describe('the shape of a payload', () => {
  const deep = (levels: number) => {
    let value: unknown = 1
    for (let i = 0; i < levels; i++) value = { value }
    return value
  }

  test.each([
    ['nothing', undefined],
    ['a text', 'x'.repeat(100_000)],
    [
      'a form',
      { room: 'r', form: Array.from({ length: 60 }, (_, i) => ({ var: `v${i}`, value: ['a', 'b'] })) },
    ],
    ['10 levels', deep(10)],
    ['a list of 1,000', Array.from({ length: 1000 }, () => 'a')],
  ])('%s is fine', (_, payload) => {
    expect(isExcessive(payload)).toBe(false)
  })

  test.each([
    ['11 levels', deep(11)],
    ['100,000 levels', deep(100_000)],
    ['65 keys', Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`k${i}`, i]))],
    ['a list of 1,001', Array.from({ length: 1001 }, () => 'a')],
    ['6,000 objects', Array.from({ length: 10 }, () => Array.from({ length: 600 }, () => ({})))],
  ])('%s is too much', (_, payload) => {
    expect(isExcessive(payload)).toBe(true)
  })
})
