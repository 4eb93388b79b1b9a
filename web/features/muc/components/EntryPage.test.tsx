import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { commandsSent, infoOf, joined, LAB, refuse, signIn } from '../testRoom.ts'
import { EntryPage } from './EntryPage.tsx'

beforeEach(() => localStorage.clear())

async function open(gateway = new FakeGateway()) {
  gateway.models.use(sessionModel)
  signIn(gateway)
  const entered = vi.fn()
  renderPage(<EntryPage room={LAB} onEntered={entered} />, gateway)
  await act(async () => {})
  return { gateway, entered, user: userEvent.setup() }
}

const nick = () => screen.getByLabelText<HTMLInputElement>('Nick')
const password = () => screen.getByLabelText<HTMLInputElement>('Room password')
const join = () => screen.getByRole('button', { name: 'Join room' })

test('the password of a room that has one is asked for before anything is sent to it', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  const { user } = await open(gateway)
  expect(password()).toBeTruthy()
  await user.click(join())
  await waitFor(() => expect(document.activeElement).toBe(password()))
  expect(password().getAttribute('aria-invalid')).toBe('true')
  expect(commandsSent(gateway, 'xmpp.muc.join')).toEqual([])
  expect(screen.getByText(/has a password. Enter it/u).closest('[role=alert]')).not.toBeNull()
})

test('an open room asks for a nick alone', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab'))
  gateway.answer('xmpp.muc.join', () => joined())
  const { user, entered } = await open(gateway)
  expect(screen.queryByLabelText('Room password')).toBeNull()
  await user.click(join())
  await waitFor(() => expect(entered).toHaveBeenCalled())
  expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ room: LAB, nick: 'doc' }])
})

test('a password is sent as it was typed, spaces included', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  gateway.answer('xmpp.muc.join', () => joined())
  const { user } = await open(gateway)
  await user.type(password(), ' 1.21 GW ')
  await user.click(join())
  await waitFor(() =>
    expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ password: ' 1.21 GW ' }]),
  )
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('1.21')
})

test('a wrong password says so in place, keeps the nick, and the focus goes back to it', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  gateway.answer('xmpp.muc.join', () => refuse('wrong-password', { description: 'Not 1985' }))
  const { user, entered } = await open(gateway)
  await user.clear(nick())
  await user.type(nick(), 'Emmett')
  await user.type(password(), 'plutonium')
  await user.click(join())
  expect((await screen.findByText(/not right for this room/u)).textContent).toContain('Not 1985')
  expect(nick().value).toBe('Emmett')
  expect(password().value).toBe('plutonium')
  expect(password().getAttribute('aria-invalid')).toBe('true')
  await waitFor(() => expect(document.activeElement).toBe(password()))
  gateway.answer('xmpp.muc.join', () => joined('Emmett'))
  await user.clear(password())
  await user.type(password(), 'lightning{Enter}')
  await waitFor(() => expect(entered).toHaveBeenCalled())
  expect(commandsSent(gateway, 'xmpp.muc.join').at(-1)).toMatchObject({
    nick: 'Emmett',
    password: 'lightning',
  })
})

test('a nick that is taken keeps the password, and the focus goes to the nick', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  gateway.answer('xmpp.muc.join', () => refuse('nick-conflict'))
  const { user } = await open(gateway)
  await user.type(password(), 'plutonium')
  await user.click(join())
  await waitFor(() => expect(document.activeElement).toBe(nick()))
  expect(nick().getAttribute('aria-invalid')).toBe('true')
  expect(password().value).toBe('plutonium')
})

test('a room that did not say that it has a password is asked for one once it does', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => refuse('forbidden'))
  gateway.answer('xmpp.muc.join', () => refuse('password-required'))
  const { user } = await open(gateway)
  expect(screen.queryByLabelText('Room password')).toBeNull()
  await user.click(join())
  await waitFor(() => expect(document.activeElement).toBe(password()))
})

test('where no room is, none is made by entering it', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => refuse('not-found', { condition: 'item-not-found' }))
  const { user } = await open(gateway)
  await user.click(join())
  expect(await screen.findByText(/no room at this address/u)).toBeTruthy()
  expect(commandsSent(gateway, 'xmpp.muc.join')).toEqual([])
  expect(screen.getByRole('link', { name: 'Create a room' }).getAttribute('href')).toBe('#/create')
})

test('a room that is gone leads to the one that took its place', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab'))
  gateway.answer('xmpp.muc.join', () => refuse('gone', { detail: 'xmpp:clock@rooms.hill.example' }))
  const { user } = await open(gateway)
  await user.click(join())
  const link = await screen.findByRole('link', { name: 'clock@rooms.hill.example' })
  expect(link.getAttribute('href')).toBe('#/join/clock%40rooms.hill.example')
})

test('a password manager finds the room as the name of the password', async () => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  await open(gateway)
  expect(document.querySelector<HTMLInputElement>('[autocomplete=username]')?.value).toBe(LAB)
  expect(password().autocomplete).toBe('current-password')
})
