import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { batch } from '../../../store/batch.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { RequestsPage } from '../../presence/components/RequestsPage.tsx'
import { RequestsSection } from '../../presence/components/RequestsSection.tsx'
import { sessionModel } from '../../session/model.ts'
import { useUnreadTotal } from '../hooks.ts'
import { requestsModel } from '../requests.ts'
import { StrangerRequests } from './StrangerRequests.tsx'

// What a page of an earlier test writes down late is of another account.
let visitors = 0
const GRIFF = 'griff@evil.test'

beforeEach(() => {
  location.hash = ''
  localStorage.clear()
})
// What waits to be kept is written now: the window is gone later.
afterEach(() => void dispatchEvent(new Event('pagehide')))

function Unread() {
  return <output>{useUnreadTotal()}</output>
}

/** The page of requests with its way in the sidebar. */
function open() {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(requestsModel)
  gateway.event('xmpp.session.snapshot', {
    jid: { user: `marty${++visitors}`, domain: 'hill.test' },
    events: [],
  })
  const says = (user: string, content: string) =>
    act(() =>
      gateway.event('xmpp.chat.message', {
        from: { user, domain: 'evil.test', resource: 'pit' },
        content,
        id: `${user} ${content}`,
      }),
    )
  const slots = [{ slot: 'requests', id: 'strangers', component: StrangerRequests }] as const
  renderPage(
    <>
      <RequestsSection />
      <Unread />
      <RequestsPage />
    </>,
    gateway,
    slots,
  )
  return { gateway, says }
}
const rows = () => screen.queryAllByRole('listitem')

test('the address comes first, a name as a claim, and the last words as letters', () => {
  const { gateway, says } = open()
  says('griff', 'First')
  says('griff', '<b>https://evil.test</b> \u202egnp.exe')
  act(() =>
    gateway.event('xmpp.presence.subscribe', {
      from: { user: 'griff', domain: 'evil.test' },
      nick: 'Doc\u202e',
    }),
  )
  const [, row] = rows()
  const text = row?.textContent ?? ''
  expect(text.indexOf(GRIFF)).toBeLessThan(text.indexOf('Calls themselves Doc⟨U+202E⟩'))
  expect(text).toContain('<b>https://evil.test</b> ⟨U+202E⟩gnp.exe')
  expect(text).toContain('2 messages')
  expect(row?.querySelector('a, img, b')).toBeNull()
})

test('what strangers say is counted at the requests alone', async () => {
  const { says } = open()
  expect(screen.queryByRole('link')).toBeNull()
  says('griff', 'Chicken')
  says('griff', 'Chicken!')
  expect(screen.getByRole('link').textContent).toContain('1 request waits')
  expect(screen.getByRole('link').textContent).not.toContain('Chicken')
  expect(screen.getByRole('status').textContent).toBe('0')
  await userEvent.click(screen.getByRole('button', { name: `Open the conversation with ${GRIFF}` }))
  expect(location.hash).toBe('#/chat/griff%40evil.test')
})

test('dismissed, a stranger leaves the page, and so do all at once', async () => {
  const { says } = open()
  for (const user of ['griff', 'biff', 'needles']) says(user, 'Hey')
  await userEvent.click(screen.getByRole('button', { name: `Dismiss ${GRIFF} until they write again` }))
  expect(rows()).toHaveLength(2)
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss all' }))
  expect(rows()).toHaveLength(0)
  expect(screen.getByText('Nobody waits for an answer')).toBeTruthy()
  expect(screen.queryByRole('link')).toBeNull()
  says('griff', 'Hey again')
  expect(rows()).toHaveLength(1)
})

test('who becomes a contact is asked for by a press, and a refusal says why', async () => {
  const { gateway, says } = open()
  says('griff', 'Hey')
  gateway.answer('xmpp.roster.add', () => ({ ok: false, error: { type: 'wait', reason: 'timeout' } }))
  await userEvent.click(screen.getByRole('button', { name: `Add contact ${GRIFF}` }))
  expect(rows()[0]?.textContent).toContain('No answer came')
})

test('of many strangers fifty are shown, the latest first, and more when they are wanted', async () => {
  const { gateway } = open()
  const flood = () => {
    for (let i = 0; i < 200; i++) {
      gateway.time += 1000
      gateway.event('xmpp.chat.message', {
        from: { user: `spam${i}`, domain: 'evil.test' },
        content: 'Buy',
        id: `${i}`,
      })
    }
  }
  act(() => batch(flood))
  const shown = () => [...document.querySelectorAll('li bdi')].map((each) => each.textContent)
  expect(shown()).toHaveLength(50)
  expect(shown()[0]).toBe('spam199@evil.test')
  expect(screen.getByText('99+')).toBeTruthy()
  await userEvent.click(screen.getByText('Show 50 more'))
  expect(shown()).toHaveLength(100)
})
