import { expect, test } from 'vitest'
import { Snapshot } from './snapshot.ts'

const from = { user: 'biff', domain: 'hill.example', resource: 'car' }
const room = 'hillvalley@rooms.hill.example'

test('a tab that comes later is told of what failed its check, and not of who is typing', () => {
  const snapshot = new Snapshot()
  snapshot.observe('xmpp.chat.message', { from, id: 'a', failed: 'copy' })
  snapshot.observe('xmpp.chat.message', { from, state: 'composing' })
  snapshot.observe('xmpp.muc.message', { room, nick: 'Biff', private: false, id: 'b', failed: 'room' })
  const told = snapshot.events().filter(([name]) => name.endsWith('.message'))
  expect(told).toMatchObject([
    ['xmpp.chat.message', { id: 'a', failed: 'copy' }],
    ['xmpp.muc.message', { id: 'b', failed: 'room' }],
  ])
})
