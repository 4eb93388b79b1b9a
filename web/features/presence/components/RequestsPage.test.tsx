import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { presenceModel } from '../model.ts'
import { OwnMenu } from './OwnMenu.tsx'
import { RequestsPage } from './RequestsPage.tsx'
import { RequestsSection } from './RequestsSection.tsx'

const griff = { user: 'griff', domain: 'hill.test' }
const GRIFF = 'griff@hill.test'

function page() {
  const gateway = new FakeGateway()
  const session = gateway.models.use(sessionModel)
  gateway.models.use(presenceModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  session.link.set({ state: 'open' })
  return gateway
}

test('a request stands with the address first and the name as a claim', () => {
  const gateway = page()
  gateway.event('xmpp.presence.subscribe', { from: griff, nick: 'Doc Brown', status: 'Trust me' })
  renderPage(<RequestsPage />, gateway)
  const text = screen.getByRole('listitem').textContent ?? ''
  expect(text.indexOf(GRIFF)).toBeLessThan(text.indexOf('Doc Brown'))
  expect(text).toContain('Calls themselves Doc Brown')
  expect(text).toContain('Trust me')
})

test('what would turn a claimed name around, or hide in it, is shown by its code point', () => {
  const gateway = page()
  gateway.event('xmpp.presence.subscribe', { from: griff, nick: 'Doc\u202e nworB ' })
  renderPage(<RequestsPage />, gateway)
  expect(screen.getByRole('listitem').textContent).toContain('Calls themselves Doc⟨U+202E⟩ nworB⟨U+0020⟩')
})

test('accepting takes the request away; what fails says so in its row', async () => {
  const gateway = page()
  gateway.event('xmpp.presence.subscribe', { from: griff })
  gateway.answer('xmpp.presence.subscribed', () => ({
    ok: false,
    error: { type: 'wait', reason: 'timeout' },
  }))
  renderPage(<RequestsPage />, gateway)
  await userEvent.click(screen.getByRole('button', { name: `Accept ${GRIFF}` }))
  expect(screen.getByRole('listitem').textContent).toContain('No answer came')
  gateway.answer('xmpp.presence.subscribed', () => ({ ok: true, value: true }))
  await userEvent.click(screen.getByRole('button', { name: `Accept ${GRIFF}` }))
  expect(screen.queryByRole('listitem')).toBeNull()
  expect(screen.getByText(/Nobody waits/u)).toBeTruthy()
})

test('refusing says no and asks nothing back', async () => {
  const gateway = page()
  gateway.event('xmpp.presence.subscribe', { from: griff })
  renderPage(<RequestsPage />, gateway)
  await userEvent.click(screen.getByRole('button', { name: `Refuse ${GRIFF}` }))
  expect(gateway.sent).toEqual([['xmpp.presence.unsubscribed', { to: GRIFF }]])
})

test('the way to the requests is there only while somebody waits', () => {
  const gateway = page()
  renderPage(<RequestsSection />, gateway)
  expect(screen.queryByRole('link')).toBeNull()
  act(() => gateway.event('xmpp.presence.subscribe', { from: griff }))
  expect(screen.getByRole('link').textContent).toContain('1 request waits')
})

test('a chosen presence keeps the status text, and a new text keeps the presence', async () => {
  const gateway = page()
  gateway.event('xmpp.presence.own', { show: 'away', status: 'In the lab' })
  renderPage(<OwnMenu />, gateway)
  await userEvent.click(screen.getByRole('button', { name: /marty/u }))
  await userEvent.click(screen.getByText('Do not disturb'))
  expect(gateway.sent.at(-1)).toEqual(['xmpp.presence', { show: 'dnd', status: 'In the lab' }])
  await userEvent.click(screen.getByRole('button', { name: /marty/u }))
  await userEvent.click(screen.getByText('Change the status text'))
  const field = await screen.findByLabelText('Status text')
  await userEvent.clear(field)
  await userEvent.type(field, 'Gone fishing{Enter}')
  expect(gateway.sent.at(-1)).toEqual(['xmpp.presence', { show: 'away', status: 'Gone fishing' }])
})

test('nobody is told of as disconnected before it is known who one is', () => {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(presenceModel)
  renderPage(<OwnMenu />, gateway)
  expect(screen.queryByText('Not connected')).toBeNull()
  act(() =>
    gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] }),
  )
  expect(screen.getByText('Not connected')).toBeTruthy()
})
