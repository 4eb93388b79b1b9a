import { afterEach, expect, test, vi } from 'vitest'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from '../session/model.ts'
import { clientStateModel } from './model.ts'

let visibility: DocumentVisibilityState = 'visible'
vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
function turn(to: DocumentVisibilityState): void {
  visibility = to
  document.dispatchEvent(new Event('visibilitychange'))
}
afterEach(() => {
  visibility = 'visible'
})

function page() {
  const gateway = new FakeGateway()
  const { link } = gateway.models.use(sessionModel)
  gateway.models.use(clientStateModel)
  return { link, said: () => gateway.sent.map(([, data]) => (data as { visible: boolean }).visible) }
}

test('the gateway learns when the tab is out of sight, and when it is back', () => {
  const { link, said } = page()
  link.set({ state: 'open' })
  expect(said()).toEqual([])
  turn('hidden')
  turn('hidden')
  turn('visible')
  expect(said()).toEqual([false, true])
})

test('a new socket is told when nobody looks; without one there is nobody to tell', () => {
  const { link, said } = page()
  turn('hidden')
  expect(said()).toEqual([])
  link.set({ state: 'open' })
  link.set({ state: 'broken' })
  link.set({ state: 'open' })
  expect(said()).toEqual([false, false])
})
