import { expect, test } from 'vitest'
import type { ProtocolError, Reason } from '#protocol/define.ts'
import { t } from '../../lib/i18n.ts'
import { sentence } from '../../lib/sentence.ts'
import { refusalWords } from './refusal.ts'

const room = 'lab@rooms.hill.example'

/** What a door says (XEP-0045 §7.2, RFC 6120 §8.3.3), with the reason that the gateway makes of it. */
const DOOR: readonly [string, Reason | undefined][] = [
  ['not-authorized', 'wrong-password'],
  ['forbidden', 'banned'],
  ['not-allowed', 'creation-restricted'],
  ['conflict', 'nick-conflict'],
  ['not-acceptable', 'nick-locked'],
  ['item-not-found', 'not-found'],
  ['registration-required', 'members-only'],
  ['service-unavailable', 'full'],
  ['resource-constraint', 'full'],
  ['remote-server-timeout', 'remote-timeout'],
  ['remote-server-not-found', 'remote-timeout'],
  ['recipient-unavailable', 'remote-timeout'],
  ['jid-malformed', 'bad-jid'],
  ['gone', 'gone'],
]

test('every condition by which a door stays shut has a sentence of its own', () => {
  const words = DOOR.map(([condition, reason]) => {
    const error: ProtocolError = { type: 'cancel', condition, ...(reason ? { reason } : {}) }
    return refusalWords(error, room)
  })
  expect(new Set(words).size).toBe(DOOR.length)
  for (const each of words) {
    expect(each).toMatch(/^(?:\p{Lu}|rooms\.).*[.?]$/u)
    expect(each).not.toBe(t('errors:unknown'))
    expect(each).not.toMatch(/undefined|\{\{/u)
  }
})

/** What a room says to who is inside: to a subject, a nick, a form. */
const INSIDE = [
  'forbidden',
  'not-allowed',
  'conflict',
  'not-acceptable',
  'item-not-found',
  'registration-required',
  'service-unavailable',
  'remote-server-timeout',
  'resource-constraint',
  'jid-malformed',
  'gone',
  'recipient-unavailable',
]

test('every refusal inside a room has a sentence of its own, which speaks of rooms', () => {
  const words = INSIDE.map((condition) => sentence({ type: 'cancel', condition }, 'muc'))
  expect(new Set(words).size).toBe(INSIDE.length)
  for (const [index, condition] of INSIDE.entries())
    expect(words[index], condition).toBe(t(`muc:error.${condition}`))
})

test('a copy of the session that is refused was changed, not mistyped', () => {
  const error: ProtocolError = { type: 'auth', reason: 'wrong-password', stored: true }
  expect(refusalWords(error, room)).toBe(t('muc:password.changed'))
})
