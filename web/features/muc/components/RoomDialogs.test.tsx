import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { mucModel } from '../model.ts'
import { subjectsModel } from '../subjects.ts'
import { comeIn, infoOf, LAB, refuse, signIn } from '../testRoom.ts'
import { RoomDialogRoot } from './RoomDialogRoot.tsx'
import { RoomHeader } from './RoomHeader.tsx'

// A dialog comes with its first question; that is not what these wait for.
beforeAll(async () => {
  await Promise.all([import('./RoomInfoDialog.tsx'), import('./SubjectsDialog.tsx')])
})

async function open(...features: string[]) {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, mucModel, subjectsModel]) gateway.models.use<unknown>(model)
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', ...features))
  signIn(gateway)
  comeIn(gateway, { status: [110, 170] })
  renderPage(
    <>
      <RoomHeader room={LAB} peopleCount={3} peopleOpen={false} onPeople={() => {}} />
      <RoomDialogRoot />
    </>,
    gateway,
  )
  const tell = (name: string, data: unknown) => act(async () => gateway.event(name, data))
  return { gateway, tell, user: userEvent.setup() }
}

const choose = async (user: ReturnType<typeof userEvent.setup>, item: string) => {
  await user.click(screen.getByRole('button', { name: /^Menu of/u }))
  await user.click(screen.getByRole('menuitem', { name: item }))
  return screen.findByRole('dialog')
}

test('a room tells in plain words who gets in, who is heard, who sees what, and what stays', async () => {
  const features = [
    'muc_passwordprotected',
    'muc_moderated',
    'muc_nonanonymous',
    'muc_hidden',
    'urn:xmpp:mam:2',
  ]
  const { user } = await open(...features)
  const dialog = await choose(user, 'About this room')
  for (const words of [
    'Only people who know the password can enter.',
    'Its moderators decide who may speak.',
    'Everybody in this room sees your address: doc@hill.example',
    'What is said here is published in a public log.',
    'What is said is kept, and people who enter later can read it.',
    'It is not listed. Who wants in needs its address.',
    'It is gone when the last one has left.',
  ])
    expect(await within(dialog).findByText(words)).toBeTruthy()
  expect(within(dialog).getByText(LAB)).toBeTruthy()
})

test('a room that does not answer about itself says so', async () => {
  const { gateway, user } = await open()
  gateway.answer('xmpp.discover.info', () => refuse('remote-timeout'))
  const dialog = await choose(user, 'About this room')
  expect((await within(dialog).findByRole('alert')).textContent).toContain(
    'rooms.hill.example does not answer',
  )
})

test('the subjects that came by are listed from the subject line, with who set them', async () => {
  const { tell, user } = await open()
  await tell('xmpp.muc.subject', { room: LAB, subject: 'The flux capacitor', nick: 'Marty' })
  await tell('xmpp.muc.subject', { room: LAB, subject: 'The clock\ntower', nick: 'Doc' })
  await user.click(screen.getByRole('button', { name: /^Subject: The clock/u }))
  await user.click(screen.getByRole('button', { name: 'Earlier subjects' }))
  const rows = within(await screen.findByRole('dialog')).getAllByRole('listitem')
  expect(rows).toHaveLength(2)
  expect(rows[0]?.textContent).toMatch(/^The clock\ntowerDoc/u)
  expect(rows[1]?.textContent).toContain('Set before you came')
})

test('a subject of several lines keeps them when it is changed; Shift and Enter begin a new one', async () => {
  const { gateway, tell, user } = await open()
  await tell('xmpp.muc.subject', { room: LAB, subject: 'One\nTwo', nick: 'Marty' })
  await user.click(screen.getByRole('button', { name: 'Change the subject' }))
  const field = screen.getByLabelText<HTMLTextAreaElement>('Subject')
  expect(field.value).toBe('One\nTwo')
  await user.type(field, '{End}{Shift>}{Enter}{/Shift}Three{Enter}')
  expect(gateway.sent.filter(([name]) => name === 'xmpp.muc.subject').at(-1)?.[1]).toMatchObject({
    subject: expect.stringMatching(/\nThree$/u),
  })
})
