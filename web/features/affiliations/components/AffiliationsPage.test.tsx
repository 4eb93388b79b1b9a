import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { dismissToast, shownToasts } from '../../../lib/toasts.ts'
import { mucModel } from '../../muc/model.ts'
import type { RoomInfo } from '../../muc/roomInfo.ts'
import { affiliationsModel } from '../model.ts'
import { consoleGateway, forgetTab, jidOf, progressOf, ROOM } from '../testConsole.ts'
import { AffiliationsPage } from './AffiliationsPage.tsx'

beforeEach(() => {
  forgetTab()
  for (const { id } of shownToasts()) dismissToast(id)
})

async function open(setting: Parameters<typeof consoleGateway>[0] = {}) {
  const house = consoleGateway(setting)
  const view = renderPage(<AffiliationsPage room={ROOM} />, house.gateway)
  await act(async () => {})
  const user = userEvent.setup()
  const make = async (who: string, rank: string) => {
    await user.click(within(rowOf(who)).getByRole('button', { name: new RegExp(`^${who}: `, 'u') }))
    await user.click(await screen.findByRole('menuitemradio', { name: rank }))
  }
  return { ...house, ...view, user, make, table: house.gateway.models.use(affiliationsModel).of(ROOM) }
}

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[1]?.querySelector('bdi')?.textContent)
const rowOf = (who: string) =>
  screen.getByRole('button', { name: `What you can do with ${who}` }).closest<HTMLElement>('[role="row"]') ??
  document.body

test('owners, admins, members and banned stand in one table, with how many there are', async () => {
  await open()
  expect(names()).toEqual(['Doc (you)', 'lorraine', 'marty', 'strickland', 'biff'])
  expect(screen.getByRole('button', { name: /^Owners 1/u })).toBeTruthy()
  expect(screen.getByRole('button', { name: /^All 5/u })).toBeTruthy()
  expect(within(rowOf('biff@hill.example')).getAllByText('Manure')).toBeTruthy()
})

test('a list that fails says why and is asked for again; the others are there', async () => {
  const { user, fails } = await open({ fails: { outcast: 'forbidden' } })
  expect(names()).toHaveLength(4)
  expect(screen.getByText(/^The list of bans could not be read\. Only those with more rights/u)).toBeTruthy()
  delete fails.outcast
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(names()).toHaveLength(5))
})

test('a search, a tab and a heading narrow and order it', async () => {
  const { user } = await open()
  await user.type(screen.getByRole('searchbox'), '(')
  expect(screen.getByText('Nothing here has “(” in it.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  await user.click(screen.getByRole('button', { name: /^Members/u }))
  expect(names()).toEqual(['marty', 'strickland'])
  await user.click(screen.getByRole('button', { name: 'Person' }))
  await user.click(screen.getByRole('button', { name: 'Person' }))
  expect(names()).toEqual(['strickland', 'marty'])
  expect(screen.getByRole('columnheader', { name: 'Person' }).getAttribute('aria-sort')).toBe('descending')
})

test('many are chosen, with Shift as a range, and changed at once; who cannot be is left with the reason', async () => {
  const { user, table } = await open({ self: 'admin' })
  await user.click(screen.getByRole('checkbox', { name: 'Choose lorraine' }))
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('checkbox', { name: 'Choose strickland@hill.example' }))
  await user.keyboard('{/Shift}')
  expect(screen.getByText('3 chosen')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Change rank' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Guest' }))
  expect(table.staged.keys()).toEqual(['marty@hill.example', 'strickland@hill.example'])
  expect(shownToasts()[0]?.text).toBe('1 person was left out. Admins cannot change owners and other admins.')
})

test('a refused change stays in its row with a sentence, and is tried again', async () => {
  const { user, make, answerBatch } = await open()
  answerBatch((batch) => ({ ok: true, value: progressOf(batch, { 'marty@hill.example': 'not-allowed' }) }))
  await make('marty', 'Admin')
  expect(within(rowOf('marty')).getByRole('button', { name: 'marty: Member, to become Admin' })).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Apply 1 change' }))
  expect((await screen.findByRole('alert')).textContent).toBe(
    '1 change was refused. It is kept, and says why.',
  )
  expect(
    within(rowOf('marty')).getAllByText(
      'The room does not allow that change. Owners can make others than admins can.',
    ),
  ).toBeTruthy()
  answerBatch((batch) => ({ ok: true, value: progressOf(batch) }))
  await user.click(screen.getByRole('button', { name: 'Try 1 again' }))
  expect(await screen.findByText('1 person was changed.')).toBeTruthy()
  expect(within(rowOf('marty')).getByRole('button', { name: 'marty: Admin' })).toBeTruthy()
})

test("one is asked before one gives up one's own rank or makes an owner", async () => {
  const { user, make, batches } = await open()
  await make('marty', 'Owner')
  await make('Doc', 'Admin')
  await user.click(screen.getByRole('button', { name: 'Apply 2 changes' }))
  const question = await screen.findByRole('alertdialog', { name: 'Give up your own rank?' })
  expect(question.textContent).toContain('marty@hill.example will be able to do everything you can')
  expect(batches).toEqual([])
  await user.click(within(question).getByRole('button', { name: 'Apply, and give it up' }))
  await waitFor(() =>
    expect(batches[0]?.changes.map(({ jid }) => jid)).toEqual(['marty@hill.example', 'doc@hill.example']),
  )
})

