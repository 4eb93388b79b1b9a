import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import type { Result } from '../../../transport/request.ts'
import { mucModel } from '../../muc/model.ts'
import { roomInfoOf } from '../../muc/roomInfo.ts'
import { roomConfigSlots } from '../../roomConfig/slots.tsx'
import { RegistrationRoot } from './RegistrationRoot.tsx'

// A dialog comes with its first wish; that is not what these wait for.
beforeAll(async () => {
  await Promise.all([import('./RegistrationDialog.tsx'), import('../../roomConfig/components/DataForm.tsx')])
})

const LAB = 'lab@rooms.hill.example'
const refuse = (condition: string): Result<unknown> => ({
  ok: false,
  error: { type: 'cancel', condition },
})
const form = {
  fields: [{ var: 'muc#register_roomnick', type: 'text-single', label: 'Nickname', required: true }],
  items: [],
}

async function open(what: 'registration' | 'membership', info: (room: string) => Result<unknown>) {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.muc.register.info', (data) => info((data as { room: string }).room))
  const muc = gateway.models.use(mucModel)
  renderPage(<RegistrationRoot />, gateway, roomConfigSlots)
  await act(async () => muc.dialog.set({ what, room: LAB }))
  const sent = () => gateway.sent.filter(([name]) => name === 'xmpp.muc.register').map(([, data]) => data)
  return { gateway, muc, sent, user: userEvent.setup() }
}

test('a nick is kept by the room, in its own form', async () => {
  const { sent, user } = await open('registration', () => ({ ok: true, value: { form } }))
  await user.type(await screen.findByLabelText('Nick'), 'Emmett')
  await user.click(screen.getByRole('button', { name: 'Keep this nick' }))
  expect(await screen.findByText(/“Emmett” is kept for you now/u)).toBeTruthy()
  expect(sent()).toEqual([
    { room: LAB, form: [{ var: 'muc#register_roomnick', type: 'text-single', value: 'Emmett' }] },
  ])
})

test('the nick that is kept stands in the form, where another one can take its place', async () => {
  await open('registration', () => ({ ok: true, value: { registered: true, nick: 'Emmett' } }))
  expect(await screen.findByText('“Emmett” is kept for you.')).toBeTruthy()
  expect((await screen.findByLabelText<HTMLInputElement>('Nick')).value).toBe('Emmett')
})

test('a nick that somebody else has is said, and what was typed stays', async () => {
  const { gateway, user } = await open('registration', () => ({ ok: true, value: { form } }))
  gateway.answer('xmpp.muc.register', () => refuse('conflict'))
  await user.type(await screen.findByLabelText('Nick'), 'Biff{Enter}')
  expect(await screen.findByText(/kept for somebody else, or in use/u)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Nick').value).toBe('Biff')
})

test('a service that keeps nicks for all its rooms is asked where the room knows nothing of it', async () => {
  const { sent, user } = await open('registration', (room) =>
    room === LAB ? refuse('service-unavailable') : { ok: true, value: { form } },
  )
  expect(await screen.findByText(/in any room of this server/u)).toBeTruthy()
  await user.type(await screen.findByLabelText('Nick'), 'Emmett{Enter}')
  await waitFor(() => expect(sent()).toMatchObject([{ room: 'rooms.hill.example' }]))
})

test('a room that lets only members register says so', async () => {
  await open('registration', () => refuse('registration-required'))
  expect(await screen.findByText(/Only members can have a nick kept here/u)).toBeTruthy()
})

test('who asks for membership is told what happens next', async () => {
  const { user } = await open('membership', () => ({ ok: true, value: { form } }))
  await user.type(await screen.findByLabelText('Nick'), 'Marty{Enter}')
  expect(await screen.findByText(/Your wish is with the room/u)).toBeTruthy()
})

test('a room that takes no requests says whom to ask instead', async () => {
  const { gateway, muc } = await open('membership', () => refuse('registration-required'))
  await act(async () => muc.infos.set(LAB, { ...roomInfoOf([]), contacts: ['doc@hill.example'] }))
  expect(await screen.findByText('This room takes no requests by itself.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'doc@hill.example' }).getAttribute('href')).toBe(
    '#/chat/doc%40hill.example',
  )
  expect(gateway.sent.map(([name]) => name)).not.toContain('xmpp.muc.register')
})
