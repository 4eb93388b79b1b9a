import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { mucCommands } from '../commands.ts'
import { mucModel } from '../model.ts'
import { commandsSent, infoOf, joined, LAB, refuse, signIn } from '../testRoom.ts'
import { EntryPage } from './EntryPage.tsx'

beforeEach(() => localStorage.clear())

async function open(gateway = new FakeGateway()) {
  gateway.models.use(sessionModel)
  signIn(gateway)
  const entered = vi.fn()
  renderPage(<EntryPage room={LAB} onEntered={entered} />, gateway)
  await act(async () => {})
  return { gateway, entered, user: userEvent.setup() }
}

const prepare = (...features: string[]) => {
  const gateway = new FakeGateway()
  gateway.answer('xmpp.discover.info', () => infoOf('The lab', ...features))
  gateway.answer('xmpp.muc.room.nick', () => refuse('not-found'))
  gateway.answer('xmpp.discover.items', () => ({ ok: true, value: [{ jid: `${LAB}/doc` }] }))
  return gateway
}
const nick = () => screen.getByLabelText<HTMLInputElement>('Nick')
const password = () => screen.getByLabelText<HTMLInputElement>('Room password')
const join = () => screen.getByRole('button', { name: 'Join room' })
const focused = (what: () => Element) => waitFor(() => expect(document.activeElement).toBe(what()))

test('password, membership and nick are put right one after the other in one form, and nothing typed is lost', async () => {
  const gateway = prepare('muc_passwordprotected')
  const { user, entered } = await open(gateway)
  gateway.answer('xmpp.muc.join', () => refuse('wrong-password'))
  await user.type(password(), 'plutonium')
  await user.click(join())
  await focused(password)
  gateway.answer('xmpp.muc.join', () => refuse('members-only', { description: 'Ask Lorraine' }))
  await user.clear(password())
  await user.type(password(), 'lightning{Enter}')
  const ask = await screen.findByRole('button', { name: 'Ask for membership' })
  await focused(() => ask)
  expect(screen.getByText(/Ask Lorraine/u).closest('[role=alert]')).not.toBeNull()
  expect(password().getAttribute('aria-invalid')).toBeNull()
  await user.click(ask)
  expect(gateway.models.use(mucModel).dialog.get()).toEqual({ what: 'membership', room: LAB })
  gateway.answer('xmpp.muc.join', () => refuse('nick-conflict'))
  await user.click(join())
  await focused(nick)
  expect(nick().value).toBe('doc')
  expect(password().value).toBe('lightning')
  gateway.answer('xmpp.muc.join', () => joined('doc 2'))
  await user.click(await screen.findByRole('button', { name: 'Use “doc 2”' }))
  await waitFor(() => expect(entered).toHaveBeenCalled())
  expect(commandsSent(gateway, 'xmpp.muc.join').at(-1)).toMatchObject({
    nick: 'doc 2',
    password: 'lightning',
  })
})

test('a nick that is kept for somebody who is not there is said to be kept', async () => {
  const gateway = prepare()
  gateway.answer('xmpp.discover.items', () => ({ ok: true, value: [{ jid: `${LAB}/Biff` }] }))
  gateway.answer('xmpp.muc.join', () => refuse('nick-conflict'))
  const { user } = await open(gateway)
  await user.click(join())
  expect(await screen.findByText(/kept for somebody else/u)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Use “doc 2”' })).toBeTruthy()
})

test('a room that keeps a nick for us has it in the form; another one typed meanwhile stays', async () => {
  const gateway = prepare()
  gateway.answer('xmpp.muc.room.nick', () => ({ ok: true, value: { nick: 'Emmett' } }))
  const { user } = await open(gateway)
  expect(nick().value).toBe('Emmett')
  expect(screen.getByText('The room keeps this nick for you.')).toBeTruthy()
  await user.type(nick(), ' Brown')
  expect(nick().value).toBe('Emmett Brown')
  expect(screen.queryByText('The room keeps this nick for you.')).toBeNull()
})

test('a room that insists on the kept nick says which, and offers it', async () => {
  const gateway = prepare()
  const { user, entered } = await open(gateway)
  gateway.answer('xmpp.muc.room.nick', () => ({ ok: true, value: { nick: 'Emmett' } }))
  gateway.answer('xmpp.muc.join', () => refuse('nick-locked'))
  await user.click(join())
  expect(await screen.findByText(/keeps the nick “Emmett” for you/u)).toBeTruthy()
  gateway.answer('xmpp.muc.join', () => joined('Emmett'))
  await user.click(screen.getByRole('button', { name: 'Use “Emmett”' }))
  await waitFor(() => expect(entered).toHaveBeenCalled())
  expect(commandsSent(gateway, 'xmpp.muc.join').at(-1)).toMatchObject({ nick: 'Emmett' })
})

test('a room that is there but not open yet is told from one that does not exist', async () => {
  const gateway = prepare()
  gateway.answer('xmpp.muc.join', () => refuse('not-found', { condition: 'item-not-found' }))
  const { user } = await open(gateway)
  await user.click(join())
  expect(await screen.findByText(/owner has not opened it yet/u)).toBeTruthy()
})

test('who is about to show an address is warned, and told which', async () => {
  await open(prepare('muc_nonanonymous'))
  expect(await screen.findByText('Everybody in this room sees your address: doc@hill.example')).toBeTruthy()
})

test('what was told of the password on the way here stands in the form', async () => {
  const gateway = prepare('muc_passwordprotected')
  gateway.models.use(mucCommands).learnPassword(LAB, ' 1.21 ')
  await open(gateway)
  expect(password().value).toBe(' 1.21 ')
})

test('a password is any text: pasted, in any script, and shown when asked', async () => {
  const gateway = prepare('muc_passwordprotected')
  gateway.answer('xmpp.muc.join', () => joined())
  const { user } = await open(gateway)
  const secret = ' пароль 🔑 كلمة​ '
  password().focus()
  await user.paste(secret)
  expect(password().type).toBe('password')
  await user.click(screen.getByRole('button', { name: 'Show password' }))
  expect(password().type).toBe('text')
  await user.click(join())
  await waitFor(() => expect(commandsSent(gateway, 'xmpp.muc.join')).toMatchObject([{ password: secret }]))
})
