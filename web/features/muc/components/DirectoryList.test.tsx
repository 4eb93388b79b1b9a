import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { commandsSent, infoOf, refuse, signIn } from '../testRoom.ts'
import { JoinPage } from './JoinPage.tsx'

const SERVICE = 'rooms.hill.example'
const SIZE = 100

/** A service of so many rooms, which gives a hundred at a time. */
async function open(rooms: number) {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.answer('xmpp.discover.info', (data) =>
    (data as { of: string }).of === SERVICE
      ? infoOf('Rooms', 'http://jabber.org/protocol/muc')
      : refuse('forbidden'),
  )
  gateway.answer('xmpp.discover.items', (data) => {
    const { of, rsm } = data as { of: string; rsm?: { after?: string } }
    if (of !== SERVICE) return { ok: true, value: [{ jid: SERVICE }] }
    const start = rsm?.after === undefined ? 0 : Number(rsm.after) + 1
    const names = Array.from({ length: Math.max(0, Math.min(SIZE, rooms - start)) }, (_, i) => start + i)
    return {
      ok: true,
      value: names.map((name) => ({ jid: `r${name}@${SERVICE}`, name: `Room ${name} (2)` })),
      rsm: names.length > 0 ? { count: rooms, last: String(names.at(-1)) } : { count: rooms },
    }
  })
  signIn(gateway)
  renderPage(<JoinPage room={SERVICE} />, gateway)
  await act(async () => {})
  const pages = () =>
    commandsSent(gateway, 'xmpp.discover.items').map(
      (data) => (data as { rsm: { after?: string } }).rsm.after,
    )
  return { gateway, pages, user: userEvent.setup() }
}

test('a directory of many rooms is read a part at a time, and says how many there are', async () => {
  const { pages } = await open(1000)
  expect(await screen.findByText(`100 of 1000 rooms on ${SERVICE}`)).toBeTruthy()
  expect(pages()).toEqual([undefined])
  expect(screen.getAllByRole('listitem').length).toBeLessThan(40)
})

test('who looks for a room looks for it in all parts', async () => {
  const { pages, user } = await open(350)
  await user.type(screen.getByRole('searchbox'), 'Room 349')
  expect(await screen.findByRole('link', { name: /Room 349/u })).toBeTruthy()
  await waitFor(() => expect(screen.getByText(`350 rooms on ${SERVICE}`)).toBeTruthy())
  expect(pages()).toEqual([undefined, '99', '199', '299', '349'])
})

test('a part that does not come says why, keeps the others, and is asked for again', async () => {
  const { gateway, user } = await open(150)
  let isBroken = true
  gateway.answer('xmpp.discover.items', () =>
    isBroken
      ? refuse('timeout')
      : { ok: true, value: [{ jid: `last@${SERVICE}`, name: 'The last' }], rsm: { count: 150 } },
  )
  await user.type(screen.getByRole('searchbox'), 'last')
  expect(await screen.findByText(/No answer came/u)).toBeTruthy()
  isBroken = false
  await user.click(screen.getByRole('button', { name: 'Ask again' }))
  expect(await screen.findByRole('link', { name: /The last/u })).toBeTruthy()
})

test('how many are there stands in the list of a service that says so, before the room was asked', async () => {
  await open(3)
  expect(screen.getByRole('link', { name: /Room 1.*2 people/u })).toBeTruthy()
})

test('the address of a chat server leads to the rooms that it keeps next door', async () => {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.answer('xmpp.discover.info', () => infoOf('Rooms', 'http://jabber.org/protocol/muc'))
  gateway.answer('xmpp.discover.items', (data) => ({
    ok: true,
    value:
      (data as { of: string }).of === SERVICE
        ? [{ jid: `attic@${SERVICE}`, name: 'Attic' }]
        : [{ jid: SERVICE }],
  }))
  signIn(gateway)
  renderPage(<JoinPage room="hill.example" />, gateway)
  expect(await screen.findByRole('list', { name: `Rooms on ${SERVICE}` })).toBeTruthy()
})
