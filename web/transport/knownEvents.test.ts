import { expect, test, vi } from 'vitest'
import { events } from '#protocol/index.ts'
import { Models } from '../store/model.ts'
import { defineModel, type Env } from './env.ts'
import { Ingress, type Reducers } from './ingress.ts'
import { forgetKept, learn, schemaOf } from './knownEvents.ts'

test('an event that a later part reads is dropped until that part has come, and read from then on', () => {
  const name = 'xmpp.later' as 'xmpp.presence'
  const heard = vi.fn()
  const refused = vi.fn()
  const reducers: Reducers = { [name]: heard }
  const models = new Models<Env>({
    now: () => 0,
    reconnect() {},
    request: async () => ({ ok: true }) as never,
  })
  models.use(defineModel('later', () => ({ reducers })))
  const ingress = new Ingress(models, refused, (run) => run())
  const data = { from: { user: 'doc', domain: 'hill.example' } }
  ingress.receive(name, data)
  ingress.flush()
  expect(heard).not.toHaveBeenCalled()
  learn({ [name]: events['xmpp.presence'] })
  ingress.receive(name, data)
  ingress.flush()
  expect(heard).toHaveBeenCalledOnce()
  expect(refused).not.toHaveBeenCalled()
})

test('what is told once, and awaited by a later part, is given to it; a snapshot tells it anew', () => {
  const models = new Models<Env>({
    now: () => 0,
    reconnect() {},
    request: async () => ({ ok: true }) as never,
  })
  const ingress = new Ingress(models, vi.fn(), (run) => run())
  const name = 'xmpp.avatar.push.metadata'
  const from = (user: string) => ({ from: { user, domain: 'hill.example' } })
  ingress.receive(name, from('biff'))
  ingress.receive('xmpp.later.still', from('biff'))
  const told = [
    [name, from('doc')],
    ['xmpp.later.still', from('doc')],
  ]
  ingress.receive('xmpp.session.snapshot', { jid: from('marty').from, events: told })
  ingress.receive(name, from('marty'))
  ingress.flush()
  expect(learn({ [name]: events[name] })).toEqual([
    [name, from('doc')],
    [name, from('marty')],
  ])
  for (let count = 0; count < 1500; count++) ingress.receive(name, from(`stranger ${count}`))
  expect(learn({ [name]: events[name] })).toHaveLength(1000)
  forgetKept()
})

test('names that every object has are no events', () => {
  expect(schemaOf('constructor')).toBeUndefined()
  expect(schemaOf('__proto__')).toBeUndefined()
})
