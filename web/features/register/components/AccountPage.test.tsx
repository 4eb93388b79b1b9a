import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { CommandName } from '#protocol/index.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { AccountPage } from './AccountPage.tsx'

async function open(gateway = new FakeGateway()) {
  const session = gateway.models.use(sessionModel)
  session.link.set({ state: 'open' })
  gateway.event('xmpp.session.snapshot', { jid: { user: 'marty', domain: 'hill.example' }, events: [] })
  const view = renderPage(<AccountPage />, gateway)
  await act(async () => {})
  const sent = (name: CommandName) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { ...view, gateway, session, sent, user: userEvent.setup() }
}
function asked() {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.register.get', () => ({ ok: true, value: { registered: true } }))
  gateway.answer('xmpp.register.password', () => ({ ok: true, value: { registered: true } }))
  return gateway
}
const password = (name: string) => screen.getByLabelText<HTMLInputElement>(name)
const change = () => screen.getByRole('button', { name: 'Change password' })

test('a new password is asked for twice, and what becomes of other devices is said', async () => {
  const { user, sent } = await open(asked())
  expect(screen.getByText(/Other devices and programs stay connected for now/u)).toBeDefined()
  await user.click(change())
  expect(screen.getByText('Enter a new password.')).toBeDefined()
  expect(document.activeElement).toBe(password('New password'))
  await user.type(password('New password'), 'lightning at ten')
  await user.type(password('New password once more'), 'lightning at tin')
  await user.click(change())
  expect(screen.getByText('The two are not the same. Type the new password once more.')).toBeDefined()
  expect(document.activeElement).toBe(password('New password once more'))
  expect(sent('xmpp.register.password')).toEqual([])
  await user.clear(password('New password once more'))
  await user.type(password('New password once more'), 'lightning at ten{Enter}')
  expect(await screen.findByText(/Your password is changed/u)).toBeDefined()
  expect(sent('xmpp.register.password')).toEqual([
    { to: 'hill.example', username: 'marty', password: 'lightning at ten' },
  ])
  expect([password('New password').value, password('New password once more').value]).toEqual(['', ''])
})

test('how hard a password is to guess is said while it is typed', async () => {
  const { user } = await open(asked())
  await user.type(password('New password'), 'marty1')
  expect(screen.getByText('Easy to guess. It holds your own name.')).toBeDefined()
})

test('a refused password is said in words, and stays to be changed', async () => {
  const gateway = asked()
  gateway.answer('xmpp.register.password', () => ({
    ok: false,
    error: { type: 'modify', condition: 'not-acceptable' },
  }))
  const { user } = await open(gateway)
  await user.type(password('New password'), 'flux')
  await user.type(password('New password once more'), 'flux{Enter}')
  expect(
    await screen.findByText('The server does not take that password. Choose a longer one.'),
  ).toBeDefined()
  expect(password('New password').value).toBe('flux')
})

test('a server that has it done elsewhere, or nowhere, says so', async () => {
  const gateway = asked()
  gateway.answer('xmpp.register.get', () => ({
    ok: true,
    value: { oob: { url: 'https://hill.example/account' } },
  }))
  const { unmount } = await open(gateway)
  expect(screen.getByRole('link', { name: 'https://hill.example/account' })).toBeDefined()
  unmount()
  gateway.answer('xmpp.register.get', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'service-unavailable' },
  }))
  await open(gateway)
  expect(await screen.findByText('This server does not let you change your account from here.')).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Delete account' })).toBeNull()
})

test('an account is deleted by its whole address alone, and then the session is over', async () => {
  const { user, sent, session } = await open(asked())
  expect(screen.getByText('your profile and your picture')).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Delete account' }))
  const dialog = within(screen.getByRole('alertdialog'))
  const typed = dialog.getByRole('textbox')
  await user.type(typed, 'marty{Enter}')
  expect(dialog.getByText(/That is not your address/u)).toBeDefined()
  expect(document.activeElement).toBe(typed)
  expect(sent('xmpp.register.unregister')).toEqual([])
  await user.clear(typed)
  await user.type(typed, 'Marty@hill.example')
  await user.click(dialog.getByRole('button', { name: 'Delete for good' }))
  expect(sent('xmpp.register.unregister')).toEqual([{ to: 'hill.example' }])
  await waitFor(() => expect(session.upstream.get()).toEqual({ state: 'ended', reason: 'unregistered' }))
})

test('an account that the server keeps is still there, and it says why', async () => {
  const gateway = asked()
  gateway.answer('xmpp.register.unregister', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'not-allowed' },
  }))
  const { user, session } = await open(gateway)
  await user.click(screen.getByRole('button', { name: 'Delete account' }))
  await user.type(screen.getByRole('textbox'), 'marty@hill.example{Enter}')
  expect(await screen.findByText('The server does not allow that. Ask the people who run it.')).toBeDefined()
  expect(session.upstream.get().state).toBe('online')
})
