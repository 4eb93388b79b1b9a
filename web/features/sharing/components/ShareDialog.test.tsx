import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { mucCommands } from '../../muc/commands.ts'
import { mucModel } from '../../muc/model.ts'
import { ShareDialog } from './ShareDialog.tsx'

const ROOM = 'lab@rooms.hill.example'
const PLAIN = `${location.origin}/#/room/lab%40rooms.hill.example`

async function open({ affiliation = 'member', features = ['muc_passwordprotected'], typed = '' } = {}) {
  const gateway = new FakeGateway()
  gateway.models.use(mucModel)
  gateway.answer('xmpp.discover.info', () => ({
    ok: true,
    value: features.map((feature) => ({ kind: 'feature', var: feature })),
  }))
  gateway.answer('xmpp.muc.room.config.get', () => ({
    ok: true,
    value: { fields: [{ var: 'muc#roomconfig_roomsecret', type: 'text-private', value: 'of the settings' }] },
  }))
  const muc = gateway.models.use(mucCommands)
  gateway.event('xmpp.muc.roster', {
    room: ROOM,
    nick: 'doc',
    present: true,
    self: true,
    affiliation,
    role: 'participant',
    status: [110],
  })
  await muc.describe(ROOM)
  if (typed) muc.learnPassword(ROOM, typed)
  renderPage(<ShareDialog room={ROOM} onClose={() => {}} />, gateway)
  await act(async () => {})
  const asked = () => gateway.sent.filter(([name]) => name === 'xmpp.muc.room.config.get').length
  return { gateway, asked, user: userEvent.setup() }
}
const link = () => screen.getByLabelText<HTMLInputElement>('Link to the room').value
const choice = () => screen.getByRole('checkbox', { name: /Put the room's password/u })

afterEach(() => vi.unstubAllGlobals())

test('a link holds no password before somebody says so, and nobody looks for one', async () => {
  const { asked, user } = await open({ affiliation: 'owner', typed: 'gigawatt' })
  expect([link(), asked()]).toEqual([PLAIN, 0])
  await user.click(screen.getByRole('radio', { name: 'In another XMPP app' }))
  expect([link(), screen.queryByText(/can pass it on/u)]).toEqual([`xmpp:${ROOM}?join`, null])
})

test('an owner’s link has the password of the settings, whatever was typed earlier', async () => {
  const { user } = await open({ affiliation: 'owner', typed: 'an old one' })
  await user.click(choice())
  expect(link()).toBe(`${PLAIN}?password=of%20the%20settings`)
  expect(screen.getByText(/can enter, and can pass it on/u)).toBeTruthy()
  await user.click(choice())
  expect(link()).toBe(PLAIN)
})

test('anybody else’s has what they typed to enter, and the settings are left alone', async () => {
  const { user, asked } = await open({ typed: 'gigawatt' })
  await user.click(choice())
  expect([link(), asked()]).toEqual([`${PLAIN}?password=gigawatt`, 0])
})

test('where nobody knows it, it is asked for, and no link is shown without it', async () => {
  const { user } = await open()
  await user.click(choice())
  expect([link(), screen.queryByRole('img', { name: /^Code/u })]).toEqual(['', null])
  expect(screen.getByRole('button', { name: 'Copy link' }).getAttribute('aria-disabled')).toBe('true')
  await user.type(screen.getByLabelText(/^Room password/u), ' x ')
  expect(link()).toBe(`${PLAIN}?password=%20x%20`)
  expect(screen.getByRole('img', { name: /^Code/u })).toBeTruthy()
})

test('a room without a password offers none', async () => {
  await open({ features: ['muc_unsecured'] })
  expect(screen.queryByRole('checkbox')).toBeNull()
})

test('a link that no code can hold is still a link', async () => {
  await open({ typed: '🚗'.repeat(500) }).then(({ user }) => user.click(choice()))
  expect(screen.getByText(/too long for a code/u)).toBeTruthy()
  expect(link()).toContain('password=%F0%9F%9A%97')
})

test('without a clipboard the link is marked, to be copied by hand', async () => {
  const { user } = await open()
  vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: undefined } }))
  await user.click(screen.getByRole('button', { name: 'Copy link' }))
  expect(await screen.findByText(/copy it by hand/u)).toBeTruthy()
  const field = screen.getByLabelText<HTMLInputElement>('Link to the room')
  expect([document.activeElement, field.selectionEnd]).toEqual([field, PLAIN.length])
})

test('a device that can hand links on is asked to; taking that back is no failure', async () => {
  const share = vi.fn(async () => {})
  vi.stubGlobal('navigator', Object.create(navigator, { share: { value: share } }))
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'Send with…' }))
  expect(share).toHaveBeenLastCalledWith({ title: 'lab', url: PLAIN })
  await user.click(screen.getByRole('radio', { name: 'In another XMPP app' }))
  share.mockRejectedValueOnce(new DOMException('', 'AbortError'))
  await user.click(screen.getByRole('button', { name: 'Send with…' }))
  expect(share).toHaveBeenLastCalledWith({ title: 'lab', text: `xmpp:${ROOM}?join` })
  expect(screen.queryByText(/did not take it/u)).toBeNull()
  share.mockRejectedValueOnce(new DOMException('', 'NotAllowedError'))
  await user.click(screen.getByRole('button', { name: 'Send with…' }))
  expect(await screen.findByText(/did not take it/u)).toBeTruthy()
})
