import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { presenceModel } from '../../presence/model.ts'
import { sessionModel } from '../../session/model.ts'
import { rosterModel } from '../model.ts'
import { AddContactPage } from './AddContactPage.tsx'
import { ContactCard } from './ContactCard.tsx'
import { ContactQuestions } from './ContactQuestions.tsx'
import { StrangerNotice } from './StrangerNotice.tsx'

const doc = { user: 'doc', domain: 'hill.test' }
const DOC = 'doc@hill.test'

function page(contact: object | undefined = { groups: ['Lab'], subscription: 'both', name: 'Doc Brown' }) {
  location.hash = '#/add'
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(rosterModel)
  gateway.models.use(presenceModel)
  const events = contact ? [['xmpp.roster.push', { jid: doc, ...contact }]] : []
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.test' }, events })
  return gateway
}
const add = () => userEvent.click(screen.getByRole('button', { name: 'Add contact' }))
beforeEach(() => localStorage.clear())

test('a contact is added with old and new groups, and the conversation opens', async () => {
  const { gateway } = renderPage(<AddContactPage />, page())
  await userEvent.type(screen.getByLabelText('Address'), ' Biff@hill.test ')
  await userEvent.click(screen.getByRole('button', { name: 'Lab' }))
  await userEvent.type(screen.getByLabelText('Groups'), 'Foes{Enter}')
  await add()
  expect(gateway.sent[0]).toEqual([
    'xmpp.roster.add',
    { jid: 'biff@hill.test', name: undefined, groups: ['Lab', 'Foes'] },
  ])
  expect(location.hash).toBe('#/chat/biff%40hill.test')
})

test.each([
  ['', /Enter the address/u],
  ['doc', /whole address/u],
  ['marty@hill.test', /your own/u],
  [DOC, /already/u],
])('“%s” is explained on the field, and nobody is asked', async (typed, words) => {
  const { gateway } = renderPage(<AddContactPage />, page())
  if (typed) await userEvent.type(screen.getByLabelText('Address'), typed)
  await add()
  expect(screen.getByText(words)).toBeTruthy()
  expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true')
  expect(gateway.sent).toEqual([])
})

test('what the server refuses is said, and nothing typed is lost', async () => {
  const gateway = page()
  gateway.answer('xmpp.roster.add', () => ({ ok: false, error: { type: 'wait', reason: 'timeout' } }))
  renderPage(<AddContactPage />, gateway)
  await userEvent.type(screen.getByLabelText('Address'), 'biff@hill.test')
  await add()
  expect(screen.getByText(/No answer came/u)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Address').value).toBe('biff@hill.test')
})

test('a stranger can be added above the conversation, and a contact has no such notice', async () => {
  const { gateway, unmount } = renderPage(
    <StrangerNotice conversation={`chat:${DOC}`} />,
    page({ subscription: 'remove' }),
  )
  await add()
  expect(gateway.sent.map(([name]) => name)).toEqual(['xmpp.roster.add', 'xmpp.presence.subscribe'])
  unmount()
  const view = renderPage(<StrangerNotice conversation={`chat:${DOC}`} />, page())
  expect(view.container.textContent).toBe('')
})

test('the card says who sees whom, and asks again', async () => {
  const gateway = page({ subscription: 'none', ask: 'subscribe' })
  renderPage(<ContactCard jid={DOC} onClose={() => {}} />, gateway)
  expect(screen.getByText(/have not answered yet/u)).toBeTruthy()
  await userEvent.click(screen.getByRole('button', { name: 'Ask again' }))
  expect(gateway.sent).toEqual([['xmpp.presence.subscribe', { to: DOC }]])
})

test('removing a contact is confirmed, and a failure stays in the dialog', async () => {
  const gateway = page()
  gateway.answer('xmpp.roster.remove', () => ({ ok: false, error: { type: 'wait', reason: 'timeout' } }))
  renderPage(
    <>
      <ContactCard jid={DOC} onClose={() => {}} />
      <ContactQuestions />
    </>,
    gateway,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Remove contact' }))
  const dialog = await screen.findByRole('alertdialog')
  expect(gateway.sent).toEqual([])
  await userEvent.click(screen.getAllByRole('button', { name: 'Remove contact' }).at(-1) ?? dialog)
  expect(gateway.sent).toEqual([['xmpp.roster.remove', { jid: DOC }]])
  expect(dialog.textContent).toContain('No answer came')
})
