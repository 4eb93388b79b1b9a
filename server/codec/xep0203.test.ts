import { expect, test } from 'vitest'
import { parse } from '../xmpp/xml.ts'
import { parseDelay } from './xep0203.ts'

const message = parse(`<message xmlns='jabber:client'><delay xmlns='urn:xmpp:delay' from='hill.example'/>
  <delay xmlns='urn:xmpp:delay' from='doc@hill.example' stamp='1955-11-05T00:00:00Z'>Lightning</delay>
  <delay xmlns='urn:xmpp:delay' from='HILL.example' stamp='1985-10-26T00:00:00Z'/></message>`)

test('a delay that says no time hides none that does', () => {
  const first = { when: '1955-11-05T00:00:00Z', from: 'doc@hill.example', reason: 'Lightning' }
  expect(parseDelay(message)).toEqual(first)
  expect(parseDelay(message, 'hill.example')).toEqual({ when: '1985-10-26T00:00:00Z', from: 'HILL.example' })
})

test('nobody vouches for a delay that is not theirs', () => {
  expect(parseDelay(message, 'marty@hill.example')).toBeUndefined()
})
