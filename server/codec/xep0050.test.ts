import { expect, test } from 'vitest'
import { stanzasOf } from '../xmpp/testManager.ts'
import { parseAnnounced, parseCommands } from './xep0050.ts'

const ITEMS = 'http://jabber.org/protocol/disco#items'

test('a stranger announces no more commands than anybody reads; who is asked may list them all', () => {
  const from = `clock.hill.example/${'x'.repeat(1000)}`
  const items = "<item node='a'/>".repeat(20_000)
  const [message] = stanzasOf(`<message><query xmlns='${ITEMS}'>${items}</query></message>`)
  const query = message?.getChild('query', ITEMS)
  expect(parseAnnounced(query, from)).toHaveLength(200)
  expect(parseCommands(query, from)).toHaveLength(20_000)
})
