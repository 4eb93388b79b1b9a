import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import type { Result } from '../../../transport/request.ts'
import { sessionModel } from '../../session/model.ts'
import { directoryCommands } from '../directory.ts'
import { mucModel } from '../model.ts'
import { commandsSent, infoOf, LAB, refuse, signIn } from '../testRoom.ts'
import { JoinPage } from './JoinPage.tsx'

const SERVICE = 'rooms.hill.example'

beforeEach(() => {
  location.hash = ''
})

function prepare() {
  const gateway = new FakeGateway()
  for (const model of [sessionModel, mucModel]) gateway.models.use<unknown>(model)
  gateway.answer('xmpp.discover.items', (data) => ({
    ok: true,
    value:
      (data as { of: string }).of === SERVICE
        ? [
            { jid: LAB, name: 'The lab (3)' },
            { jid: `attic@${SERVICE}`, name: 'Attic' },
          ]
        : [{ jid: SERVICE }],
  }))
  gateway.answer('xmpp.discover.info', (data) => {
    const { of } = data as { of: string }
    if (of === SERVICE) return infoOf('Rooms', 'http://jabber.org/protocol/muc')
    return of === LAB ? infoOf('The lab', 'muc_passwordprotected') : infoOf('Attic')
  })
  return gateway
}

async function open(gateway = prepare(), room?: string) {
  signIn(gateway)
  renderPage(<JoinPage room={room} />, gateway)
  await act(async () => {})
  return { gateway, user: userEvent.setup() }
}

test("the rooms of one's server are listed by name, with a key where one is known", async () => {
  await open()
  const lab = await screen.findByRole('link', { name: /The lab/u })
  expect(lab.getAttribute('href')).toBe('#/join/lab%40rooms.hill.example')
  await waitFor(() => expect(screen.getAllByRole('img', { name: 'Has a password' })).toHaveLength(1))
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual([
    '#/create',
    '#/join/attic%40rooms.hill.example',
    '#/join/lab%40rooms.hill.example',
  ])
})

test('typing narrows the list', async () => {
  const { user } = await open()
  await screen.findByRole('link', { name: /The lab/u })
  await user.type(screen.getByRole('searchbox'), 'att')
  await waitFor(() => expect(screen.queryByRole('link', { name: /The lab/u })).toBeNull())
  await user.type(screen.getByRole('searchbox'), 'xyz')
  expect(await screen.findByText('No room of that name')).toBeTruthy()
})

test('an address leads to its door, listed or not', async () => {
  const { user } = await open()
  await user.type(screen.getByRole('searchbox'), 'Secret@rooms.other.example{Enter}')
  expect(location.hash).toBe('#/join/secret%40rooms.other.example')
})

test('a list that does not come says why, and is asked for again', async () => {
  const gateway = prepare()
  gateway.answer('xmpp.discover.items', (data) =>
    (data as { of: string }).of === SERVICE ? refuse('timeout') : { ok: true, value: [{ jid: SERVICE }] },
  )
  const { user } = await open(gateway)
  expect(await screen.findByText(/No answer came/u)).toBeTruthy()
  gateway.answer('xmpp.discover.items', () => ({ ok: true, value: [] }))
  await user.click(screen.getByRole('button', { name: 'Ask again' }))
  expect(await screen.findByText(`No public rooms on ${SERVICE}`)).toBeTruthy()
})

test('an address of a server shows that server’s rooms, and one of a room its door', async () => {
  const { gateway } = await open(prepare(), SERVICE)
  expect(await screen.findByRole('link', { name: /Attic/u })).toBeTruthy()
  expect(commandsSent(gateway, 'xmpp.discover.items')).toMatchObject([{ of: SERVICE }])
})

test('nothing is asked before it is known who asks', async () => {
  const gateway = prepare()
  renderPage(<JoinPage />, gateway)
  expect(screen.getByRole('status').getAttribute('aria-busy')).toBe('true')
  expect(gateway.sent).toEqual([])
})

test('a long list asks a few rooms at a time, and forgets those that scrolled away', async () => {
  const gateway = new FakeGateway()
  const answers: ((result: Result<unknown>) => void)[] = []
  gateway.answer('xmpp.discover.info', () => new Promise((resolve) => answers.push(resolve)))
  const { peek } = gateway.models.use(directoryCommands)
  const takeBack = Array.from({ length: 20 }, (_, index) => peek(`room${index}@${SERVICE}`))
  expect(gateway.sent).toHaveLength(4)
  takeBack[4]?.()
  answers[0]?.(infoOf('First'))
  await waitFor(() => expect(gateway.sent).toHaveLength(5))
  expect(gateway.sent.at(-1)?.[1]).toEqual({ of: `room5@${SERVICE}` })
})

test('the way leads into a room while its crowd is still being told', async () => {
  const { gateway } = await open(prepare(), LAB)
  const { joining } = gateway.models.use(mucModel)
  const tell = (count: number) =>
    act(async () => {
      for (let index = 0; index < count; index++)
        gateway.event('xmpp.muc.roster', { room: LAB, nick: `Clone ${index}`, present: true })
    })
  await act(async () => joining(LAB, 'doc'))
  await tell(9)
  expect(location.hash).toBe('')
  await tell(1)
  expect(location.hash).toBe('#/room/lab%40rooms.hill.example')
})
