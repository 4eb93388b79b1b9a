import { beforeEach, expect, test } from 'vitest'
import { joinRoom } from '../xmpp/testFixture.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const ROOM = 'hillvalley@rooms.hill.example'

let session: TestManager
beforeEach(async () => {
  session = new TestManager(createExtensions()).online()
  await joinRoom(session, { room: ROOM, nick: 'Marty' })
})

const reflect = (nick: string, subject: string) =>
  session.receive(`<message from='${ROOM}/${nick}' type='groupchat'><subject>${subject}</subject></message>`)

test('a subject that the room reflects without its id is settled by who set it and what it says', async () => {
  const answers = session.ask('xmpp.muc.subject', { room: ROOM, subject: 'Save the tower' })
  reflect('Doc', 'Save the tower')
  reflect('Marty', 'Something older')
  await settled()
  expect(answers).toEqual([])
  reflect('Marty', 'Save the tower')
  await settled()
  expect(answers).toEqual([[null, true]])
})
