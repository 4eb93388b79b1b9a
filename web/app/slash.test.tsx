import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { mucModel } from '../features/muc/model.ts'
import { infoOf, LAB, refuse } from '../features/muc/testRoom.ts'
import { timelineModel } from '../features/timeline/model.ts'
import { chatWith, inRoom, privately } from '../lib/conversation.ts'
import { box, enter, openComposer as open, Part, somebody, type } from './testComposer.tsx'

beforeEach(() => {
  sessionStorage.clear()
  location.hash = '#/'
})

const complaint = async () => (await screen.findByRole('alert')).textContent

test('a rank is given by a line; the room tells of it, and the line goes', async () => {
  const { sent, notices } = open()
  await enter('/admin Marty McFly for the gigawatts')
  await waitFor(() => expect(box().value).toBe(''))
  expect(sent('xmpp.muc.affiliation')).toEqual([
    { room: LAB, jid: 'mcfly@hill.example', affiliation: 'admin', reason: 'for the gigawatts' },
  ])
  expect(notices()).toEqual([])
})

test('who is away is named by their address, and the page says what came of it', async () => {
  const { sent, notices } = open()
  await enter('/member Jennifer@Hill.example')
  await waitFor(() => expect(notices()).toEqual(['jennifer@hill.example is a member of this room now']))
  expect(sent('xmpp.muc.affiliation')).toMatchObject([
    { jid: 'jennifer@hill.example', affiliation: 'member' },
  ])
})

test('a ban asks as the menu does, with the reason that was typed; thought better of, the line stays', async () => {
  const { sent } = open()
  await enter('/ban "Marty" too many puns')
  const dialog = await screen.findByRole('alertdialog', { name: 'Ban Marty?' })
  expect(within(dialog).getByLabelText<HTMLInputElement>(/Reason/u).value).toBe('too many puns')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
  expect(box().value).toBe('/ban "Marty" too many puns')
  expect(sent('xmpp.muc.affiliation')).toEqual([])
  box().focus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Ban' }))
  await waitFor(() => expect(box().value).toBe(''))
  expect(sent('xmpp.muc.affiliation')).toMatchObject([{ affiliation: 'outcast', reason: 'too many puns' }])
})

test('an owner is made only after the question that the menu asks', async () => {
  const { sent } = open()
  await enter('/owner Marty')
  const dialog = await screen.findByRole('alertdialog', { name: 'Make Marty an owner?' })
  expect(sent('xmpp.muc.affiliation')).toEqual([])
  await userEvent.click(within(dialog).getByRole('button', { name: 'Make owner' }))
  await waitFor(() => expect(sent('xmpp.muc.affiliation')).toMatchObject([{ affiliation: 'owner' }]))
})

test.each([
  ['/kick', 'xmpp.muc.role.set', 'none', true],
  ['/devoice', 'xmpp.muc.role.set', 'visitor', false],
  ['/op', 'xmpp.muc.role.set', 'moderator', false],
])('%s does what its action does', async (command, name, role, asks) => {
  const { sent } = open()
  await enter(`${command} Marty why not`)
  if (asks)
    await userEvent.click(
      within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Remove' }),
    )
  await waitFor(() => expect(sent(name)).toEqual([{ room: LAB, nick: 'Marty', role, reason: 'why not' }]))
})

test.each([
  ['/voice Quiet', 'participant'],
  ['/deop Chief', 'participant'],
])('%s gives the role back', async (line, role) => {
  const { arrive, sent } = open()
  arrive('Quiet', { role: 'visitor' })
  arrive('Chief', { role: 'moderator' })
  await enter(line)
  await waitFor(() => expect(sent('xmpp.muc.role.set')).toMatchObject([{ role }]))
})

test.each([
  ['/ban Nobody', /Nobody here is called “Nobody”/u],
  ['/ban Hidden', /hides their address/u],
  ['/ban doc', /cannot do that to yourself/u],
  ['/op', /Something is missing: \/op <who> \[reason\]/u],
  ['/kick marty@elsewhere.example', /is not here/u],
  ['/voice Marty', /already/u],
  ['/unban Marty', /is not banned/u],
  ['/affiliations now', /Nothing follows/u],
  ['/frobnicate Marty', /no command \/frobnicate.*two slashes/u],
  ['/invite nobody', /not an address/u],
])('%s is refused with a sentence, sends nothing, and stays', async (line, words) => {
  const { gateway } = open()
  const before = gateway.sent.length
  await enter(line)
  expect(await complaint()).toMatch(words)
  expect(box().value).toBe(line)
  // What was said before is asked for by itself.
  expect(gateway.sent.slice(before).filter(([name]) => name !== 'xmpp.mam.query')).toEqual([])
})

test('the room’s refusal stands where the line was typed', async () => {
  const { gateway } = open()
  gateway.answer('xmpp.muc.affiliation', () => ({
    ok: false,
    error: { type: 'auth', condition: 'forbidden' },
  }))
  await enter('/member Marty')
  expect(await complaint()).toBe('You do not have the rights for that in this room.')
  expect(box().value).toBe('/member Marty')
})

test('what one may not do here says why before anything is named', async () => {
  open({ affiliation: 'member', role: 'participant' })
  await type('/b')
  const option = await screen.findByRole('option', { name: /\/ban/u })
  expect(option.getAttribute('aria-disabled')).toBe('true')
  expect(option.textContent).toContain('Only owners and admins can do that.')
})

