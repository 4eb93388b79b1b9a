import { expect, test } from 'vitest'
import { Audit } from './audit.ts'
import { SignInGuard } from './signInGuard.ts'

const address = '192.0.2.1'
const guard = () => new SignInGuard(new Audit(() => {}), true)

test('whoever knows a password is not held to the tries before', () => {
  const it = guard()
  for (let i = 0; i < 30; i++) {
    const attempt = { kind: 'password', account: 'doc@hill.example', address } as const
    expect(it.refusal(attempt)).toBeUndefined()
    it.succeeded(attempt, attempt.account)
  }
})

test('an address that makes accounts is held to a rate, though each of them is made', () => {
  const it = guard()
  const refused = Array.from({ length: 11 }, (_, i) => {
    const attempt = { kind: 'register', account: `a${i}@hill.example`, address } as const
    const refusal = it.refusal(attempt)
    if (!refusal) it.succeeded(attempt, attempt.account)
    return refusal?.reason
  })
  expect(refused).toEqual([...Array(10).fill(undefined), 'rate-limited'])
})
