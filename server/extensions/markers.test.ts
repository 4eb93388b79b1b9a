import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

test('several tabs that show the same message tell its sender once', async () => {
  const session = new TestManager(createExtensions()).online()
  for (const to of ['doc@hill.example', 'doc@hill.example', 'biff@hill.example'])
    session.ask('xmpp.chat.displayed', { to, id: 'm-1' })
  await settled()
  const markers = session.client.sent.filter((each) => each.getChild('displayed', 'urn:xmpp:chat-markers:0'))
  expect(markers.map(({ attrs }) => attrs.to)).toEqual(['doc@hill.example', 'biff@hill.example'])
})
