import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { shownToasts } from '../../../lib/toasts.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { mucModel } from '../../muc/model.ts'
import { rosterModel } from '../../roster/model.ts'
import { sessionModel } from '../../session/model.ts'
import { invitesModel } from '../model.ts'
import { InvitesSection } from './InvitesSection.tsx'

const ROOM = 'lab@rooms.hill.example'
const from = { user: 'marty', domain: 'hill.example' }
const info = (...features: string[]) => ({
  ok: true as const,
  value: features.map((feature) => ({ kind: 'feature', var: feature })),
})

beforeEach(() => {
  location.hash = ''
  localStorage.clear()
})

async function open(invite: object) {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, rosterModel, mucModel, invitesModel]) gateway.models.use<unknown>(model)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  gateway.answer('xmpp.discover.info', () => info('muc_passwordprotected'))
  renderPage(<InvitesSection />, gateway)
  await act(async () => gateway.event('xmpp.muc.invite', { room: ROOM, ...invite }))
  await screen.findByRole('button', { name: 'Accept' })
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { gateway, sent, user: userEvent.setup(), model: gateway.models.use(invitesModel) }
}
const accept = () => screen.getByRole('button', { name: 'Accept' })

test('an invitation says who invites, and whether the room vouches for it', async () => {
  const { gateway } = await open({ from, reason: 'Great Scott' })
  await act(async () => gateway.event('xmpp.roster.push', { jid: from, subscription: 'both' }))
  expect(screen.getByText('marty invites you, and the room passes it on.')).toBeTruthy()
  expect(screen.getByText(/Great Scott/u)).toBeTruthy()
  await act(async () => gateway.event('xmpp.muc.invite', { room: ROOM, from, direct: true }))
  expect(screen.getByText('marty (marty@hill.example) invites you directly.')).toBeTruthy()
})

test('accepting enters with the password that came along', async () => {
  const { user, gateway, sent, model } = await open({ from, password: 'lightning' })
  gateway.answer('xmpp.muc.join', () => {
    gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'doc', self: true, present: true, status: [110] })
    return { ok: true, value: { room: ROOM, nick: 'doc', self: {}, status: [110] } }
  })
  await user.click(accept())
  await waitFor(() => expect(location.hash).toBe(`#/room/lab%40rooms.hill.example`))
  expect(sent('xmpp.muc.join')).toMatchObject([{ room: ROOM, nick: 'doc', password: 'lightning' }])
  expect(model.invites.has(ROOM)).toBe(false)
})

test('an old password keeps the invitation and leads to the door, which says that it is outdated', async () => {
  const { user, gateway, model } = await open({ from, password: 'old' })
  const error = { type: 'auth', condition: 'not-authorized', reason: 'wrong-password' as const }
  gateway.answer('xmpp.muc.join', () => ({ ok: false, error }))
  await user.click(accept())
  await waitFor(() => expect(location.hash).toBe(`#/join/lab%40rooms.hill.example`))
  expect(model.invites.has(ROOM)).toBe(true)
  expect(gateway.models.use(mucModel).refused.get(ROOM)).toEqual({ error, by: 'invitation' })
})

test('a room with a password, and none in the invitation, is asked at its door before anything is sent', async () => {
  const { user, sent } = await open({ from })
  await user.click(accept())
  await waitFor(() => expect(location.hash).toBe(`#/join/lab%40rooms.hill.example`))
  expect(sent('xmpp.muc.join')).toEqual([])
})

test('declining tells the person by way of the room, with a reason', async () => {
  const { user, sent, model } = await open({ from })
  await user.click(screen.getByRole('button', { name: 'Decline' }))
  await user.type(screen.getByLabelText(/^Reason/u), 'Homework')
  await user.click(screen.getAllByRole('button', { name: 'Decline' }).at(-1) ?? accept())
  await waitFor(() => expect(model.invites.has(ROOM)).toBe(false))
  expect(sent('xmpp.muc.invite.decline')).toEqual([
    { room: ROOM, to: 'marty@hill.example', reason: 'Homework' },
  ])
})

test('a direct invitation is declined without a word to anybody', async () => {
  const { user, sent, model } = await open({ from, direct: true })
  await user.click(screen.getByRole('button', { name: 'Decline' }))
  expect(screen.getByText('Nobody is told.')).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'Decline' }).at(-1) ?? accept())
  await waitFor(() => expect(model.invites.has(ROOM)).toBe(false))
  expect(sent('xmpp.muc.invite.decline')).toMatchObject([{ room: ROOM, direct: true }])
})

