import { screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { renderPage } from '../../app/testRender.tsx'
import { dismissToast, shownToasts } from '../../lib/toasts.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { bookmarksModel } from '../bookmarks/model.ts'
import { sessionCommands } from '../session/commands.ts'
import { bookmarkedModel } from './bookmarked.ts'
import { mucCommands } from './commands.ts'
import { RoomRow } from './components/RoomRow.tsx'
import { mucModel } from './model.ts'
import { comeIn, commandsSent, infoOf, joined, LAB, refuse } from './testRoom.ts'

const room = (name: string) => `${name}@rooms.hill.example`
let gateway: FakeGateway

function signIn(events: [string, unknown][] = []): void {
  gateway.event('xmpp.session.snapshot', {
    jid: { user: 'doc', domain: 'hill.example', resource: 'page' },
    events,
  })
}
const list = (...bookmarks: object[]) => gateway.event('xmpp.bookmarks.list', { supported: true, bookmarks })
const sent = (name: string) => commandsSent(gateway, name)

beforeEach(() => {
  location.hash = ''
  localStorage.clear()
  for (const { id } of shownToasts()) dismissToast(id)
  gateway = new FakeGateway()
  gateway.models.use(bookmarksModel)
  gateway.models.use(bookmarkedModel)
  gateway.answer('xmpp.discover.info', () => infoOf('The Lab'))
  gateway.answer('xmpp.muc.join', () => joined())
  gateway.answer('xmpp.bookmarks.autojoin', () => ({ ok: true, value: true }))
})

describe('entering at sign-in', () => {
  test('the bookmarks are asked for where the snapshot does not tell them', () => {
    signIn([['xmpp.bookmarks.list', { supported: true, bookmarks: [] }]])
    expect(sent('xmpp.bookmarks.get')).toEqual([])
    signIn()
    expect(sent('xmpp.bookmarks.get')).toHaveLength(1)
  })

  test('the rooms that are to be entered are entered with nick and password, and that is noted', async () => {
    signIn()
    list(
      { room: LAB, nick: 'Emmett', password: ' 88 mph ', autojoin: true },
      { room: room('cafe'), autojoin: false },
    )
    await waitFor(() => expect(sent('xmpp.bookmarks.autojoin')).toEqual([{}, { done: true }]))
    expect(sent('xmpp.muc.join')).toMatchObject([{ room: LAB, nick: 'Emmett', password: ' 88 mph ' }])
    expect(sent('xmpp.bookmarks.set')).toEqual([])
  })

  test('a session whose rooms were entered enters none again', async () => {
    gateway.answer('xmpp.bookmarks.autojoin', () => ({ ok: true, value: false }))
    signIn([['xmpp.bookmarks.list', { supported: true, bookmarks: [{ room: LAB, autojoin: true }] }]])
    await waitFor(() => expect(sent('xmpp.bookmarks.autojoin')).toHaveLength(1))
    expect(sent('xmpp.muc.join')).toEqual([])
  })

  test('fifty rooms come three at a time, the open one first, then those read last', async () => {
    localStorage.setItem(
      'read:doc@hill.example',
      JSON.stringify([
        [`room:${room('r7')}`, { at: 1000 }],
        [`room:${room('r9')}`, { at: 2000 }],
      ]),
    )
    location.hash = `#/room/${encodeURIComponent(room('r40'))}`
    let [under, most] = [0, 0]
    gateway.answer('xmpp.muc.join', async (data) => {
      most = Math.max(most, ++under)
      await new Promise((resolve) => setTimeout(resolve, 1))
      under--
      return { ok: true, value: { ...(data as object), self: {}, status: [110] } }
    })
    signIn()
    list(...Array.from({ length: 50 }, (_, index) => ({ room: room(`r${index}`), autojoin: true })))
    await waitFor(() => expect(sent('xmpp.bookmarks.autojoin')).toHaveLength(2))
    const order = sent('xmpp.muc.join').map((data) => (data as { room: string }).room)
    expect(order).toHaveLength(50)
    expect(order.slice(0, 4)).toEqual([room('r40'), room('r9'), room('r7'), room('r0')])
    expect(most).toBe(3)
  })

  test('a room is not tried without the password that it asks for, and its row says so', async () => {
    gateway.answer('xmpp.discover.info', () => infoOf('The Lab', 'muc_passwordprotected'))
    signIn()
    list({ room: LAB, autojoin: true })
    renderPage(<RoomRow room={LAB} isOpen={false} />, gateway)
    await screen.findByText('Needs its password')
    expect(sent('xmpp.muc.join')).toEqual([])
  })

  test.each([
    ['wrong-password', 'Its password was changed'],
    ['banned', 'You are banned'],
    ['creation-restricted', 'Could not be entered'],
  ])('refused as %s, the row stays and says why', async (reason, words) => {
    gateway.answer('xmpp.muc.join', () => refuse(reason))
    signIn()
    list({ room: LAB, password: 'old', autojoin: true })
    renderPage(<RoomRow room={LAB} isOpen={false} />, gateway)
    await screen.findByText(words)
    // The stored password goes only on success or on request.
    expect(sent('xmpp.bookmarks.set')).toEqual([])
    expect(sent('xmpp.bookmarks.autojoin').at(-1)).toEqual({ done: true })
  })

  test('what broke on the way is no refusal, and is tried again the next time', async () => {
    gateway.answer('xmpp.muc.join', () => refuse('not-connected'))
    signIn()
    list({ room: LAB, autojoin: true })
    await waitFor(() => expect(gateway.models.use(mucModel).awaited.has(LAB)).toBe(false))
    await waitFor(() => expect(sent('xmpp.muc.join')).toHaveLength(1))
    await waitFor(() => expect(gateway.models.use(mucModel).isUntried(LAB)).toBe(true))
    expect(sent('xmpp.bookmarks.autojoin')).toEqual([{}])
    gateway.answer('xmpp.muc.join', () => joined())
    list({ room: LAB, autojoin: true })
    await waitFor(() => expect(sent('xmpp.bookmarks.autojoin').at(-1)).toEqual({ done: true }))
  })

  test.each([
    [undefined, 'Needs its password'],
    ['old', 'Its password was changed'],
  ])('a refusal that another tab met shows here too (stored password: %s)', async (password, words) => {
    const bookmark = { room: LAB, ...(password ? { password } : {}), autojoin: false }
    const error = { type: 'auth', reason: 'wrong-password' }
    signIn([
      ['xmpp.bookmarks.list', { supported: true, bookmarks: [bookmark] }],
      ['xmpp.muc.error', { type: 'presence', room: LAB, error }],
    ])
    renderPage(<RoomRow room={LAB} isOpen={false} />, gateway)
    await screen.findByText(words)
  })

  test('a room that another device entered is entered here too', async () => {
    signIn([['xmpp.bookmarks.list', { supported: true, bookmarks: [] }]])
    gateway.event('xmpp.bookmarks.push', { room: LAB, nick: 'Emmett', autojoin: true })
    await waitFor(() => expect(sent('xmpp.muc.join')).toMatchObject([{ room: LAB, nick: 'Emmett' }]))
  })
})

describe('remembering', () => {
  beforeEach(() => gateway.answer('xmpp.bookmarks.autojoin', () => ({ ok: true, value: false })))

  const join = (password?: string, wanted?: 'none' | 'session' | 'always') =>
    gateway.models.use(mucCommands).join(LAB, 'doc', password, undefined, wanted)
  const known = (...bookmarks: object[]) => signIn([['xmpp.bookmarks.list', { supported: true, bookmarks }]])

  test('a room that was entered is there tomorrow; its password only where that was asked for', async () => {
    known()
    await join('88 mph')
    await waitFor(() =>
      expect(sent('xmpp.bookmarks.set')).toEqual([{ room: LAB, nick: 'doc', autojoin: true }]),
    )
    await join('88 mph', 'always')
    await waitFor(() => expect(sent('xmpp.bookmarks.set')[1]).toMatchObject({ password: '88 mph' }))
  })

  test('one’s own name for a room is kept; a stored password is replaced by the one that let one in', async () => {
    known({ room: LAB, name: 'Mine', password: 'old', autojoin: true })
    await join('new')
    await waitFor(() => expect(sent('xmpp.bookmarks.set')).toMatchObject([{ name: 'Mine', password: 'new' }]))
    await join('new', 'session')
    await waitFor(() => expect(sent('xmpp.bookmarks.set')[1]).toMatchObject({ name: 'Mine' }))
    expect(JSON.stringify(sent('xmpp.bookmarks.set')[1])).not.toContain('old')
  })

  test('what nobody is to keep, the gateway does not keep either', async () => {
    known()
    await join('88 mph', 'none')
    expect(sent('xmpp.muc.join')).toMatchObject([{ remember: false }])
    expect(gateway.models.use(mucCommands).passwordOf(LAB)).toBeUndefined()
  })

  test('a guest enters, and nothing is written', async () => {
    signIn([['xmpp.bookmarks.list', { supported: false, bookmarks: [] }]])
    await join()
    await waitFor(() => expect(sent('xmpp.muc.join')).toHaveLength(1))
    expect(sent('xmpp.bookmarks.set')).toEqual([])
  })

  test('leaving forgets the room, and undoing that brings it back as it was', async () => {
    const bookmark = { room: LAB, nick: 'Emmett', autojoin: true }
    known(bookmark)
    comeIn(gateway, { nick: 'Emmett' })
    await gateway.models.use(mucCommands).leave(LAB)
    await waitFor(() => expect(sent('xmpp.bookmarks.remove')).toEqual([{ room: LAB }]))
    await waitFor(() => expect(shownToasts()[0]?.action?.label).toBe('Undo'))
    shownToasts()[0]?.action?.perform()
    await waitFor(() => expect(sent('xmpp.bookmarks.set')).toEqual([bookmark]))
    expect(sent('xmpp.muc.join')).toMatchObject([{ nick: 'Emmett' }])
  })

  test('who leaves before what they entered is written down is not remembered', async () => {
    known()
    let write = () => {}
    gateway.answer('xmpp.bookmarks.set', async (bookmark) => {
      await new Promise<void>((resolve) => {
        write = resolve
      })
      gateway.event('xmpp.bookmarks.push', bookmark)
      return { ok: true, value: true }
    })
    await join()
    comeIn(gateway)
    await waitFor(() => expect(sent('xmpp.bookmarks.set')).toHaveLength(1))
    await gateway.models.use(mucCommands).leave(LAB)
    // What remembers has heard of it by then.
    await gateway.models.use(bookmarkedModel).remembering()
    expect(sent('xmpp.bookmarks.remove')).toEqual([])
    write()
    await waitFor(() => expect(sent('xmpp.bookmarks.remove')).toEqual([{ room: LAB }]))
    // Nor is it entered again by being told of what was written.
    await gateway.models.use(bookmarkedModel).remembering()
    expect(sent('xmpp.muc.join')).toHaveLength(1)
  })

  test('signing out lets through what is being written down', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response())
    let write = () => {}
    known()
    gateway.answer('xmpp.bookmarks.set', async () => {
      await new Promise<void>((resolve) => {
        write = resolve
      })
      return { ok: true, value: true }
    })
    await join()
    const over = gateway.models.use(sessionCommands).signOut()
    await waitFor(() => expect(sent('xmpp.bookmarks.set')).toHaveLength(1))
    expect(fetched).not.toHaveBeenCalled()
    write()
    await over
    expect(fetched).toHaveBeenCalledWith('/session', { method: 'DELETE' })
    fetched.mockRestore()
  })

  test('what was put in by hand is not thrown away by leaving', async () => {
    known({ room: LAB, password: '88 mph', autojoin: true })
    comeIn(gateway)
    await gateway.models.use(mucCommands).leave(LAB)
    await waitFor(() =>
      expect(sent('xmpp.bookmarks.set')).toEqual([{ room: LAB, password: '88 mph', autojoin: false }]),
    )
    expect(sent('xmpp.bookmarks.remove')).toEqual([])
  })

  test('a remembered room one is not in is a click away, and can be forgotten in its menu', async () => {
    known({ room: LAB, name: 'Mine', nick: 'Emmett', autojoin: false })
    renderPage(<RoomRow room={LAB} isOpen={false} />, gateway)
    const row = screen.getByRole('link', { name: /Mine/ })
    expect(row.dataset.state).toBe('outside')
    await userEvent.pointer({ target: row, keys: '[MouseRight]' })
    await userEvent.click(screen.getByRole('menuitem', { name: 'Forget room' }))
    await waitFor(() => expect(sent('xmpp.bookmarks.remove')).toEqual([{ room: LAB }]))
    await userEvent.click(row)
    await waitFor(() => expect(sent('xmpp.muc.join')).toMatchObject([{ room: LAB, nick: 'Emmett' }]))
  })
})
