import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import type { Result } from '../../../transport/request.ts'
import { roomConfigSlots } from '../../roomConfig/slots.tsx'
import { sessionModel } from '../../session/model.ts'
import { ServicesPage } from './ServicesPage.tsx'

const identity = (category: string, type: string, name?: string) => ({
  kind: 'identity',
  category,
  type,
  name,
})
const feature = (name: string) => ({ kind: 'feature', var: name })
const refuse = (condition: string): Result<unknown> => ({ ok: false, error: { type: 'cancel', condition } })
const ok = (value: unknown, rsm?: object): Result<unknown> => ({ ok: true, value, ...(rsm ? { rsm } : {}) })

const INFOS: Record<string, unknown[]> = {
  'hill.example': [identity('server', 'im', 'Hill Valley'), feature('urn:xmpp:mam:2'), feature('urn:odd')],
  'rooms.hill.example': [identity('conference', 'text'), feature('http://jabber.org/protocol/muc')],
  'gate.hill.example': [identity('gateway', 'irc'), feature('jabber:iq:register')],
}

beforeEach(() => {
  location.hash = '#/services'
})

function open(jid?: string, node?: string) {
  const gateway = new FakeGateway()
  gateway.models.use(sessionModel)
  gateway.event('xmpp.session.snapshot', { jid: { user: 'doc', domain: 'hill.example' }, events: [] })
  gateway.answer('xmpp.discover.info', (data) => {
    const { of } = data as { of: string }
    return INFOS[of] ? ok(INFOS[of]) : refuse('remote-server-timeout')
  })
  gateway.answer('xmpp.discover.items', (data) => {
    const { of } = data as { of: string }
    if (of !== 'hill.example') return ok([])
    const items = [...Object.keys(INFOS).slice(1), 'dead.hill.example'].map((each) => ({ jid: each }))
    return ok(items)
  })
  gateway.answer('xmpp.version.get', () => ok({ name: 'Prosody', version: '13' }))
  const page = (props: { jid?: string; node?: string }) => (
    <div style={{ overflowY: 'auto' }}>
      <ServicesPage {...props} />
    </div>
  )
  const view = renderPage(
    page({ ...(jid ? { jid } : {}), ...(node ? { node } : {}) }),
    gateway,
    roomConfigSlots,
  )
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return { ...view, gateway, sent, page, user: userEvent.setup() }
}

test('it begins at one’s own server: what it is and can do in plain words, and what belongs to it', async () => {
  open()
  expect(await screen.findByRole('heading', { level: 2, name: 'Hill Valley' })).toBeTruthy()
  expect(screen.getByText('Chat server')).toBeTruthy()
  expect(screen.getByText('Message history').closest('li')?.textContent).toContain('XEP-0313')
  expect(screen.getByText('1 more, by its technical name')).toBeTruthy()
  const rooms = await screen.findByRole('link', { name: /rooms\.hill\.example.*Chat rooms/u })
  expect(rooms.getAttribute('href')).toBe('#/services/rooms.hill.example')
})

test('one that does not answer says so in its row, and the others stand beside it', async () => {
  open()
  expect(await screen.findByText('It does not answer.')).toBeTruthy()
  expect(await screen.findByText(/Bridge to another network \(irc\)/u)).toBeTruthy()
})

test('a place where nothing is connected is no trouble, and says so', async () => {
  const { gateway, user } = open('vacant.hill.example')
  expect(await screen.findByText('It does not answer.')).toBeTruthy()
  gateway.answer('xmpp.discover.info', () => ({
    ok: false,
    error: {
      type: 'wait',
      condition: 'remote-server-timeout',
      description: 'Component unavailable',
      application: { condition: 'not-connected', xmlns: 'xmpp:prosody.im/protocol/component' },
    },
  }))
  await user.click(screen.getAllByRole('button', { name: 'Ask again' }).at(-1) as HTMLElement)
  expect(await screen.findByText('Nothing is connected here now.')).toBeTruthy()
  expect(screen.queryByText(/Component unavailable|does not answer/u)).toBeNull()
})

