import { act, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../model.ts'
import { ConnectionBanner } from './ConnectionBanner.tsx'

beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-01-01T12:00:00Z') }))
afterEach(() => vi.useRealTimers())

function open() {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  session.link.set({ state: 'open' })
  renderPage(<ConnectionBanner />, gateway)
  const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms))
  return { gateway, session, wait }
}

test('a break shorter than a second is nobody’s business', () => {
  const { session, wait } = open()
  act(() => session.link.set({ state: 'broken', retryAt: Date.now() + 500 }))
  wait(800)
  act(() => session.link.set({ state: 'open' }))
  wait(2000)
  expect(screen.queryByRole('status')).toBeNull()
})

test('a broken way to the gateway is named, counted down, and can be tried now', () => {
  const { session, wait } = open()
  act(() => session.link.set({ state: 'broken', retryAt: Date.now() + 9000 }))
  wait(1100)
  expect(screen.getByRole('status').textContent).toContain('Hoverboard')
  expect(screen.getByText(/again in 8 s/u)).toBeTruthy()
  wait(3000)
  expect(screen.getByText(/again in 5 s/u)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Try now' })).toBeTruthy()
  act(() => session.link.set({ state: 'open' }))
  expect(screen.queryByRole('status')).toBeNull()
})

test('a server that is away is named, and the gateway can be told to try it at once', () => {
  const { gateway, wait } = open()
  act(() => gateway.event('xmpp.session.state', { state: 'reconnecting', retryAt: Date.now() + 4000 }))
  wait(1100)
  expect(screen.getByRole('status').textContent).toContain('hill.test')
  fireEvent.click(screen.getByRole('button', { name: 'Try now' }))
  expect(gateway.sent).toContainEqual(['xmpp.session.retry', {}])
})

test('a device without a network hears that it is offline', () => {
  const { session, wait } = open()
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  act(() => session.link.set({ state: 'broken', retryAt: Date.now() + 4000 }))
  wait(1100)
  expect(screen.getByRole('status').textContent).toContain('offline')
  vi.restoreAllMocks()
})
