import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const receipts = (session: TestManager) =>
  session.client.sent.filter((stanza) => stanza.getChild('received', 'urn:xmpp:receipts'))

test('several tabs that answer the same wish send one receipt', async () => {
  const session = new TestManager(createExtensions()).online()
  const wish = { to: 'doc@hill.example/lab', id: 'm-1' }
  session.ask('xmpp.chat.receipt', wish)
  session.ask('xmpp.chat.receipt', wish)
  await settled()
  expect(receipts(session)).toHaveLength(1)
})

test('the same id from two people is two wishes', async () => {
  const session = new TestManager(createExtensions()).online()
  session.ask('xmpp.chat.receipt', { to: 'doc@hill.example', id: 'm-1' })
  session.ask('xmpp.chat.receipt', { to: 'biff@hill.example', id: 'm-1' })
  await settled()
  expect(receipts(session)).toHaveLength(2)
})