test('a ban is lifted by the address; who was not banned stays what they are', async () => {
  const { gateway, sent, notices } = open()
  gateway.answer('xmpp.muc.affiliation.get', () => ({
    ok: true,
    value: [{ affiliation: 'outcast', jid: somebody('biff') }],
  }))
  await enter('/unban jennifer@hill.example')
  expect(await complaint()).toBe('jennifer@hill.example is not banned from this room.')
  await enter('/unban biff@hill.example')
  await waitFor(() => expect(notices()).toEqual(['biff@hill.example may enter this room again']))
  expect(sent('xmpp.muc.affiliation')).toMatchObject([{ jid: 'biff@hill.example', affiliation: 'none' }])
})

test('an admin does not take the rank of an absent owner by mistake', async () => {
  const { gateway, sent } = open({ affiliation: 'admin', role: 'moderator' })
  gateway.answer('xmpp.muc.affiliation.get', () => ({
    ok: true,
    value: [{ affiliation: 'owner', jid: somebody('einstein') }],
  }))
  await enter('/member einstein@hill.example')
  expect(await complaint()).toBe('Admins cannot change owners and other admins.')
  expect(sent('xmpp.muc.affiliation')).toEqual([])
})

test('commands for rooms say so in a chat', async () => {
  const { sent } = open({}, chatWith('marty@hill.example'))
  await enter('/ban marty@hill.example')
  expect(await complaint()).toBe('/ban has a meaning in rooms only.')
  expect(sent('xmpp.chat.message').filter((each) => 'content' in (each as object))).toEqual([])
})

test('two slashes, or a blank before it, say what begins with one', async () => {
  const { sent } = open()
  await enter('//ban is a command')
  await enter(' /kick as well')
  expect(sent('xmpp.muc.message')).toMatchObject([
    { content: '/ban is a command' },
    { content: '/kick as well' },
  ])
})

test('a room is entered with what was typed, which is in no storage, no address and no history', async () => {
  const push = vi.spyOn(history, 'pushState')
  const { gateway, sent } = open()
  gateway.answer('xmpp.discover.info', () => infoOf('Vault', 'muc_passwordprotected'))
  gateway.answer('xmpp.muc.join', () => refuse('wrong-password'))
  await enter('/join vault@rooms.hill.example  s3cret ')
  await waitFor(() => expect(location.hash).toBe('#/room/vault%40rooms.hill.example'))
  expect(sent('xmpp.muc.join')).toMatchObject([{ room: 'vault@rooms.hill.example', password: ' s3cret ' }])
  expect(JSON.stringify({ ...sessionStorage, ...localStorage })).not.toContain('s3cret')
  expect(JSON.stringify(push.mock.calls)).not.toContain('s3cret')
  // The door says what was wrong with it.
  expect(gateway.models.use(mucModel).refused.get('vault@rooms.hill.example')).toMatchObject({ by: 'line' })
})

test('a room with a password is not tried without one: its door asks first', async () => {
  const { gateway, sent } = open()
  gateway.answer('xmpp.discover.info', () => infoOf('Vault', 'muc_passwordprotected'))
  await enter('/join vault@rooms.hill.example')
  await waitFor(() => expect(location.hash).toBe('#/room/vault%40rooms.hill.example'))
  expect(sent('xmpp.muc.join')).toEqual([])
})

test('a line that is being typed is in no storage, but survives another conversation', async () => {
  const { rerender } = open()
  await type('/join vault@rooms.hill.example s3cret')
  expect(JSON.stringify({ ...sessionStorage })).not.toContain('s3cret')
  rerender(<Part conversation={chatWith('marty@hill.example')} />)
  expect(box().value).toBe('')
  rerender(<Part conversation={inRoom(LAB)} />)
  expect(box().value).toBe('/join vault@rooms.hill.example s3cret')
})

test('nick, subject, invitation and a word in private', async () => {
  const { sent, notices, gateway } = open()
  await enter('/nick Emmett Brown')
  await enter('/topic Flux capacitors')
  await enter('/invite jennifer@hill.example come over')
  await enter('/msg Marty McFly it is about your kids')
  await waitFor(() => expect(box().value).toBe(''))
  expect(sent('xmpp.muc.nick')).toEqual([{ room: LAB, nick: 'Emmett Brown' }])
  expect(sent('xmpp.muc.subject')).toEqual([{ room: LAB, subject: 'Flux capacitors' }])
  expect(sent('xmpp.muc.invite')).toEqual([{ room: LAB, to: 'jennifer@hill.example', reason: 'come over' }])
  const { entries } = gateway.models.use(timelineModel).of(privately(LAB, 'Marty McFly'))
  expect(entries.keys().map((key) => entries.get(key)?.text)).toEqual(['it is about your kids'])
  expect(notices()).toContain('You invited jennifer@hill.example')
})

test('help is the list of what one can do here', async () => {
  open()
  await type('/help')
  await userEvent.keyboard('{Escape}{Enter}')
  await waitFor(() => expect(box().value).toBe('/'))
  expect(await screen.findByRole('listbox', { name: 'Commands' })).toBeDefined()
})
