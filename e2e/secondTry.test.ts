import { expect, test } from 'vitest'
import { MOST, mayTryAgain, withSecondTry } from './secondTry.mjs'

const slow = (name: string) => ({
  file: 'e2e/specs/a.spec.ts',
  name,
  text: 'Test timeout of 90000ms exceeded.',
})
const wrong = (name: string, text = 'expected [ 1 ] to deeply equal [ 2 ]') => ({ ...slow(name), text })
const part = (...failures: ReturnType<typeof slow>[]) => ({ passed: 10, failed: failures.length, failures })

test('what waited too long may be tried again', () => {
  expect(mayTryAgain(part(slow('a:1 one'), slow('a:2 two')), MOST)).toBe(true)
})

test('a wrong answer is never tried again, nor what stands beside one', () => {
  expect(mayTryAgain(part(wrong('a:1 one')), MOST)).toBe(false)
  expect(mayTryAgain(part(slow('a:1 one'), wrong('a:2 two')), MOST)).toBe(false)
})

test('what a page complained of is never tried again, however long it waited', () => {
  const text = 'Error: what the pages complained of\n expected [] … Timeout 10000ms exceeded'
  expect(mayTryAgain(part(wrong('a:1 one', text)), MOST)).toBe(false)
})

test('many that waited are not the machine’s fault', () => {
  const many = Array.from({ length: MOST + 1 }, (_, i) => slow(`a:${i} ${i}`))
  expect(mayTryAgain(part(...many), MOST)).toBe(false)
  expect(mayTryAgain(part(slow('a:1 one'), slow('a:2 two')), 1)).toBe(false)
})

test('a part that broke outside of its tests is not tried again', () => {
  expect(mayTryAgain({ passed: 0, failed: 1, failures: [] }, MOST)).toBe(false)
  expect(mayTryAgain(part({ ...slow('no server'), file: '' }), MOST)).toBe(false)
})

test('what passes then is passed and named, what fails again has failed', () => {
  const first = part(slow('a:1 one'), slow('a:2 two'))
  const second = { passed: 1, failed: 1, failures: [wrong('a:9 two')] }
  expect(withSecondTry(first, second)).toEqual({
    passed: 11,
    failed: 1,
    failures: [wrong('a:9 two')],
    unsteady: [slow('a:1 one')],
  })
})

test('a second try that did not come to anything changes nothing', () => {
  const first = part(slow('a:1 one'))
  expect(withSecondTry(first, { passed: 0, failed: 1, failures: [] })).toBe(first)
})

test('a runner that broke beside its tests may try again, and its own failure was no test', () => {
  const broke = { file: '', name: '(no file) Unhandled error: write EPIPE', text: '', isRunners: true }
  const first = { passed: 10, failed: 1, failures: [broke] }
  expect(mayTryAgain(first, MOST)).toBe(true)
  expect(mayTryAgain(part(broke, wrong('a:1 one')), MOST)).toBe(false)
  expect(withSecondTry(first, { passed: 10, failed: 0, failures: [] })).toEqual({
    passed: 10,
    failed: 0,
    failures: [],
    unsteady: [broke],
  })
})
