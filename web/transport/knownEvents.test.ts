import { expect, test, vi } from 'vitest'
import { events } from '#protocol/index.ts'
import { Models } from '../store/model.ts'
import { defineModel, type Env } from './env.ts'
import { Ingress, type Reducers } from './ingress.ts'
import { learn, schemaOf } from './knownEvents.ts'

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
  const ingress = new Ingress(models, refused, { schedule: (run) => run() })
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

test('names that every object has are no events', () => {
  expect(schemaOf('constructor')).toBeUndefined()
  expect(schemaOf('__proto__')).toBeUndefined()
})
