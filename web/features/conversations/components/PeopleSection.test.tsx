import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { blockingModel } from '../../blocking/model.ts'
import { presenceModel } from '../../presence/model.ts'
import { rosterModel } from '../../roster/model.ts'
import { sessionModel } from '../../session/model.ts'
import { conversationsModel } from '../model.ts'
import { JumpBox } from './JumpBox.tsx'
import { PeopleSection } from './PeopleSection.tsx'

const jid = (user: string, resource?: string) => ({
  user,
  domain: 'hill.test',
  ...(resource ? { resource } : {}),
})
const contact = (user: string, name: string) => [
  'xmpp.roster.push',
  { jid: jid(user), name, subscription: 'both' },
]

beforeEach(() => {
  location.hash = ''
  localStorage.clear()
})
// What waits to be kept is written now: the window is gone later.
afterEach(() => void dispatchEvent(new Event('pagehide')))

function open(events: unknown[], page = <PeopleSection />) {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(rosterModel)
  gateway.models.use(presenceModel)
  gateway.models.use(conversationsModel)
  gateway.event('xmpp.session.snapshot', { jid: jid('marty', 'web'), events })
  // The list scrolls with what is around it.
  renderPage(<div style={{ overflowY: 'auto' }}>{page}</div>, gateway)
  return gateway
}
const rows = () => screen.getAllByRole('link').map((link) => link.textContent)

test('who is there stands before who is not, and who wrote before both', () => {
  const gateway = open([
    contact('biff', 'Biff'),
    contact('doc', 'Doc'),
    contact('george', 'George'),
    ['xmpp.presence', { from: jid('george', 'x'), show: 'away', status: 'Writing' }],
  ])
  expect(rows()[0]).toContain('George')
  expect(rows()[0]).toContain('Writing')
  act(() => gateway.event('xmpp.chat.message', { from: jid('doc', 'x'), content: 'Great Scott', id: '1' }))
  expect(rows()[0]).toContain('Great Scott')
  expect(rows()[0]).toContain('1 unread')
})

test('a stranger stands apart, by address, and not before they are answered', () => {
  const gateway = open([
    ['xmpp.chat.message', { from: jid('griff', 'x'), content: 'Chicken', id: '1' }],
    contact('doc', 'Doc'),
  ])
  expect(rows()).toHaveLength(1)
  const answer = { from: jid('marty', 'web'), to: jid('griff'), content: 'Yes?', id: '2' }
  act(() => gateway.event('xmpp.chat.sent', answer))
  expect(screen.getByRole('button', { name: /Others/u })).toBeTruthy()
  expect(rows()[0]).toContain('griff@hill.test')
})

test('the row of the open conversation is the current one', () => {
  location.hash = '#/chat/doc%40hill.test'
  open([contact('doc', 'Doc'), contact('biff', 'Biff')])
  expect(screen.getByRole('link', { current: 'page' }).textContent).toContain('Doc')
})

test('folded away, those who are not there leave the list, and stay counted', async () => {
  open([contact('doc', 'Doc')])
  await userEvent.click(screen.getByRole('button', { name: /Offline/u }))
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.getByRole('button', { name: /Offline/u, expanded: false }).textContent).toContain('1')
})

test('of a thousand people only a window full is in the document', () => {
  open(Array.from({ length: 1000 }, (_, i) => contact(`p${i}`, `Person ${i}`)))
  expect(screen.getAllByRole('link').length).toBeLessThan(60)
})

test('the jump box finds a contact by the keys alone', async () => {
  open([contact('doc', 'Doc Brown'), contact('lorraine', 'Lorraine')], <JumpBox />)
  await userEvent.keyboard('{Control>}k{/Control}')
  await screen.findByRole('combobox')
  await userEvent.keyboard('brown')
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Doc Brown')
  await userEvent.keyboard('{Enter}')
  expect(location.hash).toBe('#/chat/doc%40hill.test')
  expect(screen.queryByRole('combobox')).toBeNull()
})

test('an address that nobody here has can be written to, entered as a room, asked, or blocked', async () => {
  const gateway = open([contact('doc', 'Doc')], <JumpBox />)
  await userEvent.click(screen.getByRole('button', { name: /Jump/u }))
  await screen.findByRole('combobox')
  await userEvent.keyboard('Einstein@lab.test')
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    'Write to einstein@lab.test',
    'Join room einstein@lab.test',
    'Look at einstein@lab.test',
    'Commands of einstein@lab.test',
    'Block einstein@lab.test',
  ])
  await userEvent.click(screen.getByRole('option', { name: 'Block einstein@lab.test' }))
  expect(gateway.models.use(blockingModel).question.get()?.jid).toBe('einstein@lab.test')
})
