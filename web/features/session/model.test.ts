import { expect, test } from 'vitest'
import { claimTab } from '../../lib/claimTab.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from './model.ts'

const jid = { user: 'marty', domain: 'hill.test', resource: 'web' }

test('a snapshot makes the page ready and says who one is', () => {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  expect([session.bare(), session.ready.get()]).toEqual(['', false])
  gateway.event('xmpp.session.snapshot', { jid, events: [] })
  expect([session.bare(), session.ready.get()]).toEqual(['marty@hill.test', true])
})

test('a snapshot taken while the server is away says so', () => {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  const state = ['xmpp.session.state', { state: 'reconnecting', retryAt: 5 }]
  gateway.event('xmpp.session.snapshot', { jid, events: [state] })
  expect(session.upstream.get()).toEqual({ state: 'reconnecting', retryAt: 5 })
  expect(session.isOnline()).toBe(false)
})

test('the time since when the server is away stands until it is back', () => {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  const since = gateway.time
  gateway.event('xmpp.session.state', { state: 'reconnecting', retryAt: 5 })
  gateway.time += 5000
  gateway.event('xmpp.session.state', { state: 'reconnecting', retryAt: 9 })
  expect(session.awaySince.get()).toBe(since)
  gateway.event('xmpp.session.state', { state: 'online' })
  expect(session.awaySince.get()).toBeUndefined()
})

test('a command reaches the server only when both links hold', () => {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  gateway.event('xmpp.connection', { status: 'online', jid })
  expect(session.isOnline()).toBe(false)
  session.link.set({ state: 'open' })
  expect(session.isOnline()).toBe(true)
})

test('without the gateway’s word one is whoever signed in in this tab, until it says otherwise', () => {
  const { models } = new FakeGateway()
  const session = models.use(sessionModel)
  claimTab('marty@hill.test')
  expect(session.bare()).toBe('')
  session.link.set({ state: 'broken' })
  expect(session.bare()).toBe('marty@hill.test')
  expect(session.isOnline()).toBe(false)
})
