import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { inRoom } from '../../../lib/conversation.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { mucModel } from '../model.ts'
import { comeIn, commandsSent, goOut, infoOf, joined, LAB, refuse, signIn } from '../testRoom.ts'
import { DepartureNotice } from './DepartureNotice.tsx'
import { RoomGate } from './RoomGate.tsx'

beforeEach(() => localStorage.clear())

function open() {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.models.use(mucModel)
  gateway.answer('xmpp.discover.info', () => infoOf('The lab'))
  signIn(gateway)
  renderPage(
    <RoomGate room={LAB}>
      <DepartureNotice conversation={inRoom(LAB)} />
      <p>What was said</p>
    </RoomGate>,
    gateway,
  )
  const tell = (run: () => void) => act(async () => run())
  return { gateway, tell, user: userEvent.setup() }
}

test('a link to a room one is not in shows its door', async () => {
  const { tell, gateway } = open()
  await tell(() => {})
  expect(screen.getByRole('button', { name: 'Join room' })).toBeTruthy()
  expect(screen.queryByText('What was said')).toBeNull()
  await tell(() => comeIn(gateway))
  expect(screen.getByText('What was said')).toBeTruthy()
  expect(screen.queryByRole('status')).toBeNull()
})

test.each([
  [307, 'Biff removed you from this room.'],
  [301, 'Biff banned you from this room.'],
  [321, 'Biff took your membership, and only members may stay.'],
  [322, 'Only members may be in this room now.'],
  [332, "The room's server shut down."],
  [333, 'The room lost touch with you.'],
])('whoever had to go (%i) is told why, and what was said stays', async (status, words) => {
  const { tell, gateway } = open()
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, status], actor: { nick: 'Biff' }, reason: 'Manure' }))
  expect(screen.getByText(words)).toBeTruthy()
  expect(screen.getByText('Reason: Manure')).toBeTruthy()
  expect(screen.getByText('What was said')).toBeTruthy()
  const isBanned = status === 301
  expect(screen.queryByRole('button', { name: 'Return to room' }) === null).toBe(isBanned)
})

test('a room closed for good names the one to go to', async () => {
  const { tell, gateway } = open()
  await tell(() => comeIn(gateway))
  await tell(() =>
    gateway.event('xmpp.muc.destroy', {
      room: LAB,
      nick: 'doc',
      self: true,
      present: false,
      reason: 'Burnt down',
      alternative: 'barn@rooms.hill.example',
    }),
  )
  expect(screen.getByText('This room was closed for good.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'barn@rooms.hill.example' })).toBeTruthy()
})

test('after a kick the way back asks for what the room asks', async () => {
  const { tell, gateway, user } = open()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, 307] }))
  await user.click(screen.getByRole('button', { name: 'Return to room' }))
  gateway.answer('xmpp.muc.join', () => refuse('wrong-password'))
  await user.type(await screen.findByLabelText('Room password'), 'plutonium{Enter}')
  expect(await screen.findByText(/not right for this room/u)).toBeTruthy()
  expect(screen.getByText('You were removed from this room.')).toBeTruthy()
  gateway.answer('xmpp.muc.join', () => {
    comeIn(gateway)
    return joined()
  })
  await user.type(screen.getByLabelText('Room password'), 'lightning{Enter}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(screen.queryByText('You were removed from this room.')).toBeNull()
})

test('a password that changed while the connection was broken is told as changed', async () => {
  const { tell, gateway, user } = open()
  await tell(() => comeIn(gateway))
  await tell(() =>
    gateway.event('xmpp.connection', { status: 'online', jid: { user: 'doc', domain: 'hill.example' } }),
  )
  expect(screen.getByText('Entering the room again')).toBeTruthy()
  await tell(() =>
    gateway.event('xmpp.muc.error', {
      type: 'presence',
      room: LAB,
      error: { type: 'auth', condition: 'not-authorized', reason: 'wrong-password' },
    }),
  )
  await tell(() => goOut(gateway))
  expect(screen.getByText(/was changed/u)).toBeTruthy()
  expect(screen.getByText('What was said')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Return to room' }))
  expect(screen.getAllByText(/was changed/u).length).toBeGreaterThan(1)
  expect(screen.getByLabelText('Room password').getAttribute('aria-invalid')).toBe('true')
})

test('a room that was left is taken from the list without a word', async () => {
  const { tell, gateway, user } = open()
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, 307] }))
  await user.click(screen.getByRole('button', { name: 'Remove from list' }))
  await waitFor(() => expect(gateway.models.use(mucModel).rooms.has(LAB)).toBe(false))
  expect(commandsSent(gateway, 'xmpp.muc.leave')).toEqual([])
})
