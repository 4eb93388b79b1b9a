import { expect, test } from 'vitest'
import { Reason } from '#protocol/define.ts'
import { t } from '../../lib/i18n.ts'
import { placeOf, refusalWords, serversWords, successorOf } from './refusal.ts'

const room = 'lab@rooms.hill.example'

test.each(Reason.options)('a door closed for "%s" says why in a sentence', (reason) => {
  const words = refusalWords({ type: 'cancel', reason }, room)
  expect(words).toMatch(/^(?:[A-Z]|rooms).*[.?]$/u)
  expect(words).not.toBe(t('errors:unknown'))
  expect(words).not.toMatch(/undefined|\{\{/u)
})

// Seconds and characters come in `detail`; without it the sentence has a gap, never a placeholder.
test('a limit says how long to wait', () => {
  const words = refusalWords({ type: 'wait', reason: 'rate-limited', detail: '12' }, room)
  expect(words).toContain('12 s')
})

test('every reason to be turned away has its own sentence', () => {
  const doors = [
    'password-required',
    'wrong-password',
    'members-only',
    'banned',
    'nick-conflict',
    'nick-locked',
    'full',
    'not-found',
    'creation-restricted',
    'gone',
    'remote-timeout',
  ] as const
  const words = doors.map((reason) => refusalWords({ type: 'cancel', reason }, room))
  expect(new Set(words).size).toBe(doors.length)
})

test('required, wrong, changed and outdated passwords are four messages', () => {
  const required = { type: 'auth', reason: 'password-required' as const }
  const wrong = { type: 'auth', reason: 'wrong-password' as const }
  const words = [
    refusalWords(required, room),
    refusalWords(required, room, 'session'),
    refusalWords(wrong, room),
    refusalWords(wrong, room, 'session'),
    refusalWords(wrong, room, 'invitation'),
  ]
  expect(new Set(words).size).toBe(5)
  expect(words[3]).toContain('changed')
})

test('a server that does not answer is named', () => {
  expect(refusalWords({ type: 'wait', reason: 'remote-timeout' }, room)).toContain('rooms.hill.example')
})

test('what is wrong stands at the field that can put it right', () => {
  expect(placeOf({ type: 'auth', reason: 'wrong-password' })).toBe('password')
  expect(placeOf({ type: 'cancel', reason: 'nick-conflict' })).toBe('nick')
  expect(placeOf({ type: 'cancel', reason: 'nick-locked' })).toBe('nick')
  expect(placeOf({ type: 'auth', reason: 'banned' })).toBe('room')
})

test('a room that moved says where to, when that is a room', () => {
  const gone = { type: 'modify', reason: 'gone' as const }
  expect(successorOf({ ...gone, detail: 'xmpp:Clock@rooms.hill.example?join' })).toBe(
    'clock@rooms.hill.example',
  )
  expect(successorOf({ ...gone, detail: 'javascript:alert(1)' })).toBeUndefined()
  expect(successorOf(gone)).toBeUndefined()
})

test("the server's own words are told as the server's", () => {
  expect(serversWords({ type: 'auth', description: 'Ask Doc' })).toContain('Ask Doc')
  expect(serversWords({ type: 'auth' })).toBeUndefined()
})
