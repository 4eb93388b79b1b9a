import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { loadWords } from '../../../lib/i18n.ts'
import { historyDoor } from '../door.ts'
import { TestArchive } from '../testArchive.ts'
import { at, talk, withDoc } from '../testTalk.ts'
import { FindInChat } from './FindTool.tsx'
import { MessageList } from './MessageList.tsx'

/** The archive is asked once somebody has stopped typing. */
const SLOW = { timeout: 5000 }

beforeEach(() => loadWords('timeline'))

function open() {
  const page = talk()
  page.timeline.of(withDoc).older.set('none')
  page.hear('Great Scott', { delay: { when: '2025-12-30T12:00:00Z' } })
  for (let index = 0; index < 8; index++) page.hear(`Noise ${index}`)
  const both = (
    <>
      <FindInChat jid="doc@hill.example" />
      <MessageList conversation={withDoc} selfName="Marty" />
    </>
  )
  return { ...page, ...renderPage(both, page.gateway) }
}

test('the keys of the browser’s search open ours, and a result leads to its message', async () => {
  open()
  fireEvent.keyDown(document.body, { key: 'f', ctrlKey: true })
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Words' }), 'great')
  await userEvent.click(await screen.findByRole('button', { name: /Great Scott/ }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Great Scott'))
})

test('nothing found says so, and that only what is kept here was searched', async () => {
  const { gateway } = open()
  const error = { type: 'cancel', condition: 'feature-not-implemented' }
  gateway.answer('xmpp.mam.query', () => ({ ok: false, error }) as never)
  await userEvent.click(screen.getByRole('button', { name: 'Find messages' }))
  expect(await screen.findByText(/^What this browser has kept of the conversation is searched/)).toBeDefined()
  await userEvent.type(screen.getByRole('searchbox', { name: 'Words' }), 'hoverboard')
  expect(await screen.findByText(/^Nothing of what this browser has kept holds that/, {}, SLOW)).toBeDefined()
})

test('what the archive finds besides is shown with it, once, and said to be of both', async () => {
  const page = open()
  const archive = new TestArchive(page as never)
  archive.isSearchable = true
  archive.own.push({ id: 'old', from: 'doc', at: '2025-01-01T12:00:00Z', content: 'great lake' })
  page.hear('Great Scott', at('2025-12-30T12:00:00Z'))
  await userEvent.click(screen.getByRole('button', { name: 'Find messages' }))
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Words' }), 'great')
  expect(
    await screen.findByText(/messages, of what this browser has kept and the server/, {}, SLOW),
  ).toBeDefined()
  expect(screen.getByRole('button', { name: /great lake/ })).toBeDefined()
})

test('a day leads to its first message', async () => {
  const { gateway } = open()
  await userEvent.click(screen.getByRole('button', { name: 'Find messages' }))
  fireEvent.change(await screen.findByLabelText('Go to a day'), { target: { value: '2025-12-31' } })
  await userEvent.click(screen.getByRole('button', { name: 'Go' }))
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Noise 0'))
  expect(gateway.models.use(historyDoor).target.get()).toBeUndefined()
})
