import { expect, test, vi } from 'vitest'
import { Audit } from './audit.ts'
import { SignInGuard } from './signInGuard.ts'

const address = '192.0.2.1'
const guard = () => new SignInGuard(new Audit(() => {}), true)

test('whoever knows a password is not held to the tries before', () => {
  const it = guard()
  for (let i = 0; i < 30; i++) {
    const attempt = { kind: 'password', account: 'doc@hill.example', address, since: 0 } as const
    expect(it.refusal(attempt)).toBeUndefined()
    it.succeeded(attempt, attempt.account)
  }
})

test('an address that makes accounts is held to a rate, though each of them is made', () => {
  const it = guard()
  const refused = Array.from({ length: 11 }, (_, i) => {
    const attempt = { kind: 'register', account: `a${i}@hill.example`, address, since: 0 } as const
    const refusal = it.refusal(attempt)
    if (!refusal) it.succeeded(attempt, attempt.account)
    return refusal?.reason
  })
  expect(refused).toEqual([...Array(10).fill(undefined), 'rate-limited'])
})

test('S64: a refusal is told after whole seconds, however soon the server was sure; without limits at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  try {
    const since = performance.now()
    const told: string[] = []
    const attempt = (account: string) => ({ kind: 'password', account, address, since }) as const
    const tell = (it: SignInGuard, account: string) =>
      it.refused(attempt(account), 'wrong-password').then(() => told.push(account))
    const it = guard()
    const quick = tell(it, 'nobody@hill.example')
    vi.advanceTimersByTime(400)
    const slow = tell(it, 'doc@hill.example')
    await tell(new SignInGuard(new Audit(() => {}), false), 'marty@hill.example')
    vi.advanceTimersByTime(599)
    await Promise.resolve()
    expect(told).toEqual(['marty@hill.example'])
    vi.advanceTimersByTime(1)
    await Promise.all([quick, slow])
    expect(told).toHaveLength(3)
  } finally {
    vi.useRealTimers()
  }
})

test('a try is on its way until it is answered, whatever the answer', async () => {
  const it = guard()
  const attempts = Array.from(
    { length: 19 },
    (_, i) =>
      ({ kind: 'password', account: `a${i}@hill.example`, address: `192.0.2.${i}`, since: -1e9 }) as const,
  )
  const [first, second, third] = attempts
  if (!first || !second || !third) return expect.unreachable()
  for (const each of attempts) expect(it.refusal(each)).toBeUndefined()
  const late = { kind: 'password', account: 'late@hill.example', address, since: 0 } as const
  expect(it.refusal(late)).toMatchObject({ reason: 'rate-limited', detail: '1' })
  void it.refused(first, 'unreachable')
  expect(it.refusal(late)).toBeUndefined()
  it.succeeded(second, second.account)
  expect(it.refusal({ ...late, account: 'later@hill.example' })).toBeUndefined()
  // It may have been wrong: it still counts.
  it.abandoned(third)
  expect(it.refusal({ ...late, account: 'last@hill.example' })).toMatchObject({ reason: 'rate-limited' })
})
