import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { loadWords } from '../../../lib/i18n.ts'
import { historyDoor } from '../door.ts'
import { talk, withDoc } from '../testTalk.ts'
import { FindInChat } from './FindTool.tsx'
import { MessageList } from './MessageList.tsx'

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
  open()
  await userEvent.click(screen.getByRole('button', { name: 'Find messages' }))
  expect(await screen.findByText('What this browser has kept of the conversation is searched.')).toBeDefined()
  await userEvent.type(screen.getByRole('searchbox', { name: 'Words' }), 'hoverboard')
  expect(await screen.findByText('Nothing of what this browser has kept holds that.')).toBeDefined()
})

test('a day leads to its first message', async () => {
  const { gateway } = open()
  await userEvent.click(screen.getByRole('button', { name: 'Find messages' }))
  fireEvent.change(await screen.findByLabelText('Go to a day'), { target: { value: '2025-12-31' } })
  await userEvent.click(screen.getByRole('button', { name: 'Go' }))
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Noise 0'))
  expect(gateway.models.use(historyDoor).target.get()).toBeUndefined()
})
