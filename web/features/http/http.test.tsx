import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { renderPage } from '../../app/testRender.tsx'
import { dismissToasts, shownToasts } from '../../lib/toasts.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { HttpRoot } from './components/HttpRoot.tsx'
import { httpModel } from './model.ts'
import { httpWatch } from './watch.ts'

const FROM = { domain: 'files.hill.example' }
const REQUEST = { method: 'GET', id: 'a7374', url: 'https://files.hill.example/almanac?y=1955' }
const question = { type: 'iq', from: FROM, id: 'h1', request: REQUEST }

beforeEach(dismissToasts)

async function asked(...questions: object[]) {
  const gateway = new FakeGateway()
  const { questions: waiting } = gateway.models.use(httpModel)
  gateway.models.use(httpWatch)
  const tell = (name: string, data: object) => act(async () => gateway.event(`xmpp.http.${name}`, data))
  renderPage(<HttpRoot />, gateway)
  for (const each of questions) await tell('verify', each)
  const dialog = await screen.findByRole('alertdialog', { hidden: true })
  return { gateway, waiting, tell, dialog, user: userEvent.setup() }
}
const press = (name: string) => screen.getByRole('button', { name, hidden: true })

test('a person sees who asks for what, and answers', async () => {
  const { gateway, dialog, user } = await asked({ ...question, description: 'The almanac' })
  expect(dialog.textContent).toContain('files.hill.example')
  expect(dialog.textContent).toContain('GET https://files.hill.example/almanac?y=1955')
  expect(dialog.textContent).toContain('a7374')
  expect(dialog.textContent).toContain('The almanac')
  expect(dialog.textContent).not.toContain('sent by a person')
  expect(gateway.sent).toEqual([])
  await user.click(press('Allow'))
  await waitFor(() => expect(screen.queryByRole('alertdialog', { hidden: true })).toBeNull())
  const data = { type: 'iq', to: 'files.hill.example', id: 'h1', request: REQUEST }
  expect(gateway.sent).toEqual([['xmpp.http.confirm', data]])
})

test('a no goes out as one', async () => {
  const { gateway, user } = await asked({ ...question, type: 'message', id: undefined })
  await user.click(press('Deny'))
  expect(gateway.sent).toEqual([
    ['xmpp.http.deny', { type: 'message', to: 'files.hill.example', request: REQUEST }],
  ])
})

test('what is being typed when it comes answers nothing', async () => {
  const { gateway, user } = await asked(question)
  expect(document.activeElement?.tagName).toBe('DIV')
  await user.keyboard('{Enter} x')
  expect(gateway.sent).toEqual([])
  expect(screen.getByRole('alertdialog', { hidden: true })).toBeTruthy()
})

test('closing it answers nothing', async () => {
  const { gateway, user } = await asked(question)
  await user.click(press('Close'))
  expect(screen.queryByRole('alertdialog', { hidden: true })).toBeNull()
  expect(gateway.sent).toEqual([])
})

test('an answer in another tab, or none in time, takes the question away', async () => {
  const { tell, waiting } = await asked(question, { ...question, id: 'h2' })
  await tell('answered', { type: 'iq', from: FROM, id: 'h1', answer: 'confirmed' })
  expect(waiting.get()).toHaveLength(1)
  expect(shownToasts()).toEqual([])
  await tell('answered', { type: 'iq', from: FROM, id: 'h2', answer: 'none' })
  expect(screen.queryByRole('alertdialog', { hidden: true })).toBeNull()
  await waitFor(() => expect(shownToasts()[0]?.text).toMatch(/^files\.hill\.example waited .* told no\.$/u))
  await tell('answered', { type: 'iq', from: FROM, id: 'h3', answer: 'none' })
  expect(shownToasts()).toHaveLength(1)
})

test('a refusal stays in the question', async () => {
  const { gateway, user } = await asked(question)
  gateway.answer('xmpp.http.confirm', () => ({
    ok: false,
    error: { type: 'cancel', condition: 'item-not-found', reason: 'not-found' },
  }))
  await user.click(press('Allow'))
  expect(await screen.findByText(/answered in another tab, or it took too long/u)).toBeTruthy()
})

test('a person, hidden characters and a host in other letters show what they are', async () => {
  const { dialog } = await asked({
    ...question,
    from: { user: 'biff', domain: 'hill.example' },
    request: { ...REQUEST, id: 'a\u202eb', url: 'https://h\u0456ll.example/' },
  })
  expect(dialog.textContent).toContain('sent by a person')
  expect(dialog.textContent).toContain('a⟨U+202E⟩b')
  expect(dialog.textContent).toContain('GET https://xn--')
})

test('the same question is asked once, and of a flood the first twenty', async () => {
  const { waiting, tell } = await asked(question, question)
  expect(waiting.get()).toHaveLength(1)
  for (let i = 0; i < 30; i++) await tell('verify', { ...question, id: `flood ${i}` })
  expect(waiting.get()).toHaveLength(20)
})
