import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { historyModel } from '../history.ts'
import { TestArchive } from '../testArchive.ts'
import { settled, talk, withDoc } from '../testTalk.ts'
import { MessageList } from './MessageList.tsx'

const YESTERDAY = '2025-12-31T12:00:00Z'
/** What comes in sight of the reader, as the browser would tell. */
let comeInSight: (() => void) | undefined

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

/** A conversation of which 60 messages are missing between two. */
async function open({ sight = false } = {}) {
  if (sight)
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(tell: (seen: { isIntersecting: boolean }[]) => void) {
          comeInSight = () => tell([{ isIntersecting: true }])
        }
        observe = () => {}
        disconnect = () => {}
      },
    )
  const page = talk()
  page.timeline.of(withDoc).older.set('none')
  const archive = new TestArchive(page)
  const history = page.gateway.models.use(historyModel)
  await history.ready
  await settled()
  archive.add('own', 60, 'doc', YESTERDAY)
  const said = (text: string, id: string, when: string) =>
    page.hear(text, { id, stanzaIds: [{ by: 'marty@hill.example', id }], delay: { when } })
  archive.own.unshift({ id: 'first', from: 'doc', at: '2025-12-31T11:00:00Z' })
  archive.own.push({ id: 'last', from: 'doc', at: '2025-12-31T13:00:00Z' })
  said('First', 'first', '2025-12-31T11:00:00Z')
  said('Last', 'last', '2025-12-31T13:00:00Z')
  const { entries } = page.timeline.of(withDoc)
  const gap = {
    after: Date.parse('2025-12-31T11:00:00Z'),
    before: Date.parse('2025-12-31T13:00:00Z'),
    from: 'below' as const,
    state: 'open' as const,
  }
  const row = { kind: 'gap' as const, author: '', own: false, text: '', delayed: true as const, gap }
  entries.insert('gap', { ...row, key: 'gap', at: gap.before }, gap.before - 1)
  renderPage(<MessageList conversation={withDoc} selfName="Marty" />, page.gateway)
  const group = await screen.findByRole('group', { name: /Messages from .*11.* to .*1.* are not loaded/ })
  return { ...page, archive, group, count: () => entries.keys().filter((key) => key !== 'gap').length }
}

test('what is missing is said in its place, with the times, and loads at a press', async () => {
  const { group, count } = await open()
  await userEvent.click(within(group).getByRole('button', { name: 'Load' }))
  await waitFor(() => expect(count()).toBe(52))
  await userEvent.click(screen.getByRole('button', { name: 'Load' }))
  await waitFor(() => expect(count()).toBe(62))
  expect(screen.queryByRole('group')).toBeNull()
})

test('what could not be loaded says so, and is tried again', async () => {
  const { archive, count } = await open()
  archive.failing.push({ type: 'wait', condition: 'internal-server-error' })
  await userEvent.click(screen.getByRole('button', { name: 'Load' }))
  expect(await screen.findByRole('group', { name: /They could not be loaded/ })).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
  await waitFor(() => expect(count()).toBe(52))
})

test('it loads by itself when it comes in sight, and not again when that failed', async () => {
  const { archive, count } = await open({ sight: true })
  archive.failing.push({ type: 'wait', condition: 'internal-server-error' })
  const before = archive.asked.length
  await act(async () => comeInSight?.())
  await screen.findByRole('button', { name: 'Retry' })
  await settled()
  expect(archive.asked.length).toBe(before + 1)
  await userEvent.click(screen.getByRole('button', { name: 'Retry' }))
  await waitFor(() => expect(count()).toBe(62))
})

test('without a way it says when it can be had', async () => {
  const { session, group } = await open()
  act(() => session.link.set({ state: 'broken' }))
  expect(within(group).queryByRole('button')).toBeNull()
  expect(group.textContent).toContain('They can be loaded when you are back.')
})
