import { expect, test } from 'vitest'
import { parse } from '../xmpp/xml.ts'
import { parseMessage } from './message.ts'

const message = (children: string) => parse(`<message xmlns='jabber:client'>${children}</message>`)

test('a payload is found by its namespace or by its name, whatever else is beside it', () => {
  const archived = `<archived xmlns='urn:xmpp:receipts' by='hill.example' id='a1'/>`
  const request = `<request xmlns='urn:xmpp:receipts'/>`
  expect(parseMessage(message(`<body>Doc?</body>${archived}${request}<x xmlns='urn:x'/>`))).toEqual({
    content: 'Doc?',
    format: 'plain',
    receipt: true,
    archived: [{ by: { domain: 'hill.example' }, id: 'a1' }],
  })
  const moderated = `<moderated xmlns='urn:x'><retracted xmlns='urn:xmpp:message-retract:1'/></moderated>`
  expect(parseMessage(message(moderated))).toEqual({ tombstone: true })
})

test('a message of many payloads is read once for each kind of them', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => `<stanza-id xmlns='urn:xmpp:sid:0' by='a' id='${i}'/>`)
  expect(parseMessage(message(ids.join(''))).stanzaIds).toHaveLength(20_000)
})
