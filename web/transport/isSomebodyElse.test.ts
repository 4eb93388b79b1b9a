import { expect, test } from 'vitest'
import { isSomebodyElse } from './isSomebodyElse.ts'

const marty = { user: 'marty', domain: 'hill.example', resource: 'a' }
const biff = { user: 'biff', domain: 'hill.example' }

test('another session of the same account is no other account', () => {
  const jid = { ...marty, resource: 'b' }
  expect(isSomebodyElse(marty, 'xmpp.connection', { status: 'online', jid })).toBe(false)
  expect(isSomebodyElse(undefined, 'xmpp.connection', { jid: biff })).toBe(false)
})

test('only what names the account of the session is asked', () => {
  expect(isSomebodyElse(marty, 'xmpp.connection', { jid: biff })).toBe(true)
  expect(isSomebodyElse(marty, 'xmpp.session.snapshot', { jid: biff, events: [] })).toBe(true)
  expect(isSomebodyElse(marty, 'xmpp.roster.push', { jid: biff })).toBe(false)
})

test('what does not fit the contract is left to whoever checks it', () => {
  for (const data of [null, undefined, 7, {}, { jid: 'biff' }, { jid: { domain: 1 } }])
    expect(isSomebodyElse(marty, 'xmpp.connection', data)).toBe(false)
})
