import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { directoryCommands } from './directory.ts'
import { mucModel } from './model.ts'
import { comeIn, infoOf, LAB, signIn } from './testRoom.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve))
const asked = (gateway: FakeGateway) => gateway.sent.filter(([name]) => name === 'xmpp.discover.info').length

function open() {
  const gateway = new FakeGateway()
  gateway.models.use(mucModel)
  gateway.models.use(directoryCommands)
  signIn(gateway)
  return gateway
}

test('a tab that finds the session inside a room learns what the room is called', async () => {
  const gateway = open()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  comeIn(gateway)
  await settled()
  expect(gateway.models.use(mucModel).infos.get(LAB)).toMatchObject({ name: 'The lab', hasPassword: true })
  comeIn(gateway)
  await settled()
  expect(asked(gateway)).toBe(1)
})

test('a room whose settings changed is asked again', async () => {
  const gateway = open()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  comeIn(gateway)
  await settled()
  gateway.answer('xmpp.discover.info', () => infoOf('The new lab', 'muc_unsecured'))
  gateway.event('xmpp.muc.room.config', { room: LAB, status: [104] })
  await settled()
  expect(gateway.models.use(mucModel).infos.get(LAB)).toMatchObject({
    name: 'The new lab',
    hasPassword: false,
  })
})

test('a directory of many rooms asks about a few at a time, and not about those that scrolled away', async () => {
  const gateway = open()
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  gateway.answer('xmpp.discover.info', async () => {
    await held
    return infoOf('Some room', 'muc_unsecured')
  })
  const { peek } = gateway.models.use(directoryCommands)
  const takeBack = Array.from({ length: 10 }, (_, index) => peek(`r${index}@rooms.hill.example`))
  await settled()
  expect(asked(gateway)).toBe(4)
  for (const undo of takeBack.slice(6)) undo()
  answer()
  await settled()
  await settled()
  expect(asked(gateway)).toBe(6)
})
