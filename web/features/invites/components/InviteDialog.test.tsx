import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { mucCommands } from '../../muc/commands.ts'
import { mucModel } from '../../muc/model.ts'
import { rosterModel } from '../../roster/model.ts'
import { sessionModel } from '../../session/model.ts'
import { invitesModel } from '../model.ts'
import { InviteDialog } from './InviteDialog.tsx'

const ROOM = 'lab@rooms.hill.example'
const marty = { user: 'marty', domain: 'hill.example' }

async function open() {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, rosterModel, mucModel, invitesModel]) gateway.models.use<unknown>(model)
  gateway.event('xmpp.roster.push', { jid: marty, name: 'Marty', subscription: 'both' })
  gateway.answer('xmpp.discover.info', () => ({
    ok: true,
    value: [{ kind: 'feature', var: 'muc_passwordprotected' }],
  }))
  gateway.models.use(mucCommands).learnPassword(ROOM, 'lightning')
  await gateway.models.use(mucCommands).describe(ROOM)
  const onClose = vi.fn()
  renderPage(<InviteDialog room={ROOM} open onClose={onClose} />, gateway)
  await act(async () => {})
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { gateway, sent, onClose, user: userEvent.setup() }
}
const search = () => screen.getByRole('searchbox')

test('a contact and a stranger are invited by way of the room, each with what came of it', async () => {
  const { user, sent } = await open()
  await user.type(search(), 'mar{Enter}')
  await user.type(search(), 'biff@hill.example{Enter}')
  await user.type(screen.getByLabelText(/^A few words/u), 'Tonight')
  await user.click(screen.getByRole('button', { name: 'Invite 2 people' }))
  expect(await screen.findAllByText('Invited')).toHaveLength(2)
  expect(sent('xmpp.muc.invite')).toEqual([
    { room: ROOM, to: 'marty@hill.example', reason: 'Tonight' },
    { room: ROOM, to: 'biff@hill.example', reason: 'Tonight' },
  ])
})

test('nobody chosen is said before anything is sent', async () => {
  const { user, sent } = await open()
  await user.click(screen.getByRole('button', { name: 'Invite' }))
  expect(screen.getByText(/Choose somebody/u)).toBeTruthy()
  expect(sent('xmpp.muc.invite')).toEqual([])
})

test('the password goes with a direct invitation only after a yes, and never by itself', async () => {
  const { user, sent } = await open()
  await user.type(search(), 'mar{Enter}')
  await user.click(screen.getByRole('radio', { name: 'From you to them' }))
  await user.click(screen.getByRole('checkbox', { name: /Send the room's password/u }))
  expect(screen.getByLabelText<HTMLInputElement>(/^Room password/u).value).toBe('lightning')
  await user.click(screen.getByRole('button', { name: 'Invite 1 person' }))
  expect(sent('xmpp.muc.invite.direct')).toEqual([])
  const question = screen.getByRole('alertdialog')
  expect(within(question).getByText('marty@hill.example')).toBeTruthy()
  expect(question.textContent).toMatch(/clear text through hill\.example: whoever runs that server/u)
  await user.click(within(question).getByRole('button', { name: 'Send with password' }))
  await waitFor(() =>
    expect(sent('xmpp.muc.invite.direct')).toMatchObject([
      { to: 'marty@hill.example', password: 'lightning' },
    ]),
  )
})

test('without that yes a direct invitation carries no password', async () => {
  const { user, sent } = await open()
  await user.type(search(), 'mar{Enter}')
  await user.click(screen.getByRole('radio', { name: 'From you to them' }))
  await user.click(screen.getByRole('button', { name: 'Invite 1 person' }))
  await waitFor(() => expect(sent('xmpp.muc.invite.direct')).toHaveLength(1))
  expect(JSON.stringify(sent('xmpp.muc.invite.direct'))).not.toContain('lightning')
})

test('a failure stands at the person, and can be tried again', async () => {
  const { user, gateway, sent } = await open()
  gateway.answer('xmpp.muc.invite', () => ({ ok: false, error: { type: 'wait', reason: 'timeout' } }))
  await user.type(search(), 'mar{Enter}')
  await user.click(screen.getByRole('button', { name: 'Invite 1 person' }))
  expect(await screen.findByText(/No answer came/u)).toBeTruthy()
  gateway.answer('xmpp.muc.invite', () => ({ ok: true, value: true }))
  await user.click(screen.getByRole('button', { name: 'Retry' }))
  expect(await screen.findByText('Invited')).toBeTruthy()
  expect(sent('xmpp.muc.invite')).toHaveLength(2)
})

test('a room that does not pass the invitation on says so', async () => {
  const { user, gateway } = await open()
  await user.type(search(), 'mar{Enter}')
  await user.click(screen.getByRole('button', { name: 'Invite 1 person' }))
  await screen.findByText('Invited')
  await act(async () =>
    gateway.event('xmpp.muc.error', {
      type: 'message',
      room: ROOM,
      id: '4',
      error: { type: 'auth', condition: 'forbidden' },
    }),
  )
  expect(screen.getByText(/did not pass it on. You may not invite/u)).toBeTruthy()
})

test('those that failed are tried again together, and only those', async () => {
  const { user, gateway, sent } = await open()
  gateway.answer('xmpp.muc.invite', (data) =>
    (data as { to: string }).to.startsWith('marty')
      ? { ok: true, value: true }
      : { ok: false, error: { type: 'wait', reason: 'timeout' } },
  )
  await user.type(search(), 'mar{Enter}')
  for (const each of ['biff', 'lorraine']) await user.type(search(), `${each}@hill.example{Enter}`)
  await user.click(screen.getByRole('button', { name: 'Invite 3 people' }))
  expect(await screen.findByText('1 of 3 invited')).toBeTruthy()
  gateway.answer('xmpp.muc.invite', () => ({ ok: true, value: true }))
  await user.click(screen.getByRole('button', { name: 'Retry the 2 that failed' }))
  expect(await screen.findByText('3 of 3 invited')).toBeTruthy()
  expect(sent('xmpp.muc.invite')).toHaveLength(5)
})
