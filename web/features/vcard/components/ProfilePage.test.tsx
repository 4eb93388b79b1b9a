import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { CommandName } from '#protocol/index.ts'
import type { Card } from '#protocol/vcard.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { dismissToasts, shownToasts } from '../../../lib/toasts.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { ProfilePage } from './ProfilePage.tsx'

const CARD: Card = {
  fn: 'Emmett Brown',
  email: [{ work: false, userid: 'doc@hill.example' }],
  role: 'Inventor',
}

/** Chromium's Navigation API, as far as a step is asked about. */
class Navigation extends EventTarget {
  go(url: string): boolean {
    const event = Object.assign(new Event('navigate', { cancelable: true }), { destination: { url } })
    return this.dispatchEvent(event)
  }
}
let navigation: Navigation

beforeEach(() => {
  dismissToasts()
  navigation = new Navigation()
  vi.stubGlobal('navigation', navigation)
  location.hash = '#/profile'
})
afterEach(() => vi.unstubAllGlobals())

async function open(card: Card = CARD, gateway = new FakeGateway()) {
  const session = gateway.models.use(sessionModel)
  session.link.set({ state: 'open' })
  gateway.answer('xmpp.vcard.get', () => ({ ok: true, value: card }))
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  const view = renderPage(<ProfilePage />, gateway)
  await act(async () => {})
  const sent = (name: CommandName) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { ...view, gateway, sent, user: userEvent.setup() }
}
const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name })
const press = (user: ReturnType<typeof userEvent.setup>, name: string) =>
  user.click(screen.getByRole('button', { name }))

test('what was changed is saved with all the rest, and said in place', async () => {
  const { user, sent } = await open()
  expect(field('Full name').value).toBe('Emmett Brown')
  await user.type(field('Nickname'), 'Doc')
  await press(user, 'Add a phone number')
  await waitFor(() => expect(document.activeElement).toBe(field('Phone')))
  await user.keyboard('+1 555 4385')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Phone: home or work' }), 'Home')
  await press(user, 'Save profile')
  expect(await screen.findByText(/^Saved\./u)).toBeDefined()
  expect(sent('xmpp.vcard.set')).toMatchObject([
    {
      fn: 'Emmett Brown',
      nickname: 'Doc',
      role: 'Inventor',
      email: [{ work: true, userid: 'doc@hill.example' }],
      tel: [{ home: true, number: '+1 555 4385' }],
    },
  ])
})

test('a refusal stands beside the button, and what was typed stays', async () => {
  const { user, gateway } = await open()
  gateway.answer('xmpp.vcard.set', () => ({
    ok: false,
    error: { type: 'wait', condition: 'resource-constraint' },
  }))
  await user.type(field('Nickname'), 'Doc')
  await press(user, 'Save profile')
  expect(
    await screen.findByText('The server has no room for your profile now. Try again later.'),
  ).toBeDefined()
  expect(field('Nickname').value).toBe('Doc')
})

test('a website that is none is said at its field, which takes the focus; nothing is sent', async () => {
  const { user, sent } = await open()
  await user.type(screen.getByLabelText('Website'), 'hill.example')
  await press(user, 'Save profile')
  expect(screen.getByText('A website begins with https:// or http://.')).toBeDefined()
  expect(document.activeElement).toBe(screen.getByLabelText('Website'))
  expect(sent('xmpp.vcard.set')).toEqual([])
})

test('a server without a card for us gives an empty form, and one that fails says so and is asked again', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.vcard.get', () => ({ ok: true, value: {} }))
  const { user } = await open({}, gateway)
  expect(field('Full name').value).toBe('')
  gateway.answer('xmpp.vcard.get', () => ({ ok: false, error: { type: 'cancel', condition: 'forbidden' } }))
  const { unmount } = renderPage(<ProfilePage />, gateway)
  expect(await screen.findByText('The server does not let you see or change this profile.')).toBeDefined()
  gateway.answer('xmpp.vcard.get', () => ({ ok: true, value: CARD }))
  await press(user, 'Try again')
  expect(await screen.findByDisplayValue('Emmett Brown')).toBeDefined()
  unmount()
})

test('going with unsaved changes is asked about: stay, discard, or save and go', async () => {
  const { user, sent } = await open()
  expect(navigation.go(`${location.origin}/#/settings`)).toBe(true)
  await user.type(field('Nickname'), 'Doc')
  async function step(): Promise<boolean> {
    let isFree = true
    await act(async () => {
      isFree = navigation.go(`${location.origin}/#/settings`)
    })
    return isFree
  }
  expect(await step()).toBe(false)
  await user.click(await screen.findByRole('button', { name: 'Stay here' }))
  expect([location.hash, field('Nickname').value]).toEqual(['#/profile', 'Doc'])
  expect(await step()).toBe(false)
  await user.click(await screen.findByRole('button', { name: 'Save and go' }))
  await waitFor(() => expect(location.hash).toBe('#/settings'))
  expect(sent('xmpp.vcard.set')).toMatchObject([{ nickname: 'Doc' }])
})

test('discarding on the way out throws the changes away', async () => {
  const { user, unmount, gateway } = await open()
  await user.type(field('Nickname'), 'Doc')
  act(() => void navigation.go(`${location.origin}/#/settings`))
  const dialog = await screen.findByRole('alertdialog')
  await user.click(
    [...dialog.querySelectorAll('button')].find((each) => each.textContent === 'Discard changes') as never,
  )
  expect(location.hash).toBe('#/settings')
  unmount()
  expect(shownToasts()).toEqual([])
  await open(CARD, gateway)
  expect(field('Nickname').value).toBe('')
})

test('where nothing can be asked, the changes are kept, and said to be', async () => {
  const { user, unmount, gateway } = await open()
  await user.type(field('Nickname'), 'Doc')
  unmount()
  expect(shownToasts().map(({ text }) => text)).toEqual([
    'Your changes to your profile are kept, but not saved.',
  ])
  await open(CARD, gateway)
  expect(field('Nickname').value).toBe('Doc')
  expect(screen.getByText('These changes are from before, and not saved yet.')).toBeDefined()
})
