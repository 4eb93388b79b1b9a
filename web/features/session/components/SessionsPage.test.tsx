import { act, fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, expect, test, vi } from 'vitest'
import type { SessionEntry } from '#protocol/session.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { loadWords } from '../../../lib/i18n.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../model.ts'
import { SessionsPage } from './SessionsPage.tsx'

beforeAll(() => loadWords('session'))

const DAY = 24 * 3600_000
const own: SessionEntry = {
  id: 'a',
  current: true,
  browser: 'Firefox 128',
  system: 'Linux',
  since: Date.now() - DAY,
  seen: Date.now(),
  tabs: 1,
}
const phone: SessionEntry = {
  ...own,
  id: 'b',
  current: false,
  browser: 'Safari 17',
  system: 'iPhone',
  tabs: 2,
}
const unknown: SessionEntry = { id: 'c', current: false, since: own.since, seen: own.since, tabs: 0 }

async function open(list: SessionEntry[], gateway = new FakeGateway()) {
  let sessions = list
  gateway.answer('xmpp.session.list', () => ({ ok: true, value: sessions }))
  gateway.answer('xmpp.session.end', (data) => {
    const which = data as { id?: string; others?: boolean }
    const gone = sessions.filter((each) => (which.others ? !each.current : each.id === which.id))
    sessions = sessions.filter((each) => !gone.includes(each))
    if (gone.length === 0) return { ok: false, error: { type: 'cancel', reason: 'not-found' } }
    return { ok: true, value: { ended: gone.length } }
  })
  const session = gateway.models.use(sessionModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  session.link.set({ state: 'open' })
  await act(async () => renderPage(<SessionsPage />, gateway))
  return { gateway }
}

test('this browser and the others are told apart, and each says what it is', async () => {
  await open([own, phone, unknown])
  const [mine, ...rest] = screen.getAllByRole('listitem')
  expect(mine?.textContent).toMatch(/Firefox 128 on Linux\s*This browser/u)
  expect(within(mine as HTMLElement).queryByRole('button')).toBeNull()
  expect(rest[0]?.textContent).toContain('Open in 2 tabs')
  expect(rest[1]?.textContent).toContain('Unknown browser')
  expect(rest[1]?.textContent).toContain('Last open: Yesterday')
})

test('one browser is signed out and leaves the list', async () => {
  const { gateway } = await open([own, phone])
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Sign out Safari 17 on iPhone' })))
  expect(gateway.sent).toContainEqual(['xmpp.session.end', { id: 'b' }])
  expect(screen.queryByText('Safari 17 on iPhone')).toBeNull()
  expect(screen.getByText('You are signed in nowhere else')).toBeTruthy()
})

test('one that is gone already says so in its place', async () => {
  const { gateway } = await open([own, phone])
  gateway.answer('xmpp.session.end', () => ({ ok: false, error: { type: 'cancel', reason: 'not-found' } }))
  await act(async () => fireEvent.click(screen.getByRole('button', { name: /^Sign out Safari/u })))
  expect(screen.getByRole('alert').textContent).toBe('That browser was signed out already.')
})

test('all others are signed out after one more question', async () => {
  const { gateway } = await open([own, phone, unknown])
  fireEvent.click(screen.getByRole('button', { name: 'Sign out all others' }))
  const dialog = screen.getByRole('alertdialog')
  expect(gateway.sent.some(([name]) => name === 'xmpp.session.end')).toBe(false)
  await act(async () => fireEvent.click(within(dialog).getByRole('button', { name: 'Sign out all others' })))
  expect(gateway.sent).toContainEqual(['xmpp.session.end', { others: true }])
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(screen.getByText('You are signed in nowhere else')).toBeTruthy()
})

test('a list that does not come says why, and is asked for again', async () => {
  const gateway = new FakeGateway()
  const answers = vi.fn(() => ({ ok: false as const, error: { type: 'wait', reason: 'timeout' as const } }))
  const session = gateway.models.use(sessionModel)
  gateway.answer('xmpp.session.list', answers)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events: [] })
  session.link.set({ state: 'open' })
  await act(async () => renderPage(<SessionsPage />, gateway))
  expect(screen.getByRole('alert').textContent).toContain('did not answer in time')
  gateway.answer('xmpp.session.list', () => ({ ok: true, value: [own] }))
  await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Try again' })))
  expect(screen.queryByRole('alert')).toBeNull()
  expect(screen.getByText('This browser')).toBeTruthy()
})
