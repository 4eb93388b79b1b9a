import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { mucCommands } from '../commands.ts'
import { mucModel } from '../model.ts'
import { comeIn, commandsSent, infoOf, LAB } from '../testRoom.ts'
import { RoomHeader } from './RoomHeader.tsx'

async function open(...features: string[]) {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, mucModel]) gateway.models.use<unknown>(model)
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', ...features))
  await gateway.models.use(mucCommands).describe(LAB)
  comeIn(gateway)
  const onPeople = vi.fn()
  renderPage(<RoomHeader room={LAB} peopleCount={3} peopleOpen={false} onPeople={onPeople} />, gateway)
  const tell = (run: () => void) => act(async () => run())
  return { gateway, tell, onPeople, user: userEvent.setup() }
}

test('the header tells of a password and of who sees addresses, in plain words', async () => {
  await open('muc_passwordprotected', 'muc_nonanonymous')
  expect(screen.getByRole('button', { name: 'This room has a password.' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Everybody in this room sees your address.' })).toBeTruthy()
})

test('a hidden address has a mask, and an open room no key', async () => {
  await open('muc_semianonymous')
  expect(screen.queryByRole('button', { name: 'This room has a password.' })).toBeNull()
  expect(screen.getByRole('button', { name: /Only moderators of this room see your address/u })).toBeTruthy()
})

test('the people button counts and opens', async () => {
  const { user, onPeople } = await open()
  await user.click(screen.getByRole('button', { name: '3 people' }))
  expect(onPeople).toHaveBeenCalled()
})

test('the subject is changed where it stands; the broadcast is what shows it', async () => {
  const { user, gateway, tell } = await open()
  await user.click(screen.getByRole('button', { name: 'Add a subject' }))
  await user.type(screen.getByLabelText('Subject'), '1.21 GW{Enter}')
  await waitFor(() =>
    expect(commandsSent(gateway, 'xmpp.muc.subject')).toEqual([{ room: LAB, subject: '1.21 GW' }]),
  )
  expect(await screen.findByText('No subject')).toBeTruthy()
  await tell(() => gateway.event('xmpp.muc.subject', { room: LAB, subject: '1.21 GW', nick: 'doc' }))
  expect(screen.getByRole('button', { name: 'Subject: 1.21 GW' }).getAttribute('aria-expanded')).toBe('false')
})

test('a subject that the room refuses stays where it was typed, with why', async () => {
  const { user, gateway } = await open()
  gateway.answer('xmpp.muc.subject', () => ({ ok: false, error: { type: 'auth', condition: 'forbidden' } }))
  await user.click(screen.getByRole('button', { name: 'Add a subject' }))
  await user.type(screen.getByLabelText('Subject'), 'Mine{Enter}')
  expect(await screen.findByText('This room does not let you do that.')).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Subject').value).toBe('Mine')
})

test('whoever may not speak is not offered to change the subject', async () => {
  const { gateway, tell } = await open()
  await tell(() => comeIn(gateway, { role: 'visitor' }))
  expect(screen.queryByRole('button', { name: 'Add a subject' })).toBeNull()
})
