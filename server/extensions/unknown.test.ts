import { expect, test } from 'vitest'
import { TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const session = () => new TestManager(createExtensions()).online()
const iq = (content: string) => `<iq type='get' id='u1' from='doc@hill.example/lab'>${content}</iq>`

test('what somebody understands is not told a second time', () => {
  const marty = session()
  marty.receive(iq("<ping xmlns='urn:xmpp:ping'/>"))
  marty.receive("<presence from='doc@hill.example/lab'/>")
  marty.receive("<message type='chat' from='doc@hill.example/lab'><body>Hi</body></message>")
  expect(marty.told.map(([name]) => name)).toEqual(['xmpp.ping', 'xmpp.presence', 'xmpp.chat.message'])
})

test('an answer that nobody waits for is not told', () => {
  const marty = session()
  marty.receive("<iq type='result' id='u1' from='doc@hill.example/lab'><flux xmlns='urn:x-hill:flux'/></iq>")
  expect(marty.told).toEqual([])
})

test('what is longer than an event may be is refused all the same, and not told', () => {
  const marty = session()
  marty.receive(iq(`<flux xmlns='urn:x-hill:flux'>${'x'.repeat(128 * 1024)}</flux>`))
  expect(marty.told).toEqual([])
  expect(marty.sent[0]).toContain('service-unavailable')
})
