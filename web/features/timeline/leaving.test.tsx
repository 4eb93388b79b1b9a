import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../app/testRender.tsx'
import { stay } from '../../lib/leaving.ts'
import { preferences } from '../../lib/storage.ts'
import { Leaving } from './components/Leaving.tsx'
import { MessageList } from './components/MessageList.tsx'
import { lab, talk, withDoc } from './testTalk.ts'

const open = vi.fn()
beforeEach(() => {
  preferences.clear()
  stay()
  open.mockReset()
  vi.stubGlobal('open', open)
})
afterEach(() => vi.unstubAllGlobals())

/** Doc wrote it, to us or in a room; as a contact or not. */
async function linkOf(text: string, { contact = false, room = false, own = false } = {}) {
  const page = talk()
  const jid = { user: 'doc', domain: 'hill.example' }
  if (contact) page.gateway.event('xmpp.roster.push', { jid, subscription: 'both', name: 'Doc' })
  if (room) page.inLab('doc@hill.example', text)
  else if (own) page.sent(text)
  else page.hear(text)
  const list = <MessageList conversation={room ? lab : withDoc} selfName="Marty" />
  renderPage(
    <>
      {list}
      <Leaving />
    </>,
    page.gateway,
  )
  return screen.findByRole('link')
}

/** Whether a press is left to the browser, which then opens the link. */
const goes = (link: HTMLElement) =>
  fireEvent(link, new MouseEvent('click', { bubbles: true, cancelable: true }))
const question = () => screen.findByRole('alertdialog', { name: /^You leave Hoverboard for / })

test('a stranger’s link asks before it leads away, and Cancel stays', async () => {
  const link = await linkOf('see https://evil.example/x?y=1')
  link.focus()
  expect(goes(link)).toBe(false)
  const dialog = await question()
  expect(dialog.textContent).toContain('You leave Hoverboard for evil.example')
  expect(dialog.textContent).toContain('https://evil.example/x?y=1')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(open).not.toHaveBeenCalled()
})

test('Open leads there, in a tab that learns nothing; it asks again unless it is told not to', async () => {
  const link = await linkOf('https://evil.example/x')
  goes(link)
  await question()
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(open.mock.calls).toEqual([['https://evil.example/x', '_blank', 'noopener,noreferrer']])
  expect(goes(link)).toBe(false)
  await question()
  await userEvent.click(screen.getByRole('checkbox', { name: 'Do not ask again for evil.example' }))
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(goes(link)).toBe(true)
})

test('the wheel opens nothing unasked either; the menu of the browser is left alone', async () => {
  const link = await linkOf('https://evil.example/x')
  const press = (button: number) =>
    fireEvent(link, new MouseEvent('auxclick', { bubbles: true, cancelable: true, button }))
  expect(press(2)).toBe(true)
  expect(press(1)).toBe(false)
  await question()
})

test.each([
  ['a contact’s', { contact: true }],
  ['one’s own', { own: true }],
])('%s link leads where it says at once', async (_, who) => {
  expect(goes(await linkOf('https://hill.example/x', who))).toBe(true)
})

test('a name of foreign letters asks whoever wrote it, and stands there as it is asked for', async () => {
  expect(goes(await linkOf('https://раураl.com/', { contact: true }))).toBe(false)
  expect((await question()).textContent).toContain('xn--')
})

test('in a room anybody may have any nick: links ask there, also of who calls themselves as a contact', async () => {
  expect(goes(await linkOf('https://evil.example/', { contact: true, room: true }))).toBe(false)
  await question()
})

test('what does not lead to another site never asks', async () => {
  expect(goes(await linkOf('xmpp:lab@rooms.hill.example?join'))).toBe(true)
})
