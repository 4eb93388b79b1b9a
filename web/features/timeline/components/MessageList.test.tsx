import { act, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { lab, settled, talk, withDoc } from '../testTalk.ts'
import { MessageList } from './MessageList.tsx'

function open(conversation = withDoc, prepare: (page: ReturnType<typeof talk>) => void = () => {}) {
  const page = talk()
  page.timeline.of(conversation).older.set('none')
  prepare(page)
  const list = (dividerKey?: string) => (
    <MessageList conversation={conversation} dividerKey={dividerKey} selfName="Marty" />
  )
  return { ...page, ...renderPage(list(), page.gateway), list }
}
const messages = () => screen.getAllByRole('article').map(({ textContent }) => textContent ?? '')
const message = (text: string) => screen.getByText(text).closest('article') ?? document.body

test('an empty conversation says what belongs here', () => {
  open()
  expect(screen.getByText('Nothing said yet')).toBeDefined()
})

test('a name stands at the head of a group, and each row names its author for who does not see it', () => {
  open(lab, ({ inLab }) => {
    for (const text of ['One', 'Two']) inLab('Doc', text)
    inLab('Biff', 'Three')
  })
  expect(screen.getAllByText('Doc')).toHaveLength(1)
  expect(screen.getAllByRole('article', { name: 'Message from Doc' })).toHaveLength(2)
  expect(screen.getAllByRole('article', { name: 'Message from Biff' })).toHaveLength(1)
})

test('one’s own message tells how far it came', async () => {
  const { commands, gateway, out, jid, proved } = open()
  act(() => commands.say(withDoc, 'Hello'))
  expect(screen.getByRole('img', { name: 'On its way' })).toBeDefined()
  await act(proved)
  expect(screen.getByRole('img', { name: 'Sent' })).toBeDefined()
  act(() => gateway.event('xmpp.chat.receipt', { from: jid('doc'), id: out()[0]?.id }))
  expect(screen.getByRole('img', { name: 'Delivered' })).toBeDefined()
  expect(message('Hello').getAttribute('aria-label')).toBe('Message from Marty')
})

test('a failed message says why, and is sent again or put away', async () => {
  const { commands, gateway, out } = open()
  const error = { type: 'cancel', condition: 'service-unavailable' }
  gateway.answer('xmpp.chat.message', () => ({ ok: false, error }))
  act(() => commands.say(withDoc, 'Hello'))
  await act(settled)
  expect(message('Hello').textContent).toContain('Not sent. They cannot be reached')
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
  expect(out()).toHaveLength(2)
  await userEvent.click(await screen.findByRole('button', { name: 'Discard' }))
  expect(screen.queryByText('Hello')).toBeNull()
})

test('what may have been sent says so, and is not said to have failed', async () => {
  const { commands, gateway, out, jid } = open()
  act(() => commands.say(withDoc, 'Hello'))
  await act(settled)
  const error = { type: 'wait', reason: 'unconfirmed' }
  act(() => gateway.event('xmpp.chat.error', { from: jid('marty'), id: out()[0]?.id, error }))
  expect(message('Hello').textContent).toContain('It may have been sent.')
  expect(message('Hello').textContent).not.toContain('Not sent')
})

test('days and what is unread are divided, and notices stand between', () => {
  const { rerender, list, entries, timeline } = open(lab, ({ inLab }) => {
    inLab('Doc', 'Old', { delay: { when: '2025-12-30T12:00:00Z' } })
    inLab('Doc', 'New')
  })
  act(() => timeline.notice(lab, 'Doc is an admin now'))
  rerender(list(entries(lab)[1]?.key))
  const text = screen.getByRole('log').textContent ?? ''
  expect(text).toMatch(/2025.*Old.*January.*New.*New.*Doc is an admin now/u)
})

test('/me tells what somebody does', () => {
  open(withDoc, ({ hear }) => hear('/me waves'))
  expect(message('waves').querySelector('em')?.textContent).toBe('doc waves')
})

test('markup and scripts are words; a link has an address, a target and no way back', () => {
  const xss = `'><svg onload=confirm(2)> <a id=socket> http://a.example/__proto__?"onfocus=alert(2) autofocus="`
  open(lab, ({ inLab }) => inLab(xss, xss))
  const row = screen.getByRole('article')
  expect(row.textContent).toContain("'><svg onload=confirm(2)> <a id=socket>")
  const [link, ...others] = within(row).getAllByRole('link')
  expect(link?.getAttributeNames().sort()).toEqual(['href', 'rel', 'target'])
  expect(link?.getAttribute('rel')).toBe('noopener noreferrer')
  expect(others).toEqual([])
})

test('a name does not hide what it is made of', () => {
  open(lab, ({ inLab }) => inLab('Doc\u202e ', 'Hi'))
  expect(screen.getByText(/Doc⟨U\+202E⟩/u)).toBeDefined()
})

test('the message with the focus has its tools, and no other', async () => {
  open(withDoc, ({ hear }) => {
    hear('One')
    hear('Two')
  })
  expect(screen.queryByRole('button', { name: 'Copy text' })).toBeNull()
  screen.getByRole('log').focus()
  await userEvent.keyboard('{ArrowUp}')
  expect(within(message('Two')).getByRole('button', { name: 'Copy text' })).toBeDefined()
  await userEvent.keyboard('{ArrowUp}')
  expect(screen.getAllByRole('button', { name: 'Copy text' })).toHaveLength(1)
  expect(within(message('One')).getByRole('button', { name: 'Copy text' })).toBeDefined()
  expect(screen.queryByRole('button', { name: 'Correct this message' })).toBeNull()
})

test('a row is drawn again when its own message changes, and not when others come', () => {
  const { hear, entries } = open(withDoc, ({ hear: say }) => say('One', { id: '1' }))
  const row = message('One')
  const observer = vi.fn()
  const watch = new MutationObserver(observer)
  watch.observe(row, { childList: true, subtree: true, characterData: true, attributes: true })
  act(() => hear('Two', { id: '2' }))
  expect(watch.takeRecords()).toEqual([])
  act(() => hear('One, corrected', { id: '3', replace: '1' }))
  expect(watch.takeRecords().length).toBeGreaterThan(0)
  expect(entries(withDoc)).toHaveLength(2)
  expect(messages()[0]).toContain('edited')
})

test('however many there are, a window full of them is drawn', () => {
  open(withDoc, ({ hear }) => {
    for (let index = 0; index < 1000; index++) hear(`Message ${index}`)
  })
  expect(screen.getAllByRole('article').length).toBeLessThanOrEqual(60)
})

test('a chat asks for its newest page when it opens, and says when it could not be had', async () => {
  const page = talk()
  const error = { type: 'wait', reason: 'timeout' as const }
  page.gateway.answer('xmpp.mam.query', () => ({ ok: false, error }))
  page.hear('Hi')
  renderPage(<MessageList conversation={withDoc} selfName="Marty" />, page.gateway)
  await screen.findByText('Earlier messages could not be loaded.')
  const asked = () =>
    page.gateway.sent.filter(([name, data]) => name === 'xmpp.mam.query' && 'with' in (data as object))
  expect(asked().map(([, data]) => data)).toMatchObject([{ with: 'doc@hill.example', rsm: { before: true } }])
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  await vi.waitFor(() => expect(asked()).toHaveLength(2))
})

test('reading up goes on from page to page, though all of them are of one day', async () => {
  const page = talk()
  const ids = ['a', 'b', 'c', 'd', 'e']
  page.gateway.answer('xmpp.mam.query', (data) => {
    const { queryId, rsm } = data as { queryId: string; rsm: { before: string | true } }
    const at = rsm.before === true ? ids.length - 1 : ids.indexOf(rsm.before) - 1
    const id = ids[at] ?? ''
    const said = { from: page.jid('doc'), content: id, id, delay: { when: '2025-12-31T12:00:00Z' } }
    page.gateway.event('xmpp.mam.message', { ...said, mam: { id, queryId } })
    return { ok: true, value: {}, rsm: { first: id, last: id, complete: at === 0 } }
  })
  renderPage(<MessageList conversation={withDoc} selfName="Marty" />, page.gateway)
  await screen.findByText('This is the beginning')
  expect(page.texts(withDoc)).toEqual(ids)
})

test('what others say is read out and stands above one’s own that still waits', async () => {
  const { commands, hear } = open()
  act(() => commands.say(withDoc, 'Waits'))
  await act(settled)
  act(() => hear('Meanwhile'))
  expect(messages().map((text) => /Waits|Meanwhile/u.exec(text)?.[0])).toEqual(['Meanwhile', 'Waits'])
  expect(await screen.findByText(/: Meanwhile$/u, {}, { timeout: 5000 })).toBeDefined()
})

test('where older messages went for good, the top does not call itself the beginning', async () => {
  const { timeline, hear } = open()
  act(() => hear('Hello'))
  expect(screen.getByText('This is the beginning')).toBeDefined()
  await act(settled)
  act(() => timeline.of(withDoc).older.set('dropped'))
  expect(screen.getByText(/^Older messages are not kept in this browser any more/u)).toBeDefined()
  expect(screen.queryByText('This is the beginning')).toBeNull()
})
