import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import type { CommandName } from '#protocol/index.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { EJABBERD } from '../testForms.ts'
import { CreateRoomPage } from './CreateRoomPage.tsx'

const ROOMS = 'rooms.hill.example'
const kindOfRooms = [
  { kind: 'identity', category: 'conference', type: 'text' },
  { kind: 'feature', var: 'http://jabber.org/protocol/muc' },
]
const noRoom = { ok: false as const, error: { type: 'cancel', condition: 'item-not-found' } }

beforeEach(() => {
  localStorage.clear()
  location.hash = ''
})

async function open(existing = '') {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.answer('xmpp.discover.items', () => ({ ok: true, value: [{ jid: ROOMS }] }))
  gateway.answer('xmpp.discover.info', (data) => {
    const { of } = data as { of: string }
    return of === ROOMS || of === existing ? { ok: true, value: kindOfRooms } : noRoom
  })
  gateway.answer('xmpp.muc.create', (data) => ({
    ok: true,
    value: { ...(data as object), self: {}, status: [110, 201] },
  }))
  gateway.answer('xmpp.muc.room.config.get', () => ({ ok: true, value: EJABBERD }))
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  renderPage(<CreateRoomPage />, gateway)
  await act(async () => {})
  const sent = (name: CommandName) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { gateway, sent, user: userEvent.setup() }
}
const create = () => screen.getByRole('button', { name: 'Create room' })
const name = () => screen.getByLabelText(/^Name/u)
const password = () => screen.getByLabelText<HTMLInputElement>('Password')

test('a room is made with its name and password before anybody can enter it', async () => {
  const { user, sent } = await open()
  await user.type(name(), 'Clock Tower')
  await user.type(password(), ' lightning ')
  await user.click(create())
  await waitFor(() => expect(location.hash).toBe(`#/room/clock-tower%40${ROOMS}`))
  expect(sent('xmpp.muc.create')).toEqual([
    { room: `clock-tower@${ROOMS}`, nick: 'doc', password: ' lightning ' },
  ])
  expect(sent('xmpp.muc.room.config.set')).toMatchObject([
    {
      form: expect.arrayContaining([
        { var: 'muc#roomconfig_roomname', type: 'text-single', value: 'Clock Tower' },
        { var: 'muc#roomconfig_passwordprotectedroom', type: 'boolean', value: true },
        { var: 'muc#roomconfig_roomsecret', type: 'text-private', value: ' lightning ' },
      ]),
    },
  ])
})

test('a name that is taken is said, and leads into that room', async () => {
  const { user, sent } = await open(`lab@${ROOMS}`)
  await user.type(name(), 'Lab{Enter}')
  const link = await screen.findByRole('link', { name: 'Join that room' })
  expect(link.getAttribute('href')).toBe(`#/join/lab%40${ROOMS}`)
  expect(name().getAttribute('aria-invalid')).toBe('true')
  expect(sent('xmpp.muc.create')).toEqual([])
})

test('a room that somebody else made meanwhile is left again', async () => {
  const { user, gateway, sent } = await open()
  gateway.answer('xmpp.muc.create', (data) => ({
    ok: true,
    value: { ...(data as object), self: {}, status: [110] },
  }))
  await user.type(name(), 'Lab{Enter}')
  expect(await screen.findByRole('link', { name: 'Join that room' })).toBeTruthy()
  expect(sent('xmpp.muc.leave')).toEqual([{ room: `lab@${ROOMS}` }])
})

test("a password against the server's rules says so at the password, and leaves no room behind", async () => {
  const { user, gateway, sent } = await open()
  gateway.answer('xmpp.muc.room.config.set', () => ({
    ok: false,
    error: { type: 'modify', condition: 'not-acceptable', description: 'Eight letters at least' },
  }))
  await user.type(name(), 'Lab')
  await user.type(password(), 'abc{Enter}')
  expect((await screen.findByText(/does not accept this password/u)).textContent).toContain('Eight letters')
  expect(password().getAttribute('aria-invalid')).toBe('true')
  expect(sent('xmpp.muc.cancel')).toEqual([{ room: `lab@${ROOMS}` }])
})

test('a room that was to have a password is not made where there are none', async () => {
  const { user, gateway, sent } = await open()
  gateway.answer('xmpp.muc.room.config.get', () => ({ ok: true, value: { items: [] } }))
  await user.type(name(), 'Lab')
  await user.type(password(), 'abc{Enter}')
  expect(await screen.findByText(/cannot have a password/u)).toBeTruthy()
  expect(sent('xmpp.muc.room.config.set')).toEqual([])
  expect(sent('xmpp.muc.cancel')).toHaveLength(1)
})

test('a suggested password is shown, to be passed on', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'Suggest a password' }))
  expect(password().type).toBe('text')
  expect(password().value).toMatch(/^\w{4}-\w{4}-\w{4}-\w{4}$/u)
})

test('the address follows the name until one is chosen', async () => {
  const { user, sent } = await open()
  await user.type(name(), '🛹{Enter}')
  const address = await screen.findByLabelText(/^Address/u)
  expect(address.getAttribute('aria-invalid')).toBe('true')
  await user.type(address, 'skaters{Enter}')
  await waitFor(() => expect(sent('xmpp.muc.create')).toMatchObject([{ room: `skaters@${ROOMS}` }]))
})
