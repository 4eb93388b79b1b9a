import { describe, expect, test } from 'vitest'
import type { ProtocolError, Reason } from '#protocol/define.ts'
import { hasWords } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'

/** What a room can refuse with, and the reason that the gateway gives it where a rank is changed or a list is read. */
const conditions: readonly (readonly [string, Reason?])[] = [
  ['forbidden', 'forbidden'],
  ['not-allowed', 'not-allowed'],
  ['conflict', 'last-owner'],
  ['not-acceptable'],
  ['item-not-found', 'not-found'],
  ['registration-required'],
  ['service-unavailable', 'unsupported'],
  ['remote-server-timeout', 'remote-timeout'],
  ['resource-constraint'],
  ['jid-malformed', 'bad-jid'],
  ['gone', 'gone'],
  ['recipient-unavailable'],
]
const errorOf = ([condition, reason]: (typeof conditions)[number]): ProtocolError => ({
  type: 'cancel',
  condition,
  by: 'rooms.hill.example',
  ...(reason ? { reason } : {}),
})

describe.each(['affiliations', 'occupants'])('refusals among the %s', (slice) => {
  test.each(conditions.map((each) => ({ condition: each[0], error: errorOf(each) })))(
    '$condition has a sentence of this slice, with the reason and without',
    ({ condition, error }) => {
      const words = sentence(error, slice)
      expect(hasWords(`${slice}:error.${condition}`)).toBe(true)
      expect(words).not.toContain('{{')
      expect(words).not.toBe(sentence({ type: 'cancel', condition: 'undefined-condition' }, slice))
      expect(words).toMatch(/\.$/u)
    },
  )

  test('each condition is told in other words', () => {
    const told = conditions.map((each) => sentence(errorOf(each), slice))
    expect(new Set(told).size).toBe(conditions.length)
    const bare = conditions.map(([condition]) => sentence({ type: 'cancel', condition }, slice))
    expect(new Set(bare).size).toBe(conditions.length)
  })
})

test('in the console each says what to do about it', () => {
  const ways = /\b(?:Ask|Make|Try|Choose|check|Check|Read|Save|Take|Owners can|wait)\b.*\.$/u
  for (const each of conditions) expect(sentence(errorOf(each), 'affiliations'), each[0]).toMatch(ways)
})
