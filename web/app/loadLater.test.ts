import { expect, test, vi } from 'vitest'
import { sessionModel } from '../features/session/model.ts'
import { defineModel } from '../transport/env.ts'
import { FakeGateway } from '../transport/fake.ts'
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
