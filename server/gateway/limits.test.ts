import { beforeEach, describe, expect, test } from 'vitest'
import { isExcessive, SignInLimits, TokenBucket } from './limits.ts'

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

describe('signing in', () => {
  let limits: SignInLimits

  beforeEach(() => {
    limits = new SignInLimits(clock)
  })

  test('five failures of an account close it for a quarter of an hour, to everybody', () => {
    for (let i = 0; i < 5; i++) {
      expect(limits.attempt('marty', `address-${i}`)).toBe(0)
      limits.failed('marty')
    }
    expect(limits.attempt('marty', 'other')).toBe(900)
    expect(limits.attempt('doc', 'other')).toBe(0)
    now += 900_001
    expect(limits.attempt('marty', 'other')).toBe(0)
  })

  test('an address may try ten times a minute', () => {
    for (let i = 0; i < 10; i++) expect(limits.attempt(`account-${i}`, 'here')).toBe(0)
    now += 20_000
    expect(limits.attempt('account-x', 'here')).toBe(40)
    expect(limits.attempt('account-x', 'there')).toBe(0)
    now += 40_001
    expect(limits.attempt('account-x', 'here')).toBe(0)
  })

  test('a success forgives the account and the address', () => {
    for (let i = 0; i < 4; i++) {
      limits.attempt('marty', 'here')
      limits.failed('marty')
    }
    limits.succeeded('marty', 'here')
    for (let i = 0; i < 4; i++) {
      expect(limits.attempt('marty', 'here')).toBe(0)
      limits.failed('marty')
    }
  })

  test('fifteen failures in a row stop all for a minute, before the server locks us out at twenty', () => {
    for (let i = 0; i < 14; i++) limits.failed(`account-${i}`)
    expect(limits.attempt('marty', 'here')).toBe(0)
    limits.failed('account-15')
    expect(limits.attempt('marty', 'here')).toBe(60)
    now += 60_000
    expect(limits.attempt('marty', 'here')).toBe(0)
  })

  test('a success in between starts the count anew', () => {
    for (let i = 0; i < 14; i++) limits.failed(`account-${i}`)
    limits.succeeded('doc', 'there')
    limits.failed('account-15')
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