test('what a service is leads on: its rooms, and the way back to the server', async () => {
  const { user } = open('rooms.hill.example')
  await user.click(await screen.findByRole('button', { name: 'See its rooms' }))
  expect(location.hash).toBe('#/join/rooms.hill.example')
  const way = screen.getByRole('navigation', { name: 'Where you are' })
  expect(way.textContent).toBe('hill.examplerooms.hill.example')
  await user.click(screen.getByRole('button', { name: 'Back' }))
  expect(location.hash).toBe('#/services/hill.example')
})

test('any address can be looked at; what is none says so', async () => {
  const { user } = open()
  const field = screen.getByRole('textbox', { name: 'Address to look at' })
  await user.type(field, 'a b{Enter}')
  expect(field.getAttribute('aria-invalid')).toBe('true')
  expect(location.hash).toBe('#/services')
  await user.clear(field)
  await user.type(field, 'Elsewhere.example{Enter}')
  expect(location.hash).toBe('#/services/elsewhere.example')
})

test('an address that answers nothing says why, and can be asked again', async () => {
  const { gateway, user } = open('elsewhere.example')
  expect(await screen.findByText('Nothing can be shown here')).toBeTruthy()
  expect(screen.getByText('It does not answer.')).toBeTruthy()
  gateway.answer('xmpp.discover.info', () => ok([identity('server', 'im', 'Elsewhere')]))
  await user.click(screen.getAllByRole('button', { name: 'Ask again' }).at(-1) as HTMLElement)
  expect(await screen.findByRole('heading', { level: 2, name: 'Elsewhere' })).toBeTruthy()
})

test('a long list comes in parts', async () => {
  const { gateway, user, sent } = open('gate.hill.example')
  gateway.answer('xmpp.discover.items', (data) => {
    const { rsm } = data as { rsm: { after?: string } }
    return rsm.after === undefined
      ? ok([{ jid: 'a@gate.hill.example' }], { last: 'a', count: 2 })
      : ok([{ jid: 'b@gate.hill.example' }], { last: 'b', count: 2 })
  })
  await user.click((await screen.findAllByRole('button', { name: 'Ask again' }))[0] as HTMLElement)
  expect(await screen.findByText('1 of 2 entries')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('2 entries')).toBeTruthy()
  expect(sent('xmpp.discover.items').at(-1)).toEqual({
    of: 'gate.hill.example',
    rsm: { max: 50, after: 'a' },
  })
})

test('going back asks nothing again', async () => {
  const { rerender, page, sent } = open()
  await screen.findByText(/Bridge to another network/u)
  rerender(page({ jid: 'rooms.hill.example' }))
  await screen.findByRole('button', { name: 'See its rooms' })
  const before = sent('xmpp.discover.info').length
  rerender(page({}))
  expect(screen.getByRole('heading', { level: 2, name: 'Hill Valley' })).toBeTruthy()
  await act(async () => {})
  // The one that did not answer is not asked behind the person's back either.
  expect(sent('xmpp.discover.info').length).toBe(before)
})

test('one registers with a bridge by its own form; our own, where it has none', async () => {
  const { gateway, user, sent } = open('gate.hill.example')
  gateway.answer('xmpp.register.get', () =>
    ok({ username: 'doc', password: true, instructions: 'Your IRC nick' }),
  )
  gateway.answer('xmpp.register.set', () => ok({ registered: true }))
  await user.click(await screen.findByRole('button', { name: 'Register' }))
  const nick = await screen.findByLabelText<HTMLInputElement>('Name')
  expect(nick.value).toBe('doc')
  expect(screen.getByText('Your IRC nick')).toBeTruthy()
  await user.type(screen.getByLabelText('Password'), 'outatime')
  await user.click(screen.getAllByRole('button', { name: 'Register' }).at(-1) as HTMLElement)
  await waitFor(() =>
    expect(sent('xmpp.register.set')).toEqual([
      { to: 'gate.hill.example', username: 'doc', password: 'outatime' },
    ]),
  )
  expect(await screen.findByText('You are registered with gate.hill.example now.')).toBeTruthy()
})
