import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { blockingModel } from '../../blocking/model.ts'
import { occupantsModel } from '../model.ts'
import { PeoplePanel } from './PeoplePanel.tsx'

const room = 'lab@rooms.example.org'

function open(self: object = { affiliation: 'owner', role: 'moderator' }) {
  const gateway = new FakeGateway()
  gateway.models.use(occupantsModel)
  const tell = (nick: string, more: object) =>
    gateway.event('xmpp.muc.roster', { room, nick, present: true, ...more })
  tell('marty', {
    affiliation: 'none',
    role: 'participant',
    jid: { user: 'marty', domain: 'example.org', resource: 'x' },
  })
  tell('doc', { self: true, jid: { user: 'doc', domain: 'example.org' }, ...self })
  const view = renderPage(<PeoplePanel room={room} onClose={vi.fn()} />, gateway)
  return { ...view, tell }
}

const openMenu = async (nick: string) => {
  await userEvent.click(screen.getByRole('button', { name: `What you can do with ${nick}` }))
  return screen.findByRole('menu')
}

test('an owner makes somebody an admin; the mark comes with the word of the room', async () => {
  const { gateway, tell } = open()
  const menu = await openMenu('marty')
  await userEvent.click(within(menu).getByRole('menuitemradio', { name: 'Admin' }))
  expect(gateway.sent).toContainEqual([
    'xmpp.muc.affiliation',
    { room, jid: 'marty@example.org', affiliation: 'admin', reason: undefined },
  ])
  expect(screen.queryByRole('img', { name: 'Admin' })).toBeNull()
  tell('marty', { affiliation: 'admin', role: 'moderator', jid: { user: 'marty', domain: 'example.org' } })
  expect(await screen.findByRole('img', { name: 'Admin' })).toBeDefined()
})

test('somebody can be blocked: by their address where the room shows it, by their nick where it does not', async () => {
  const { gateway, tell } = open({ affiliation: 'none', role: 'participant' })
  tell('biff', { affiliation: 'none', role: 'participant' })
  const blockees: unknown[] = []
  gateway.models.use(blockingModel).actions.add((blockee) => {
    blockees.push(blockee)
    return { id: 'block', label: 'Block', onSelect() {} }
  })
  for (const nick of ['marty', 'biff']) {
    expect(within(await openMenu(nick)).getByRole('menuitem', { name: 'Block' })).toBeTruthy()
    await userEvent.keyboard('{Escape}')
  }
  expect(blockees).toEqual([
    { jid: 'marty@example.org', name: 'marty' },
    { jid: `${room}/biff`, name: 'biff' },
  ])
})

test('a ban asks for a reason and names the address', async () => {
  const { gateway } = open()
  const menu = await openMenu('marty')
  await userEvent.click(within(menu).getByRole('menuitem', { name: /^Ban/u }))
  const dialog = await screen.findByRole('alertdialog', { name: 'Ban marty?' })
  expect(dialog.textContent).toContain('marty@example.org')
  await userEvent.type(within(dialog).getByLabelText(/Reason/u), 'Too many puns')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ban' }))
  expect(gateway.sent).toContainEqual([
    'xmpp.muc.affiliation',
    { room, jid: 'marty@example.org', affiliation: 'outcast', reason: 'Too many puns' },
  ])
})

test('a refused ban says why in the dialog and keeps the reason', async () => {
  const { gateway } = open()
  gateway.answer('xmpp.muc.affiliation', () => ({
    ok: false,
    error: { type: 'auth', condition: 'forbidden' },
  }))
  const menu = await openMenu('marty')
  await userEvent.click(within(menu).getByRole('menuitem', { name: /^Ban/u }))
  const dialog = await screen.findByRole('alertdialog')
  await userEvent.type(within(dialog).getByLabelText(/Reason/u), 'Because')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Ban' }))
  expect((await within(dialog).findByRole('alert')).textContent).toContain('You do not have the rights')
  expect(within(dialog).getByLabelText<HTMLInputElement>(/Reason/u).value).toBe('Because')
})

test('an admin sees that they cannot make owners, and why', async () => {
  open({ affiliation: 'admin', role: 'moderator' })
  const menu = await openMenu('marty')
  const owner = within(menu).getByRole('menuitemradio', { name: 'Owner' })
  expect(owner.getAttribute('aria-disabled')).toBe('true')
  expect(menu.textContent).toContain('Only owners can do that.')
})

test('a guest is offered a word in private and what people tell of themselves, and nothing else', async () => {
  open({ affiliation: 'none', role: 'participant' })
  const menu = await openMenu('marty')
  const items = within(menu).getAllByRole('menuitem')
  expect(items.map((item) => item.textContent)).toEqual(['Write privately', 'Open chat', 'Show profile'])
})

test('the last owner is told to find another before stepping down, and nothing is sent', async () => {
  const { gateway } = open()
  gateway.answer('xmpp.muc.affiliation.get', () => ({
    ok: true,
    value: [{ affiliation: 'owner', jid: { user: 'doc', domain: 'example.org' } }],
  }))
  const menu = await openMenu('doc')
  await userEvent.click(within(menu).getByRole('menuitemradio', { name: 'Admin' }))
  const dialog = await screen.findByRole('alertdialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Give it up' }))
  expect((await within(dialog).findByRole('alert')).textContent).toContain('A room needs an owner')
  expect(gateway.sent.map(([name]) => name)).not.toContain('xmpp.muc.affiliation')
})

test('who becomes a moderator inside learns the addresses that were hidden', async () => {
  const { gateway, tell } = open({ affiliation: 'none', role: 'participant' })
  gateway.answer('xmpp.muc.role.get', (data) => ({
    ok: true,
    value:
      (data as { role: string }).role === 'participant'
        ? [{ affiliation: 'none', nick: 'biff', jid: { user: 'biff', domain: 'example.org' } }]
        : [],
  }))
  tell('biff', { affiliation: 'none', role: 'participant' })
  tell('doc', { self: true, affiliation: 'admin', role: 'moderator' })
  await vi.waitFor(() =>
    expect(gateway.models.use(occupantsModel).of(room).get('biff')?.jid).toBe('biff@example.org'),
  )
})
