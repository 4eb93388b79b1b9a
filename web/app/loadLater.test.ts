import { expect, test, vi } from 'vitest'
import { sessionModel } from '../features/session/model.ts'
import { defineModel } from '../transport/env.ts'
import { FakeGateway } from '../transport/fake.ts'
import type { Feature } from './feature.ts'
import { loadLater } from './loadLater.ts'

test('the code comes once somebody is signed in; what fails is tried with the next connection', async () => {
  const gateway = new FakeGateway()
  const made = vi.fn(() => ({}))
  const later = vi.fn(() => Promise.resolve(defineModel('late', made)))
  later.mockRejectedValueOnce(new Error('no way'))
  const arrived = vi.fn()
  loadLater(gateway.models, [{ name: 'late', later }, { name: 'other' }], arrived)
  const { link } = gateway.models.use(sessionModel)
  link.set({ state: 'open' })
  expect(later).not.toHaveBeenCalled()
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  await vi.waitFor(() => expect(later).toHaveBeenCalledTimes(1))
  await Promise.resolve()
  expect(made).not.toHaveBeenCalled()
  link.set({ state: 'broken' })
  link.set({ state: 'open' })
  await vi.waitFor(() => expect(made).toHaveBeenCalledOnce())
  expect(arrived.mock.calls).toEqual([['late']])
  link.set({ state: 'broken' })
  link.set({ state: 'open' })
  expect(later).toHaveBeenCalledTimes(2)
})

test('what nobody waits for comes behind the rest, and not without a way', async () => {
  const gateway = new FakeGateway()
  const first = vi.fn(() => Promise.resolve(defineModel('first', () => ({}))))
  const aside = vi.fn(() => Promise.resolve(defineModel('aside', () => ({}))))
  const arrived: string[] = []
  const features: Feature[] = [
    { name: 'aside', later: aside, isAside: true },
    { name: 'first', later: first },
  ]
  const stop = loadLater(gateway.models, features, (slice) => arrived.push(slice), 20)
  const { link } = gateway.models.use(sessionModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  link.set({ state: 'open' })
  expect([first.mock.calls.length, aside.mock.calls.length]).toEqual([1, 0])
  link.set({ state: 'broken' })
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect(aside).not.toHaveBeenCalled()
  link.set({ state: 'open' })
  await vi.waitFor(() => expect(arrived).toEqual(['first', 'aside']))
  stop()
})
