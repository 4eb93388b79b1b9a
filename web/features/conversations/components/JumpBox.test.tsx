import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderPage } from '../../../app/testRender.tsx'
import { FakeGateway } from '../../../transport/fake.ts'
import { presenceModel } from '../../presence/model.ts'
import { rosterModel } from '../../roster/model.ts'
import { sessionModel } from '../../session/model.ts'
import { conversationsModel } from '../model.ts'
import { JumpBox } from './JumpBox.tsx'

const jid = (user: string) => ({ user, domain: 'hill.test' })
const contact = (user: string, name: string) => [
  'xmpp.roster.push',
  { jid: jid(user), name, subscription: 'both' },
]

function renderBox() {
  location.hash = ''
  const gateway = new FakeGateway()
  for (const model of [sessionModel, rosterModel, presenceModel, conversationsModel])
    gateway.models.use(model as typeof sessionModel)
  const events = [contact('doc', 'Doc Brown'), contact('biff', 'Biff')]
  gateway.event('xmpp.session.snapshot', { jid: jid('marty'), events })
  renderPage(
    <>
      <textarea aria-label="Message" />
      <JumpBox />
    </>,
    gateway,
  )
  const field = screen.getByRole('textbox', { name: 'Message' })
  field.focus()
  /** Whether the field would have had the key; all in one task, so that no code can come in between. */
  return (key: string, ctrlKey = false) => fireEvent.keyDown(field, { key, ctrlKey })
}

test('what is typed before the dialog is there goes nowhere else, and is obeyed when it comes', async () => {
  const press = renderBox()
  const dialog = () => screen.queryByRole('dialog', { hidden: true })
  expect(press('x')).toBe(true)
  // Thought better of: by Escape, and by the keys that opened it.
  for (const [key, ctrlKey] of [['Escape'], ['k', true]] as const) {
    expect(press('k', true)).toBe(false)
    expect(press(key, ctrlKey)).toBe(false)
    expect(press('x')).toBe(true)
  }
  const keys = ['b', 'r', 'x', 'Backspace', 'o', 'Enter', 'y']
  const heard = [press('k', true), ...keys.map((key) => press(key))]
  expect(heard).not.toContain(true)
  expect(dialog()).toBeNull()
  await waitFor(() => expect(location.hash).toBe('#/chat/doc%40hill.test'))
  expect(dialog()).toBeNull()
  expect(press('x')).toBe(true)
})
