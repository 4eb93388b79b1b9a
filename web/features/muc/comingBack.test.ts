import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { mucModel } from './model.ts'

const room = 'vault@rooms.hill.example'

test('a room that the session was in before the page knew it is on the way back, not at its door', () => {
  const gateway = new FakeGateway()
  const { rooms, refused } = gateway.models.use(mucModel)
  gateway.event('xmpp.session.snapshot', {
    jid: { user: 'marty', domain: 'hill.example' },
    events: [['xmpp.muc.rejoining', { room, nick: 'Marty', cause: 'connection' }]],
  })
  expect(rooms.get(room)).toMatchObject({ nick: 'Marty', state: 'joining', entered: true })
  const error = { type: 'auth', reason: 'wrong-password' as const, stored: true as const }
  gateway.event('xmpp.muc.error', { type: 'presence', room, nick: 'Marty', error })
  expect(rooms.get(room)?.state).toBe('left')
  expect(refused.get(room)).toMatchObject({ by: 'session' })
})