test('of somebody who is no contact the address comes first, and what hides in it is shown', async () => {
  const stranger = { user: 'bi\u202eff', domain: 'evil.example' }
  const { gateway } = await open({ from: stranger })
  const words = () => screen.getByRole('region', { name: 'Invitations' }).textContent ?? ''
  expect(words()).toMatch(/^Invitations.*bi⟨U\+202E⟩ff@evil\.example is not one of your contacts/u)
  expect(words().indexOf('evil.example')).toBeLessThan(words().indexOf(ROOM))
  await act(async () => gateway.event('xmpp.muc.invite', { room: ROOM, from: stranger, direct: true }))
  expect(words()).toContain('and invites you directly')
})

test('an inviter whom the room names by their nick is called that, and told by it', async () => {
  const [user, domain] = ROOM.split('@')
  const { user: me, sent } = await open({ from: { user, domain, resource: 'Marty' } })
  expect(screen.getByText('Marty invites you, and the room passes it on.')).toBeTruthy()
  await me.click(screen.getByRole('button', { name: 'Decline' }))
  await me.click(screen.getAllByRole('button', { name: 'Decline' }).at(-1) ?? accept())
  expect(sent('xmpp.muc.invite.decline')).toMatchObject([{ to: `${ROOM}/Marty` }])
})

test('a second invitation to a room takes the place of the first', async () => {
  const { gateway, model } = await open({ from, reason: 'Tonight', password: 'old' })
  const doc = { user: 'emmett', domain: 'hill.example' }
  await act(async () =>
    gateway.event('xmpp.muc.invite', { room: ROOM, from: doc, reason: 'Tomorrow', password: 'new' }),
  )
  expect(screen.getAllByRole('listitem')).toHaveLength(1)
  expect([screen.queryByText(/Tonight/u), model.invites.get(ROOM)?.password]).toEqual([null, 'new'])
  expect(screen.getByText(/Tomorrow/u)).toBeTruthy()
})

test('a room that is gone is not made anew by accepting, and the invitation stays until it is declined', async () => {
  const { user, gateway, sent, model } = await open({ from })
  gateway.answer('xmpp.discover.info', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'item-not-found' },
  }))
  await user.click(accept())
  await waitFor(() => expect(location.hash).toBe(`#/join/lab%40rooms.hill.example`))
  expect(sent('xmpp.muc.join')).toEqual([])
  expect(model.invites.has(ROOM)).toBe(true)
  expect(gateway.models.use(mucModel).refused.get(ROOM)).toMatchObject({
    error: { reason: 'not-found' },
    by: 'invitation',
  })
})

test('a flood of invitations from one person stays a handful', async () => {
  const { gateway } = await open({ from })
  await act(async () => {
    for (let i = 0; i < 500; i++) gateway.event('xmpp.muc.invite', { room: `${i}@rooms.hill.example`, from })
  })
  expect(screen.getAllByRole('button', { name: 'Accept' })).toHaveLength(10)
})

test('what an occupant sends in private is not told as the word of their room', async () => {
  const { gateway } = await open({ from })
  const clock = 'clock@rooms.hill.example'
  await act(async () => {
    gateway.event('xmpp.muc.roster', { room: clock, nick: 'doc', self: true, present: true, status: [110] })
    gateway.event('xmpp.muc.invite', {
      room: 'den@rooms.hill.example',
      from: { user: 'clock', domain: 'rooms.hill.example', resource: 'Biff' },
      direct: true,
    })
  })
  expect(screen.getByText(/clock@rooms\.hill\.example\/Biff/u)).toBeTruthy()
})

test('that an invitation was declined is believed of rooms that one is in, and of no others', async () => {
  const { gateway } = await open({ from })
  const clock = 'clock@rooms.hill.example'
  await act(async () => gateway.event('xmpp.muc.invite.decline', { room: clock, from }))
  expect(shownToasts()).toEqual([])
  await act(async () => {
    gateway.event('xmpp.muc.roster', { room: clock, nick: 'doc', self: true, present: true, status: [110] })
    gateway.event('xmpp.muc.invite.decline', { room: clock, from })
  })
  expect(shownToasts()).toMatchObject([{ text: expect.stringContaining('clock') }])
})
