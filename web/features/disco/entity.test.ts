import { expect, test } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from '../session/model.ts'
import { addressOf, entityOf, keyOf, ownerOf } from './entity.ts'
import { discoModel } from './model.ts'

test('what is typed is an address, or nothing', () => {
  expect(addressOf(' Rooms.Hill.example ')).toBe('rooms.hill.example')
  expect(addressOf('xmpp:Doc@Hill.example?join')).toBe('doc@hill.example')
  expect(addressOf('doc@hill.example/Home of Doc')).toBe('doc@hill.example/Home of Doc')
  for (const wrong of ['', '@', 'a b', 'doc@', '@hill.example']) expect(addressOf(wrong)).toBeUndefined()
})

test('a key names an address and its node, whatever stands in them', () => {
  for (const entity of [{ jid: 'a@b/c d' }, { jid: 'b.example', node: 'http://x/y#z' }])
    expect(entityOf(keyOf(entity))).toEqual(entity)
})

test('by the address alone: a node belongs to its address, a device to a person, a service to the server', () => {
  const home = 'hill.example'
  expect(ownerOf({ jid: 'hill.example', node: 'x' }, home)).toEqual({ jid: 'hill.example' })
  expect(ownerOf({ jid: 'doc@hill.example/lab' }, home)).toEqual({ jid: 'doc@hill.example' })
  expect(ownerOf({ jid: 'lab@rooms.hill.example' }, home)).toEqual({ jid: 'rooms.hill.example' })
  expect(ownerOf({ jid: 'rooms.hill.example' }, home)).toEqual({ jid: home })
  expect(ownerOf({ jid: 'elsewhere.example' }, home)).toBeUndefined()
  expect(ownerOf({ jid: home }, home)).toBeUndefined()
})

test('the way is the one that was gone, and ends where things list each other', () => {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  const disco = gateway.models.use(discoModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  const way = (jid: string) => disco.wayTo({ jid }).map((each) => each.jid)
  expect(way('elsewhere.example')).toEqual(['elsewhere.example'])
  disco.learn({ jid: 'hill.example' }, [{ jid: 'gate.elsewhere.example' }])
  disco.learn({ jid: 'gate.elsewhere.example' }, [{ jid: 'hill.example' }, { jid: 'elsewhere.example' }])
  expect(way('elsewhere.example')).toEqual(['hill.example', 'gate.elsewhere.example', 'elsewhere.example'])
  disco.learn({ jid: 'x.example' }, [{ jid: 'y.example' }])
  disco.learn({ jid: 'y.example' }, [{ jid: 'x.example' }])
  expect(way('x.example')).toEqual(['y.example', 'x.example'])
})
