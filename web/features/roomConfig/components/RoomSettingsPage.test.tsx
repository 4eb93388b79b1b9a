import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import type { DataForm, FormSubmission } from '#protocol/forms.ts'
import type { CommandName } from '#protocol/index.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { dismissToast, shownToasts } from '../../../lib/toasts.ts'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { EJABBERD, PROSODY } from '../testForms.ts'
import { RoomSettingsPage } from './RoomSettingsPage.tsx'

const ROOM = 'lab@rooms.hill.example'

beforeEach(() => {
  for (const { id } of shownToasts()) dismissToast(id)
})

async function open(form: DataForm = EJABBERD) {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.answer('xmpp.discover.info', () => ({ ok: true, value: [] }))
  gateway.answer('xmpp.muc.room.config.get', () => ({ ok: true, value: form }))
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  const view = renderPage(<RoomSettingsPage room={ROOM} />, gateway)
  await act(async () => {})
  const sent = (name: CommandName) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { ...view, gateway, sent, user: userEvent.setup() }
}
const save = () => screen.getByRole('button', { name: 'Save settings' })
const value = (data: unknown, name: string) =>
  (data as { form: FormSubmission }).form.find((field) => field.var === name)?.value

test('a change is saved with all the rest, and said in place', async () => {
  const { user, sent } = await open()
  await user.type(screen.getByLabelText('Name'), 'The lab')
  await user.click(screen.getByRole('checkbox', { name: /Only members may enter/u }))
  await user.click(save())
  expect(await screen.findByText('Saved')).toBeTruthy()
  const [data] = sent('xmpp.muc.room.config.set')
  expect(value(data, 'muc#roomconfig_roomname')).toBe('The lab')
  expect(value(data, 'muc#roomconfig_membersonly')).toBe(true)
  expect(value(data, 'allow_private_messages')).toBe(true)
})

test.each([
  ['Prosody', PROSODY],
  ['ejabberd', EJABBERD],
])('a password is set in one field on %s, and must be given', async (_, form) => {
  const { user, sent } = await open(form)
  await user.click(screen.getByRole('checkbox', { name: /^Password/u }))
  await user.click(save())
  expect(await screen.findByText('Enter a password, or turn it off.')).toBeTruthy()
  expect(document.activeElement).toBe(screen.getByLabelText(/^Room password/u))
  expect(sent('xmpp.muc.room.config.set')).toEqual([])
  await user.type(screen.getByLabelText(/^Room password/u), ' gigawatts ')
  await user.click(save())
  await screen.findByText('Saved')
  expect(value(sent('xmpp.muc.room.config.set')[0], 'muc#roomconfig_roomsecret')).toBe(' gigawatts ')
})

test('changes that are not saved are kept, and told of on the way out', async () => {
  const { user, rerender, gateway } = await open()
  await user.type(screen.getByLabelText('Name'), 'Half')
  rerender(<p>Elsewhere</p>)
  expect(shownToasts().map(({ text }) => text)).toEqual([
    "Your changes to the room's settings are kept, but not saved.",
  ])
  rerender(<RoomSettingsPage room={ROOM} />)
  expect((await screen.findByLabelText<HTMLInputElement>('Name')).value).toBe('Half')
  expect(screen.getByText(/your changes from before/u)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Discard changes' }))
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('')
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('Half')
  expect(gateway.refused).toEqual([])
})

test('a refusal stands in place, and what was changed with it', async () => {
  const { user, gateway } = await open()
  gateway.answer('xmpp.muc.room.config.set', () => ({
    ok: false,
    error: { type: 'auth', condition: 'forbidden' },
  }))
  await user.type(screen.getByLabelText('Name'), 'Mine')
  await user.click(save())
  expect(await screen.findByText(/Only owners/u)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('Mine')
})

test("a new password against the server's rules says so at its field, which has the focus and keeps it", async () => {
  const { user, gateway } = await open()
  gateway.answer('xmpp.muc.room.config.set', () => ({
    ok: false,
    error: { type: 'modify', condition: 'not-acceptable', description: 'Eight letters at least' },
  }))
  const isOn = screen.getByRole<HTMLInputElement>('checkbox', { name: /^Password/u })
  if (!isOn.checked) await user.click(isOn)
  const field = await screen.findByLabelText<HTMLInputElement>('Room password')
  await user.clear(field)
  await user.type(field, 'abc')
  await user.click(save())
  expect((await screen.findByText(/does not accept this password/u)).textContent).toContain('Eight letters')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(field.value).toBe('abc')
  await waitFor(() => expect(document.activeElement).toBe(field))
})

test('whoever may not see the settings is told so, and may ask again', async () => {
  const { gateway, user } = await open({ items: [] })
  expect(screen.getByText('This room has no settings.')).toBeTruthy()
  gateway.answer('xmpp.muc.room.config.get', () => ({
    ok: false,
    error: { type: 'auth', condition: 'forbidden' },
  }))
  renderPage(<RoomSettingsPage room="other@rooms.hill.example" />, gateway)
  expect(await screen.findByText(/Only owners/u)).toBeTruthy()
  gateway.answer('xmpp.muc.room.config.get', () => ({ ok: true, value: EJABBERD }))
  await user.click(screen.getByRole('button', { name: 'Ask again' }))
  expect(await screen.findByLabelText('Name')).toBeTruthy()
})

test('closing a room for good names it, and tells where to go', async () => {
  const { user, sent } = await open()
  await user.click(screen.getByRole('button', { name: 'Close room for good' }))
  expect(screen.getByText('Close lab for good?')).toBeTruthy()
  await user.type(screen.getByLabelText(/^Room to go to/u), 'nowhere')
  await user.click(screen.getByRole('button', { name: 'Close lab' }))
  expect(sent('xmpp.muc.destroy')).toEqual([])
  await user.clear(screen.getByLabelText(/^Room to go to/u))
  await user.type(screen.getByLabelText(/^Room to go to/u), 'barn@rooms.hill.example')
  await user.type(screen.getByLabelText(/^Reason/u), 'Fire')
  await user.click(screen.getByRole('button', { name: 'Close lab' }))
  await waitFor(() =>
    expect(sent('xmpp.muc.destroy')).toEqual([
      { room: ROOM, reason: 'Fire', alternative: 'barn@rooms.hill.example' },
    ]),
  )
})
