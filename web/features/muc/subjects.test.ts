import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { subjectsModel } from './subjects.ts'
import { LAB } from './testRoom.ts'

function open() {
  const gateway = new FakeGateway()
  const { changes } = gateway.models.use(subjectsModel)
  const tell = (subject: string | false, more: object = {}) =>
    gateway.event('xmpp.muc.subject', { room: LAB, subject, nick: 'Doc', ...more })
  const archived = (subject: string, when: string) =>
    gateway.event('xmpp.mam.message', {
      room: LAB,
      nick: 'Marty',
      subject,
      delay: { when },
      from: { domain: 'rooms.hill.example', user: 'lab' },
      mam: {},
    })
  return { gateway, tell, archived, all: () => changes.get(LAB)?.map(({ subject }) => subject) }
}

test('the subject of the join has no time of its own; later ones have, newest first', () => {
  const { gateway, tell, all } = open()
  tell('The flux capacitor')
  gateway.time += 120_000
  tell('The clock tower')
  expect(all()).toEqual(['The clock tower', 'The flux capacitor'])
  const [newest, first] = gateway.models.use(subjectsModel).changes.get(LAB) ?? []
  expect(newest).toEqual({ subject: 'The clock tower', nick: 'Doc', at: gateway.time })
  expect(first).not.toHaveProperty('at')
})

test('taking a subject away is a change; a room that never had one has no past', () => {
  const { gateway, tell, all } = open()
  tell(false)
  expect(all()).toEqual([])
  tell('1.21 GW')
  gateway.time += 120_000
  tell(false)
  expect(all()).toEqual(['', '1.21 GW'])
})

test('what a room repeats when one comes back is no change', () => {
  const { gateway, tell, all } = open()
  tell('1.21 GW', { delay: { when: '2025-12-31T10:00:00Z' } })
  gateway.time += 600_000
  tell('1.21 GW', { delay: { when: '2025-12-31T10:00:00Z' } })
  tell('1.21 GW')
  expect(all()).toEqual(['1.21 GW'])
})

test('changes in the archive stand among those that were seen', () => {
  const { gateway, tell, archived, all } = open()
  tell('Now')
  gateway.time += 120_000
  tell('Later')
  archived('Long ago', '2025-10-21T07:28:00Z')
  archived('Longer ago', '2025-10-20T07:28:00Z')
  archived('Long ago', '2025-10-21T07:28:00Z')
  expect(all()).toEqual(['Later', 'Long ago', 'Longer ago', 'Now'])
})
