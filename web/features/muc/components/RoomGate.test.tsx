import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { inRoom } from '../../../lib/conversation.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { timelineModel } from '../../timeline/model.ts'
import { mucModel } from '../model.ts'
import { comeIn, commandsSent, goOut, infoOf, joined, LAB, refuse, signIn } from '../testRoom.ts'
import { DepartureNotice } from './DepartureNotice.tsx'
import { RoomGate } from './RoomGate.tsx'

beforeEach(() => localStorage.clear())
// Doors and notices come when they are first needed; that is not what these wait for.
beforeAll(async () => {
  await Promise.all([import('./EntryPage.tsx'), import('./OutsideNotice.tsx')])
})

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
  expect(await screen.findByRole('button', { name: 'Join room' })).toBeTruthy()
  expect(screen.queryByText('What was said')).toBeNull()
  await tell(() => comeIn(gateway))
  expect(screen.getByText('What was said')).toBeTruthy()
  expect(screen.queryByRole('status')).toBeNull()
})

test.each([
  [307, 'Biff removed you from this room.'],
  [301, 'Biff banned you from this room.'],
  [321, 'Biff took your membership, and only members may stay.'],
  [322, 'Biff made this room members-only, and you are no member.'],
  [332, "The room's server shut down."],
  [333, 'The room lost touch with you.'],
])('whoever had to go (%i) is told why, and what was said stays', async (status, words) => {
  const { tell, gateway } = open()
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, status], actor: { nick: 'Biff' }, reason: 'Manure' }))
  expect(await screen.findByText(words)).toBeTruthy()
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
  expect(await screen.findByText('This room was closed for good.')).toBeTruthy()
  expect(screen.getByText('barn@rooms.hill.example')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Return to room' })).toBeNull()
})

test('after a kick the way back asks for what the room asks', async () => {
  const { tell, gateway, user } = open()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', 'muc_passwordprotected'))
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, 307] }))
  await user.click(await screen.findByRole('button', { name: 'Return to room' }))
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
  expect(await screen.findByText('Entering the room again')).toBeTruthy()
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
  await user.click(await screen.findByRole('button', { name: 'Return to room' }))
  expect(screen.getAllByText(/was changed/u).length).toBeGreaterThan(1)
  expect(screen.getByLabelText('Room password').getAttribute('aria-invalid')).toBe('true')
})

test('a room that was left is taken from the list without a word', async () => {
  const { tell, gateway, user } = open()
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, 307] }))
  await user.click(await screen.findByRole('button', { name: 'Remove from list' }))
  await waitFor(() => expect(gateway.models.use(mucModel).rooms.has(LAB)).toBe(false))
  expect(commandsSent(gateway, 'xmpp.muc.leave')).toEqual([])
})

test('the room that took its place is one click away, with what opens it, which stands in no address', async () => {
  const { tell, gateway, user } = open()
  const barn = 'barn@rooms.hill.example'
  gateway.answer('xmpp.discover.info', () => infoOf('The barn', 'muc_passwordprotected'))
  gateway.answer('xmpp.muc.join', () => ({
    ok: true,
    value: { room: barn, nick: 'doc', self: {}, status: [110] },
  }))
  await tell(() => comeIn(gateway))
  await tell(() =>
    gateway.event('xmpp.muc.destroy', {
      room: LAB,
      nick: 'doc',
      self: true,
      present: false,
      alternative: barn,
      password: ' hay ',
    }),
  )
  await user.click(await screen.findByRole('button', { name: 'Go there' }))
  await waitFor(() => expect(location.hash).toBe('#/room/barn%40rooms.hill.example'))
  expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ room: barn, password: ' hay ' }])
})

test('a successor that wants more than was told is seen from its door', async () => {
  const { tell, gateway, user } = open()
  gateway.answer('xmpp.discover.info', () => infoOf('The barn', 'muc_passwordprotected'))
  await tell(() => comeIn(gateway))
  const gone = { room: LAB, nick: 'doc', self: true, present: false, alternative: 'barn@rooms.hill.example' }
  await tell(() => gateway.event('xmpp.muc.destroy', gone))
  await user.click(await screen.findByRole('button', { name: 'Go there' }))
  await waitFor(() => expect(location.hash).toBe('#/join/barn%40rooms.hill.example'))
  expect(commandsSent(gateway, 'xmpp.muc.join')).toEqual([])
})

test.each([321, 322])('whoever has to be a member to return can ask for it (%i)', async (status) => {
  const { tell, gateway, user } = open()
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, status] }))
  await user.click(await screen.findByRole('button', { name: 'Ask for membership' }))
  expect(gateway.models.use(mucModel).dialog.get()).toEqual({ what: 'membership', room: LAB })
})

test('a room that moved while the connection was broken leads to where it went', async () => {
  const { tell, gateway } = open()
  await tell(() => comeIn(gateway))
  await tell(() =>
    gateway.event('xmpp.connection', { status: 'online', jid: { user: 'doc', domain: 'hill.example' } }),
  )
  const error = { type: 'cancel', condition: 'gone', reason: 'gone', detail: 'xmpp:barn@rooms.hill.example' }
  await tell(() => gateway.event('xmpp.muc.error', { type: 'presence', room: LAB, error }))
  expect(await screen.findByText('barn@rooms.hill.example')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Go there' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Return to room' })).toBeNull()
})

test('a room that calls us by another name than we asked for says so', async () => {
  const { tell, gateway } = open()
  const muc = gateway.models.use(mucModel)
  muc.joining(LAB, 'doc')
  await tell(() => comeIn(gateway, { nick: 'doc-1955', status: [110, 210] }))
  const { entries } = gateway.models.use(timelineModel).of(inRoom(LAB))
  expect(entries.keys().map((key) => entries.get(key)?.text)).toEqual(['The room calls you doc-1955'])
  expect(muc.rooms.get(LAB)?.nick).toBe('doc-1955')
})

/** Of those who are there, so many. */
function crowd(gateway: FakeGateway, count: number): void {
  for (let index = 0; index < count; index++)
    gateway.event('xmpp.muc.roster', {
      room: LAB,
      nick: `Clone ${index}`,
      present: true,
      affiliation: 'none',
      role: 'participant',
    })
}

test('a crowd is shown while it comes in; a handful all at once', async () => {
  const { tell, gateway } = open()
  await tell(() => gateway.models.use(mucModel).joining(LAB, 'doc'))
  await tell(() => crowd(gateway, 9))
  expect(screen.queryByText('What was said')).toBeNull()
  await tell(() => crowd(gateway, 1))
  expect(screen.getByText('What was said')).toBeTruthy()
  await tell(() => comeIn(gateway))
  expect(gateway.models.use(mucModel).rooms.get(LAB)).not.toHaveProperty('isLetIn')
  expect(screen.getByText('What was said')).toBeTruthy()
})

test('whoever is not let in after all, in the midst of a crowd, is told why at the door', async () => {
  const { tell, gateway, user } = open()
  let answer = (_result: ReturnType<typeof refuse>) => {}
  gateway.answer('xmpp.muc.join', () => new Promise((resolve) => (answer = resolve)))
  await tell(() => {})
  await user.click(await screen.findByRole('button', { name: 'Join room' }))
  await waitFor(() => expect(commandsSent(gateway, 'xmpp.muc.join')).toHaveLength(1))
  await tell(() => crowd(gateway, 10))
  expect(screen.getByText('What was said')).toBeTruthy()
  await tell(() => answer(refuse('members-only')))
  expect(screen.queryByText('What was said')).toBeNull()
  expect(await screen.findByText('Only members can enter this room.')).toBeTruthy()
})
