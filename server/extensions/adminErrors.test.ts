import { expect, test } from 'vitest'
import { type AdminRequest, adminError } from './adminErrors.ts'

const cases: [condition: string, request: AdminRequest, reason: string | undefined][] = [
  ['forbidden', { affiliation: 'member' }, 'forbidden'],
  ['not-allowed', { affiliation: 'owner' }, 'not-allowed'],
  ['not-allowed', { affiliation: 'member', isSelf: true }, 'not-allowed'],
  ['not-allowed', { affiliation: 'member', isSelf: true, isOwner: true }, 'last-owner'],
  ['conflict', { affiliation: 'none', isSelf: true, isOwner: true }, 'last-owner'],
  ['conflict', { affiliation: 'none' }, 'last-owner'],
  ['conflict', { affiliation: 'outcast', isSelf: true }, 'self-ban'],
  ['conflict', { affiliation: 'outcast', isSelf: true, isOwner: true }, 'last-owner'],
  ['conflict', { role: 'none' }, 'not-allowed'],
  ['not-acceptable', { role: 'none' }, 'not-found'],
  ['not-acceptable', { affiliation: 'member' }, undefined],
  ['recipient-unavailable', { role: 'none' }, 'not-found'],
  ['recipient-unavailable', { affiliation: 'member' }, undefined],
  ['item-not-found', { affiliation: 'member' }, 'not-found'],
  ['jid-malformed', { affiliation: 'member' }, 'bad-jid'],
  ['gone', { affiliation: 'member' }, 'gone'],
  ['remote-server-timeout', { affiliation: 'member' }, 'remote-timeout'],
  ['remote-server-not-found', { affiliation: 'member' }, 'remote-timeout'],
  ['service-unavailable', { affiliation: 'member' }, 'unsupported'],
  ['feature-not-implemented', { affiliation: 'member' }, 'unsupported'],
  ['resource-constraint', { affiliation: 'member' }, undefined],
  ['registration-required', { affiliation: 'member' }, undefined],
  ['constructor', { affiliation: 'member' }, undefined],
]

for (const [condition, request, reason] of cases)
  test(`${condition} to ${JSON.stringify(request)} means ${reason ?? 'what it says'}`, () => {
    const error = { type: 'cancel', condition }
    expect(adminError(error, request)).toEqual(reason ? { ...error, reason } : error)
  })

test('a reason that is there already stays', () => {
  const error = { type: 'wait', condition: 'remote-server-timeout', reason: 'timeout' } as const
  expect(adminError(error, { affiliation: 'member' })).toBe(error)
})
