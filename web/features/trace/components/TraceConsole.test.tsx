import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import type { TraceEntry } from '#protocol/trace.ts'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { sessionModel } from '../../session/model.ts'
import { TraceConsole } from './TraceConsole.tsx'

let gateway: FakeGateway
let n = 0

const entry = (group: number, more: Partial<TraceEntry>): TraceEntry => ({
  n: ++n,
  group,
  at: 1_792_567_680_000,
  kind: 'event',
  direction: 'in',
  name: 'xmpp.chat.message',
  ...more,
})
const tell = (...entries: TraceEntry[]) => gateway.event('xmpp.trace.entry', { entries, dropped: 0 })
const stanza = (group: number, xml: string, direction: 'in' | 'out' = 'in') =>
  entry(group, { kind: 'stanza', name: 'message', xml, direction, peer: 'doc@hill.example' })

beforeEach(() => {
  n = 0
  gateway = new FakeGateway()
  gateway.models.use(sessionModel).link.set({ state: 'open' })
})

async function watching() {
  const user = userEvent.setup()
  renderPage(<TraceConsole />, gateway)
  await user.click(screen.getByRole('button', { name: 'Watch' }))
  await screen.findByRole('button', { name: 'Stop watching' })
  return user
}
const choose = async (user: ReturnType<typeof userEvent.setup>, row: string, item: string) => {
  await user.click(
    within(await screen.findByRole('article', { name: row })).getByRole('button', {
      name: /^What you can do/u,
    }),
  )
  await user.click(await screen.findByRole('menuitem', { name: new RegExp(`^${item}`, 'u') }))
}

test('nothing is watched until somebody wants it; then JSON stands beside XML', async () => {
  await watching()
  expect(gateway.sent).toContainEqual(['xmpp.trace.start', {}])
  tell(
    stanza(1, "<message from='doc@hill.example'><body>Hi</body></message>"),
    entry(1, { data: { content: 'Hi' } }),
  )
  const row = await screen.findByRole('article', { name: 'xmpp.chat.message' })
  expect(row.textContent).toContain('"content": "Hi"')
  expect(row.textContent).toContain('<body>Hi</body>')
  expect(within(row).getByRole('img', { name: 'From the server' })).toBeDefined()
})

test('markup of strangers is letters, and never elements', async () => {
  await watching()
  const evil = '<img src=x onerror=alert(1)>'
  tell(stanza(1, `<message><body>${evil}</body></message>`), entry(1, { data: { content: evil } }))
  const row = await screen.findByRole('article')
  expect(row.querySelector('img')).toBeNull()
  expect(row.textContent).toContain(evil)
})

test('a gateway that lets nobody watch says so', async () => {
  gateway.answer('xmpp.trace.start', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'not-allowed', reason: 'not-allowed' },
  }))
  renderPage(<TraceConsole />, gateway)
  await userEvent.click(screen.getByRole('button', { name: 'Watch' }))
  expect((await screen.findByRole('alert')).textContent).toContain('HOVERBOARD_TRACE=on')
  expect(screen.getByRole('button', { name: 'Watch' })).toBeDefined()
})

test('what is shown is narrowed by text and direction, and shown again', async () => {
  const user = await watching()
  tell(entry(1, { data: { content: 'Great Scott' } }))
  tell(entry(2, { kind: 'command', direction: 'out', name: 'xmpp.ping', data: {} }))
  await user.type(screen.getByRole('searchbox', { name: 'Find in JSON and XML' }), 'scott')
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Direction' }), 'out')
  await screen.findByText('Nothing fits')
  await user.click(screen.getByRole('button', { name: 'Show all' }))
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2))
})

test('a command is sent again as it was; what was hidden in it must be written first', async () => {
  const user = await watching()
  const out = { kind: 'command', direction: 'out' } as const
  tell(entry(1, { ...out, name: 'xmpp.ping', data: { to: 'hill.example' } }))
  tell(entry(2, { ...out, name: 'xmpp.muc.join', data: { room: 'r@e', nick: 'Doc', password: '•••' } }))
  await choose(user, 'xmpp.ping', 'Send again')
  expect(gateway.sent).toContainEqual(['xmpp.ping', { to: 'hill.example' }])
  await choose(user, 'xmpp.muc.join', 'Send again')
  expect(gateway.sent.some(([name]) => name === 'xmpp.muc.join')).toBe(false)
  await user.keyboard('{Escape}')
  await choose(user, 'xmpp.muc.join', 'Edit and send')
  const editor = await screen.findByRole('form', { name: 'Write a command' })
  expect(
    (await within(editor).findByText(/A secret was hidden here/u)).closest('button')?.textContent,
  ).toContain('password')
})

test('a command is written: its keys offered, its faults told at the key, its acknowledgement shown', async () => {
  const answer = vi.fn(() => ({ ok: true as const, value: { id: 'x' } }))
  gateway.answer('xmpp.chat.message', answer)
  const user = userEvent.setup()
  renderPage(<TraceConsole />, gateway)
  await user.click(screen.getByRole('button', { name: 'Write a command' }))
  const editor = screen.getByRole('form', { name: 'Write a command' })
  await user.type(within(editor).getByRole('combobox', { name: 'Command' }), 'xmpp.chat.message')
  const payload = within(editor).getByRole<HTMLTextAreaElement>('textbox', { name: 'Payload, in JSON' })
  await waitFor(() => expect(JSON.parse(payload.value)).toHaveProperty('to'))
  await user.clear(payload)
  await user.click(payload)
  await user.paste('{ "to": 7, "content": "Hi" }')
  const fault = await within(editor).findByRole('button', { name: /to .*line 1/u })
  await user.click(within(editor).getByRole('button', { name: 'Send' }))
  expect(answer).not.toHaveBeenCalled()
  await user.click(fault)
  expect(payload.value.slice(payload.selectionStart, payload.selectionEnd)).toBe('"to"')
  await user.clear(payload)
  await user.click(payload)
  await user.paste('{ "to": "doc@hill.example", "content": "Hi" }')
  await user.click(within(editor).getByRole('button', { name: 'Send' }))
  await within(editor).findByText('xmpp.chat.message was accepted.')
  expect(answer).toHaveBeenCalledWith({ to: 'doc@hill.example', content: 'Hi' })
})
