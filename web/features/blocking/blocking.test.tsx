import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../app/testRender.tsx'
import { chatWith, privately } from '../../lib/conversation.ts'
import { dismissToast, shownToasts } from '../../lib/toasts.ts'
import { FakeGateway } from '../../transport/fake.ts'
import type { Result } from '../../transport/request.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { BlockButton } from './components/BlockButton.tsx'
import { BlockedNotice } from './components/BlockedNotice.tsx'
import { BlockedPage } from './components/BlockedPage.tsx'
import { BlockRoot } from './components/BlockRoot.tsx'
import { BlockTool } from './components/BlockTool.tsx'
import { blockingModel } from './model.ts'
import { blockingSlash } from './slash.ts'
import { blockingWatch } from './watch.ts'

const BIFF = 'biff@hill.example'
const refuse = (condition: string): Result<unknown> => ({ ok: false, error: { type: 'cancel', condition } })

beforeEach(() => {
  for (const { id } of shownToasts()) dismissToast(id)
})

/** A server that keeps the list, and tells every change as it should. */
async function begin(blocked: readonly string[] = []) {
  const gateway = new FakeGateway()
  const list = new Set(blocked)
  const session = gateway.models.use(sessionModel)
  const presence = gateway.models.use(presenceModel)
  const roster = gateway.models.use(rosterModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  session.link.set({ state: 'open' })
  gateway.answer('xmpp.blocking.get', () => ({ ok: true, value: [...list] }))
  const change = (action: 'block' | 'unblock') => (data: unknown) => {
    const { jids = [], all } = data as { jids?: string[]; all?: true }
    for (const jid of jids) action === 'block' ? list.add(jid) : list.delete(jid)
    act(() => gateway.event('xmpp.blocking.push', { action, jids, ...(all ? { all } : {}) }))
    return { ok: true, value: true } as const
  }
  gateway.answer('xmpp.blocking.block', change('block'))
  gateway.answer('xmpp.blocking.unblock', change('unblock'))
  gateway.models.use(blockingWatch)
  const model = gateway.models.use(blockingModel)
  await waitFor(() => expect(model.known.get()).toBe('yes'))
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { gateway, list, model, presence, roster, sent, user: userEvent.setup() }
}

test('what blocking means is said before, and undone after', async () => {
  const { gateway, user, sent, model } = await begin()
  renderPage(
    <>
      <BlockButton jid={BIFF} />
      <BlockRoot />
    </>,
    gateway,
  )
  await user.click(screen.getByRole('button', { name: `Block ${BIFF}` }))
  expect(await screen.findByText(/cannot write to you any more.*They are not told/u)).toBeTruthy()
  expect(sent('xmpp.blocking.block')).toEqual([])
  await user.click(screen.getByRole('button', { name: 'Block', hidden: true }))
  await waitFor(() => expect(model.rows.get(BIFF)).toBe(true))
  expect(screen.queryByRole('button', { name: `Block ${BIFF}` })).toBeNull()
  await waitFor(() => expect(shownToasts().map(({ text }) => text)).toEqual([`${BIFF} is blocked.`]))
  act(() => shownToasts()[0]?.action?.perform())
  await waitFor(() => expect(model.rows.size).toBe(0))
  expect(sent('xmpp.blocking.unblock')).toEqual([{ jids: [BIFF] }])
})

test('a refusal stays in the question', async () => {
  const { gateway, user, model } = await begin()
  gateway.answer('xmpp.blocking.block', () => refuse('resource-constraint'))
  renderPage(<BlockRoot />, gateway)
  act(() => model.ask({ jid: BIFF, name: 'Biff' }))
  await user.click(await screen.findByRole('button', { name: 'Block', hidden: true }))
  expect(await screen.findByText('The server has no room for that now.')).toBeTruthy()
})

test('a server is blocked with everybody in it, and a nick alone', async () => {
  const { gateway, user } = await begin(['spam.example', 'lab@rooms.hill.example/Biff'])
  renderPage(
    <>
      <BlockedNotice conversation={chatWith('griff@spam.example')} />
      <BlockedNotice conversation={privately('lab@rooms.hill.example', 'Biff')} />
      <BlockedNotice conversation={privately('lab@rooms.hill.example', 'Marty')} />
    </>,
    gateway,
  )
  expect(await screen.findByText(/You blocked all of spam\.example/u)).toBeTruthy()
  expect(await screen.findByText(/You blocked Biff/u)).toBeTruthy()
  await user.click(screen.getAllByRole('button', { name: 'Unblock' })[0] as HTMLElement)
  await waitFor(() => expect(screen.queryByText(/spam\.example/u)).toBeNull())
  expect(screen.getAllByRole('button', { name: 'Unblock' })).toHaveLength(1)
})

test('what another device changes is followed, on the page too', async () => {
  const { gateway, list } = await begin([BIFF])
  renderPage(<BlockedPage />, gateway)
  expect(await screen.findByText('1 blocked address')).toBeTruthy()
  act(() => gateway.event('xmpp.blocking.push', { action: 'block', jids: ['griff@hill.example'] }))
  expect(screen.getByText('2 blocked addresses')).toBeTruthy()
  act(() => gateway.event('xmpp.blocking.push', { action: 'unblock', jids: [], all: true }))
  expect(screen.getByText('Nobody is blocked')).toBeTruthy()
  // A session that began anew asks again, and what went meanwhile is gone.
  list.clear()
  list.add('spam.example')
  await act(async () =>
    gateway.event('xmpp.connection', {
      status: 'online',
      jid: { user: 'doc', domain: 'hill.example', resource: 'x' },
    }),
  )
  expect(await screen.findByText('Everybody there')).toBeTruthy()
  expect(screen.queryByText(BIFF)).toBeNull()
})

test('an address is blocked by hand, but not one’s own, and not twice', async () => {
  const { gateway, user, model } = await begin([BIFF])
  renderPage(
    <>
      <BlockedPage />
      <BlockRoot />
    </>,
    gateway,
  )
  const field = await screen.findByLabelText('Block an address')
  for (const [typed, words] of [
    ['no address', /not a valid address/u],
    ['Doc@hill.example', /your own address/u],
    ['hill.example', /your own address/u],
    [BIFF, /blocked already/u],
  ] as const) {
    await user.clear(field)
    await user.type(field, `${typed}{Enter}`)
    expect(await screen.findByText(words)).toBeTruthy()
  }
  await user.clear(field)
  await user.type(field, 'spam.example{Enter}')
  expect(await screen.findByText(/Nobody at spam\.example can write/u)).toBeTruthy()
  const question = within(screen.getByRole('alertdialog', { hidden: true }))
  await user.click(question.getByRole('button', { name: 'Block', hidden: true }))
  await waitFor(() => expect(model.rows.has('spam.example')).toBe(true))
})

test('a request of somebody who is blocked waits for nobody', async () => {
  const { gateway, presence } = await begin()
  gateway.event('xmpp.presence.subscribe', { from: { user: 'biff', domain: 'hill.example' } })
  expect(presence.requests.size).toBe(1)
  gateway.event('xmpp.blocking.push', { action: 'block', jids: [BIFF] })
  expect(presence.requests.size).toBe(0)
  gateway.event('xmpp.presence.subscribe', { from: { user: 'biff', domain: 'hill.example' } })
  expect(presence.requests.size).toBe(0)
})

test('the menu of a person blocks and lets through; a server without a list says so', async () => {
  const { gateway, roster, model } = await begin(['spam.example'])
  const item = (jid: string) => [...roster.personActions].flatMap((itemsFor) => itemsFor(jid))[0]
  expect(item('doc@hill.example')).toBeUndefined()
  expect(item(BIFF)).toMatchObject({ label: 'Block', tone: 'danger' })
  expect(item('x@spam.example')).toMatchObject({ label: 'Unblock', hint: 'Blocked with all of spam.example' })
  gateway.answer('xmpp.blocking.get', () => refuse('service-unavailable'))
  await gateway.models.use(blockingWatch).load()
  expect(model.known.get()).toBe('unsupported')
  expect(item(BIFF)).toMatchObject({ disabled: 'This server cannot block anybody.' })
})

test('by a line: whom one talks with, or whoever is named', async () => {
  const { gateway, model, sent } = await begin()
  const { commands = [] } = gateway.models.use(blockingSlash)
  const run = (name: string, rest: string, target: Parameters<(typeof commands)[0]['run']>[1]) =>
    commands.find((each) => each.name === name)?.run(rest, target)
  const chat = { kind: 'chat', jid: BIFF } as const
  expect(await run('block', '', chat)).toEqual({ is: 'done' })
  expect(model.question.get()).toEqual({ jid: BIFF, name: BIFF })
  await run('block', '', { kind: 'private', room: 'lab@rooms.hill.example', nick: 'Biff' })
  expect(model.question.get()?.jid).toBe('lab@rooms.hill.example/Biff')
  expect(await run('block', '', { kind: 'room', room: 'lab@rooms.hill.example' })).toMatchObject({
    is: 'refused',
  })
  expect(await run('unblock', '', chat)).toMatchObject({ is: 'refused' })
  gateway.event('xmpp.blocking.push', { action: 'block', jids: [BIFF] })
  expect(await run('unblock', BIFF, chat)).toEqual({ is: 'done' })
  expect(sent('xmpp.blocking.unblock')).toEqual([{ jids: [BIFF] }])
})

test('in private, whoever is there is blocked by their address, and let through again in the same place', async () => {
  const { gateway, user, model } = await begin()
  renderPage(<BlockTool jid={BIFF} name="Biff" />, gateway)
  await user.click(screen.getByRole('button', { name: 'Block Biff' }))
  expect(model.question.get()).toEqual({ jid: BIFF, name: 'Biff' })
  act(() => gateway.event('xmpp.blocking.push', { action: 'block', jids: [BIFF] }))
  await user.click(screen.getByRole('button', { name: 'Unblock Biff' }))
  await waitFor(() => expect(model.rows.size).toBe(0))
})

test('of who is blocked nobody sees any more whether they are there; let through, they are again', async () => {
  const { gateway, presence, model } = await begin(['hill.test'])
  const person = (user: string, domain: string) => ({ user, domain, resource: 'car' })
  const there = (jid: string) => presence.of(jid).availability
  gateway.event('xmpp.presence', { from: person('biff', 'hill.example') })
  gateway.event('xmpp.presence', { from: person('george', 'hill.test') })
  expect([there(BIFF), there('george@hill.test')]).toEqual(['online', 'offline'])
  act(() => gateway.event('xmpp.blocking.push', { action: 'block', jids: [BIFF] }))
  expect(there(BIFF)).toBe('offline')
  gateway.event('xmpp.presence', { from: person('biff', 'hill.example'), show: 'dnd' })
  expect(there(BIFF)).toBe('offline')
  act(() => gateway.event('xmpp.blocking.push', { action: 'unblock', jids: [], all: true }))
  expect(model.rows.size).toBe(0)
  expect([there(BIFF), there('george@hill.test')]).toEqual(['dnd', 'online'])
})
