import { expect, test } from 'vitest'
import { privately } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { conversationsModel } from '../conversations/model.ts'
import { timelineModel } from '../timeline/model.ts'
import { privatesModel } from './privates.ts'
import { comeIn, goOut, LAB, signIn } from './testRoom.ts'

const WITH_MARTY = privately(LAB, 'Marty')

function open() {
  const gateway = new FakeGateway()
  const privates = gateway.models.use(privatesModel)
  signIn(gateway)
  comeIn(gateway)
  gateway.models.use(conversationsModel).ensure(WITH_MARTY)
  const person = (nick: string, more: object = {}) =>
    gateway.event('xmpp.muc.roster', { room: LAB, nick, present: true, role: 'participant', ...more })
  const said = (id = WITH_MARTY) =>
    gateway.models
      .use(timelineModel)
      .of(id)
      .entries.keys()
      .map((key) => gateway.models.use(timelineModel).of(id).entries.get(key)?.text)
  return { gateway, privates, person, said }
}

test('who leaves the room is said in the private conversation, and who comes back with the same id', () => {
  const { privates, person, said } = open()
  person('Marty', { occupantId: 'm' })
  expect(said()).toEqual([])
  person('Marty', { present: false, occupantId: 'm' })
  expect(privates.away.get(WITH_MARTY)).toEqual({ occupantId: 'm' })
  person('Marty', { occupantId: 'm' })
  expect(privates.away.has(WITH_MARTY)).toBe(false)
  expect(said()).toEqual(['Marty left the room', 'Marty is back'])
})

test('somebody else under the same nick is not taken for the one before', () => {
  const { person, said } = open()
  person('Marty', { present: false, occupantId: 'm' })
  person('Marty', { occupantId: 'biff' })
  expect(said().at(-1)).toBe('Somebody else is called Marty now')
})

test('without ids nobody can tell who it is, and that is said', () => {
  const { person, said } = open()
  person('Marty', { present: false })
  person('Marty')
  expect(said().at(-1)).toBe('Somebody came in as Marty, who need not be the same person')
})

test('who takes another nick is followed to it', () => {
  const { privates, person, said } = open()
  person('Calvin', { present: false, oldNick: 'Marty', status: [303] })
  expect(privates.away.get(WITH_MARTY)).toEqual({ next: 'Calvin' })
  expect(said()).toEqual(['Marty is called Calvin now'])
})

test('comings and goings of those whom one does not write to leave no trace', () => {
  const { privates, person, said } = open()
  person('Biff', { present: false })
  expect(privates.away.size).toBe(0)
  expect(said(privately(LAB, 'Biff'))).toEqual([])
})

test('leaving the room forgets who was away in it', () => {
  const { gateway, privates, person } = open()
  person('Marty', { present: false })
  goOut(gateway)
  expect(privates.away.size).toBe(0)
})
