import { describe, expect, test } from 'vitest'
import { joinError, mayTryAgain } from './joinErrors.ts'

const reasonOf = (condition: string, infoError?: string) =>
  joinError({ type: 'cancel', condition }, false, false, infoError).reason

describe('a refusal that also met the question about the room is no word of the room’s', () => {
  test.each([
    ['forbidden', undefined, 'banned'],
    ['forbidden', 'item-not-found', 'creation-restricted'],
    ['not-allowed', 'item-not-found', 'creation-restricted'],
    ['not-allowed', undefined, 'creation-restricted'],
    ['forbidden', 'forbidden', 'remote-timeout'],
    ['not-allowed', 'not-allowed', 'remote-timeout'],
    ['service-unavailable', undefined, 'full'],
    ['service-unavailable', 'service-unavailable', 'not-found'],
    ['item-not-found', 'item-not-found', 'not-found'],
  ])('%s, and %s before, is %s', (condition, infoError, reason) => {
    expect(reasonOf(condition, infoError)).toBe(reason)
  })
})

describe('an unattended try', () => {
  test.each([
    [{ reason: 'remote-timeout' as const }, 1000, true],
    [{ reason: 'full' as const }, 0, true],
    [{ reason: 'full' as const }, 6, false],
    [{ reason: 'nick-conflict' as const }, 4, true],
    [{ reason: 'nick-conflict' as const }, 5, false],
    [{ condition: 'internal-server-error' }, 0, true],
    [{ type: 'wait', condition: 'undefined-condition' }, 5, true],
    [{ reason: 'wrong-password' as const }, 0, false],
    [{ reason: 'banned' as const }, 0, false],
    [{ reason: 'members-only' as const }, 0, false],
    [{ reason: 'gone' as const }, 0, false],
    [{ reason: 'not-found' as const, type: 'cancel' }, 2, true],
    [{ reason: 'not-found' as const, type: 'wait' }, 3, false],
  ])('refused with %o after %i others is made again: %s', (error, attempts, isMade) => {
    expect(mayTryAgain({ type: 'cancel', ...error }, attempts)).toBe(isMade)
  })
})
