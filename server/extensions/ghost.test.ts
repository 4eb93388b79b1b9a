import { beforeEach, expect, test, vi } from 'vitest'
import { roomsOf } from '../xmpp/rooms.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { ROOM, stageRoom } from './testStage.ts'

let session: TestManager
let on: ReturnType<typeof stageRoom>

/** A session that was in a room under another process, and has just begun here. */
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  session = new TestManager(createExtensions())
  on = stageRoom(session)
  roomsOf(session.manager).restore({ room: ROOM, nick: 'Marty', password: 'gigawatts' })
  session.online(true)
  return () => vi.useRealTimers()
})

test('its rooms are asked what they can, and entered with their passwords', () => {
  const sent = session.client.sent.map(String)
  const asked = sent.findIndex((stanza) => stanza.includes('disco#info') && stanza.includes(ROOM))
  const entered = sent.findIndex((stanza) => stanza.includes('<password>gigawatts</password>'))
  expect(asked).toBeGreaterThanOrEqual(0)
  expect(entered).toBeGreaterThan(asked)
})

test('the room’s goodbye to the ghost of before is not ours', async () => {
  session.receive(on.presence('Marty', [110], `type='unavailable'`))
  session.receive(on.presence('Marty', [], `type='unavailable'`))
  on.comes('Doc')
  on.letIn()
  await settled()
  expect(on.told('xmpp.muc.roster')).toMatchObject([
    { nick: 'Doc', present: true },
    { nick: 'Marty', present: true, self: true },
  ])
  expect(on.entry()?.state).toBe('joined')
  expect(roomsOf(session.manager).restorable()).toEqual([
    { room: ROOM, nick: 'Marty', password: 'gigawatts' },
  ])
})

test('a room that is gone by now is told as gone, and forgotten', async () => {
  await on.refuse('item-not-found')
  for (let n = 0; n < 5; n++) {
    await on.pass(60_000)
    await on.refuse('item-not-found')
  }
  expect(on.told('xmpp.muc.error')).toMatchObject([{ room: ROOM, error: { reason: 'not-found' } }])
  expect(roomsOf(session.manager).restorable()).toEqual([])
})
