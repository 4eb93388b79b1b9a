import { expect, test } from 'vitest'
import { inRoom } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { timelineModel } from '../timeline/model.ts'
import { configChanges } from './configChanges.ts'
import { directoryCommands } from './directory.ts'
import { mucModel } from './model.ts'
import { roomInfoOf } from './roomInfo.ts'
import { comeIn, infoOf, LAB, signIn } from './testRoom.ts'

const info = (name: string, ...features: string[]) => {
  const result = infoOf(name, ...features)
  return roomInfoOf((result.ok ? result.value : []) as never)
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

async function open(...features: string[]) {
  const gateway = new FakeGateway()
  gateway.models.use(mucModel)
  gateway.models.use(directoryCommands)
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', ...features))
  signIn(gateway)
  comeIn(gateway)
  await settled()
  const { entries } = gateway.models.use(timelineModel).of(inRoom(LAB))
  const said = () => entries.keys().map((key) => entries.get(key)?.text)
  const change = async (status: number[], name: string, ...next: string[]) => {
    gateway.answer('xmpp.discover.info', () => infoOf(name, ...next))
    gateway.event('xmpp.muc.room.config', { room: LAB, status })
    await settled()
  }
  return { gateway, said, change }
}

test('each setting that changed is told in words of its own', () => {
  const closed = ['muc_passwordprotected', 'muc_membersonly', 'muc_moderated', 'muc_hidden', 'muc_persistent']
  const on = configChanges(info('Lab', 'muc_public'), info('Lab', ...closed, 'urn:xmpp:mam:2'))
  const off = configChanges(info('Lab', ...closed, 'urn:xmpp:mam:2'), info('Lab', 'muc_public'))
  expect(new Set([...on, ...off]).size).toBe(12)
  for (const each of [...on, ...off]) expect(each).toMatch(/^\p{Lu}[^{]*$/u)
})

test('a room that gets a password and a name says both, and not that something changed', async () => {
  const { said, change } = await open()
  await change([104], 'The clock tower', 'muc_passwordprotected')
  expect(said()).toEqual(['The room is called The clock tower now', 'The room has a password now'])
})

test('a change that cannot be seen from outside is told all the same', async () => {
  const { said, change } = await open('muc_passwordprotected')
  await change([104], 'The lab', 'muc_passwordprotected')
  expect(said()).toEqual(["The room's settings changed"])
})

test.each([
  [170, 'Messages are now logged in public'],
  [171, 'Messages are no longer logged in public'],
  [172, "Everybody in the room now sees everybody's address"],
  [173, 'Addresses are now shown to moderators only'],
  [174, 'Nobody sees addresses any more'],
])('the room tells by itself who reads along and who sees what (%i)', async (status, words) => {
  const { said, change, gateway } = await open()
  await change([status], 'The lab')
  expect(said()).toEqual([words])
  const { isLogged } = gateway.models.use(mucModel).rooms.get(LAB) ?? {}
  expect(isLogged).toBe(status === 170)
})
