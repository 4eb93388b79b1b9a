import { expect, test } from 'vitest'
import { type Claim, isAmbiguous, matches, specificity } from './claims.ts'
import { stanzasOf } from './testManager.ts'

const takes = (claim: Claim, text: string) => stanzasOf(text).map((stanza) => matches(claim, stanza))

test('a claim is of a kind of stanza', () => {
  expect(takes({ name: 'message' }, '<message/><iq/><presence/>')).toEqual([true, false, false])
})

test('a type is one, several, none at all, or of no interest', () => {
  const stanzas = "<message/><message type='chat'/><message type='error'/>"
  expect(takes({ name: 'message', type: 'chat' }, stanzas)).toEqual([false, true, false])
  expect(takes({ name: 'message', type: null }, stanzas)).toEqual([true, false, false])
  expect(takes({ name: 'message', type: [null, 'error'] }, stanzas)).toEqual([true, false, true])
  expect(takes({ name: 'message' }, stanzas)).toEqual([true, true, true])
})

test('a payload is a child of that name in that namespace: both of the same child', () => {
  const claim: Claim = { name: 'iq', child: 'query', xmlns: 'urn:a' }
  expect(
    takes(claim, "<iq><query xmlns='urn:a'/></iq><iq><query xmlns='urn:b'/><x xmlns='urn:a'/></iq><iq/>"),
  ).toEqual([true, false, false])
  expect(takes({ name: 'iq', xmlns: 'urn:a' }, "<iq><x xmlns='urn:a'/></iq><iq><x/></iq>")).toEqual([
    true,
    false,
  ])
})

test('a payload outweighs a condition, a condition a type, and anything nothing', () => {
  const claims: Claim[] = [
    { name: 'message', xmlns: 'urn:a', child: 'x', when: () => true },
    { name: 'message', xmlns: 'urn:a', child: 'x' },
    { name: 'message', xmlns: 'urn:a' },
    { name: 'message', when: () => true, type: 'chat' },
    { name: 'message', when: () => true },
    { name: 'message', type: 'chat' },
    { name: 'message' },
  ]
  const weights = claims.map(specificity)
  expect(weights).toEqual([...new Set(weights)].sort((a, b) => b - a))
})

test('two claims are ambiguous when nothing tells which is asked first', () => {
  const chat: Claim = { name: 'message', type: 'chat' }
  expect(isAmbiguous(chat, { name: 'message', type: [null, 'chat'] })).toBe(true)
  expect(isAmbiguous(chat, { name: 'message', type: 'normal' })).toBe(false)
  expect(isAmbiguous(chat, { name: 'message' })).toBe(false)
  expect(isAmbiguous(chat, { ...chat, when: () => true })).toBe(false)
  expect(isAmbiguous({ name: 'iq', xmlns: 'urn:a' }, { name: 'iq', xmlns: 'urn:b' })).toBe(false)
})