test("another admin's change appears at once; what was staged for the same says so and is kept", async () => {
  const { make, gateway, table } = await open()
  await make('marty', 'Admin')
  await act(async () =>
    gateway.event('xmpp.muc.affiliation.push', {
      room: ROOM,
      jid: jidOf('marty@hill.example'),
      affiliation: 'outcast',
    }),
  )
  expect(within(rowOf('marty')).getAllByText('Changed meanwhile: Banned now')).toBeTruthy()
  expect(table.staged.has('marty@hill.example')).toBe(true)
})

test('what the room tells of one’s own change before it is counted is nobody else’s', async () => {
  const { gateway, make, table } = await open()
  await make('marty', 'Admin')
  const jid = jidOf('marty@hill.example')
  await act(async () => {
    table.run.set({ id: 'r', kind: 'apply', total: 1, settled: 0, failed: 0, state: 'running' })
    gateway.event('xmpp.muc.affiliation.push', { room: ROOM, jid, affiliation: 'admin' })
  })
  expect(table.rows.get('marty@hill.example')?.affiliation).toBe('admin')
  expect(table.review()).toMatchObject([{ refusal: undefined, isChanged: false }])
  expect(within(rowOf('marty')).queryByText(/^Changed meanwhile/u)).toBeNull()
})

test('whoever is no admin sees what the room shows, why nothing can be changed, and no control that would', async () => {
  await open({ self: 'member', fails: { outcast: 'forbidden' } })
  expect(screen.getByText(/^Only owners and admins can change anything here/u)).toBeTruthy()
  expect(screen.getByText(/^The list of bans could not be read/u)).toBeTruthy()
  expect(screen.queryByRole('checkbox')).toBeNull()
  expect(screen.queryByRole('button', { name: 'Add people' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'marty: Member' })).toBeNull()
})

test('whom the room shows no list at all is told so once', async () => {
  const fails = { owner: 'forbidden', admin: 'forbidden', member: 'forbidden', outcast: 'forbidden' }
  await open({ self: 'member', fails })
  expect(screen.getByText(/^Only owners and admins can change anything here/u)).toBeTruthy()
  expect(screen.queryByText(/could not be read/u)).toBeNull()
})

test('an address that the room hides is asked for, and never sent empty', async () => {
  const { present, make, user, table } = await open()
  await act(async () => present('Ghost', { occupantId: 'o-17' }))
  await make('Ghost', 'Member')
  const dialog = await screen.findByRole('dialog', { name: 'Which address has Ghost?' })
  expect(dialog.textContent).toContain('o-17')
  await user.click(within(dialog).getByRole('button', { name: 'Make Member' }))
  expect(within(dialog).getByRole('alert').textContent).toBe('There is no address in it.')
  await user.type(within(dialog).getByRole('textbox'), 'ghost@hill.example{Enter}')
  expect(table.staged.keys()).toEqual(['ghost@hill.example'])
})

test('the room that is closed while something waits says so, and keeps it', async () => {
  const { make, gateway, table } = await open()
  await make('marty', 'Admin')
  await act(async () =>
    gateway.event('xmpp.muc.destroy', { room: ROOM, nick: 'Doc', self: true, present: false }),
  )
  expect(screen.getByText(/^This room was closed for good\. 1 change of yours was not applied/u)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Save the changes' })).toBeTruthy()
  expect(table.staged.has('marty@hill.example')).toBe(true)
})

test('a ban takes all that somebody said with it, where the room offers that, and only once it is applied', async () => {
  const { present, make, user, gateway } = await open()
  gateway.answer('xmpp.mam.query', () => ({ ok: true, value: true }))
  await act(async () => {
    const { infos } = gateway.models.use(mucModel)
    infos.set(ROOM, { offersModeration: true } as RoomInfo)
    present('Marty', { jid: jidOf('marty@hill.example'), affiliation: 'member' })
    gateway.event('xmpp.muc.message', {
      room: ROOM,
      nick: 'Marty',
      private: false,
      content: 'Great Scott',
      id: 'm1',
      stanzaIds: [{ by: ROOM, id: 's1' }],
    })
  })
  const moderated = () =>
    gateway.sent.filter(([name]) => name === 'xmpp.muc.moderate').map(([, data]) => data)
  await make('marty', 'Ban…')
  const dialog = await screen.findByRole('alertdialog')
  await user.click(within(dialog).getByRole('checkbox', { name: 'Remove all their messages as well' }))
  await user.click(within(dialog).getByRole('button', { name: 'Ban' }))
  expect(moderated()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Apply 1 change' }))
  await waitFor(() => expect(moderated()).toMatchObject([{ room: ROOM, id: 's1' }]))
})

test('of fifty thousand a window full is in the document', async () => {
  const item = (at: number) => ({ affiliation: 'member', jid: jidOf(`p${at}@hill.example`) })
  await open({ lists: { member: Array.from({ length: 50_000 }, (_, at) => item(at)) } })
  expect(screen.getByText('50,001 people')).toBeTruthy()
  expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('50002')
  expect(screen.getAllByRole('row').length).toBeLessThanOrEqual(61)
})
