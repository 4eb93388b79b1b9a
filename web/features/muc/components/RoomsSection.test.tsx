import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { conversationsModel } from '../../conversations/model.ts'
import { sessionModel } from '../../session/model.ts'
import { mucCommands } from '../commands.ts'
import { directoryCommands } from '../directory.ts'
import { mucModel } from '../model.ts'
import { comeIn, commandsSent, goOut, infoOf, LAB, signIn } from '../testRoom.ts'
import { RoomsSection } from './RoomsSection.tsx'

const ATTIC = 'attic@rooms.hill.example'

beforeEach(() => {
  location.hash = ''
  localStorage.clear()
})

async function open() {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, mucModel, directoryCommands, conversationsModel])
    gateway.models.use<unknown>(model)
  gateway.answer('xmpp.discover.info', (data) =>
    infoOf((data as { of: string }).of === ATTIC ? 'The attic' : 'The lab', 'muc_passwordprotected'),
  )
  signIn(gateway)
  renderPage(<RoomsSection />, gateway)
  const tell = (run: () => unknown) => act(async () => void (await run()))
  const say = (content: string) =>
    tell(() => gateway.event('xmpp.muc.message', { room: LAB, nick: 'Marty', private: false, content }))
  return { gateway, tell, say, user: userEvent.setup() }
}

test('where there is no room yet, one is offered', async () => {
  await open()
  expect(screen.getByRole('link', { name: 'Join a room' }).getAttribute('href')).toBe('#/join')
})

test('a room has its name, a key when it has a password, and is marked when it is open', async () => {
  const { gateway, tell } = await open()
  await tell(() => comeIn(gateway))
  await tell(() => gateway.models.use(mucCommands).describe(LAB))
  const row = screen.getByRole('link', { name: /The lab/u })
  expect(within(row).getByRole('img', { name: 'Has a password' })).toBeTruthy()
  expect(row.getAttribute('aria-current')).toBeNull()
  await tell(() => {
    location.hash = '#/room/lab%40rooms.hill.example'
    fireEvent(window, new HashChangeEvent('hashchange'))
  })
  expect(row.getAttribute('aria-current')).toBe('page')
})

test('what was not read is counted, a mention is marked, and the room floats up', async () => {
  const { gateway, tell, say } = await open()
  await tell(() => comeIn(gateway))
  await tell(() => comeIn(gateway, { room: ATTIC }))
  expect(screen.getAllByRole('link').map((row) => row.textContent)).toMatchObject(
    [/attic/u, /lab/u].map((each) => expect.stringMatching(each)),
  )
  await say('Hello')
  expect(screen.getAllByRole('link')[0]?.textContent).toContain('lab')
  expect(screen.getByText('1 unread')).toBeTruthy()
  expect(screen.queryByRole('img', { name: 'You were mentioned' })).toBeNull()
  await say('doc, the clock')
  expect(screen.getByRole('img', { name: 'You were mentioned' })).toBeTruthy()
})

test('a room that one had to leave stays in sight, and says so', async () => {
  const { gateway, tell } = await open()
  await tell(() => comeIn(gateway))
  await tell(() => goOut(gateway, { status: [110, 307] }))
  expect(screen.getByText('You are not in it')).toBeTruthy()
})

test('only owners can choose the settings; the menu says why', async () => {
  const { gateway, tell } = await open()
  await tell(() => comeIn(gateway))
  fireEvent.contextMenu(screen.getByRole('link', { name: /lab/u }))
  expect(screen.getByRole('menuitem', { name: 'Room settings' }).getAttribute('aria-disabled')).toBe('true')
  expect(screen.getByText("Only owners can change a room's settings.")).toBeTruthy()
})

test('leaving takes the room from the list, and the page away from it', async () => {
  const { gateway, tell, user } = await open()
  await tell(() => comeIn(gateway))
  location.hash = '#/room/lab%40rooms.hill.example'
  fireEvent.contextMenu(screen.getByRole('link', { name: /lab/u }))
  await user.click(screen.getByRole('menuitem', { name: 'Leave room' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: /lab/u })).toBeNull())
  expect(commandsSent(gateway, 'xmpp.muc.leave')).toEqual([{ room: LAB }])
  expect(location.hash).toBe('#/')
})

test('a nick that the room refuses is said in the dialog, which stays', async () => {
  const { gateway, tell, user } = await open()
  await tell(() => comeIn(gateway))
  gateway.answer('xmpp.muc.nick', () => ({ ok: false, error: { type: 'cancel', reason: 'nick-conflict' } }))
  fireEvent.contextMenu(screen.getByRole('link', { name: /lab/u }))
  await user.click(screen.getByRole('menuitem', { name: 'Change nick' }))
  await user.clear(await screen.findByLabelText('Nick'))
  await user.type(screen.getByLabelText('Nick'), 'Marty{Enter}')
  expect(await screen.findByText(/has that nick already/u)).toBeTruthy()
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Nick')))
})

test('a private word from somebody in the room stands below the room, until it is closed', async () => {
  const { gateway, tell } = await open()
  await tell(() => comeIn(gateway))
  await tell(() =>
    gateway.event('xmpp.muc.message', { room: LAB, nick: 'Marty', private: true, content: 'Psst' }),
  )
  const row = screen.getByRole('link', { name: /Marty/u })
  expect(row.getAttribute('href')).toBe('#/room/lab%40rooms.hill.example/with/Marty')
  expect(within(row).getByText('1 unread')).toBeTruthy()
  fireEvent.contextMenu(row)
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Close conversation' }))
  expect(screen.queryByRole('link', { name: /Marty/u })).toBeNull()
})
