import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Button } from './Button.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { TextInput } from './TextInput.tsx'

function Opener({ onSubmit }: { onSubmit?: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Open</Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="Password" onSubmit={onSubmit}>
        <Field label="Word">
          <TextInput value="" onChange={() => {}} />
        </Field>
      </Dialog>
    </>
  )
}

it('takes the focus to its first field and gives it back', async () => {
  render(<Opener />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  expect(screen.getByRole('dialog', { name: 'Password' })).toBeDefined()
  expect(document.activeElement).toBe(screen.getByLabelText('Word'))
  await userEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open' }))
})

it('closes on Escape, which the browser reports as cancel', async () => {
  render(<Opener />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }))
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('closes when the browser goes back, and the page stays', async () => {
  render(<Opener />)
  const before = location.href
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  history.back()
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(location.href).toBe(before)
})

it('Enter in a field does what the button does', async () => {
  const onSubmit = vi.fn()
  render(<Opener onSubmit={onSubmit} />)
  await userEvent.click(screen.getByRole('button', { name: 'Open' }))
  await userEvent.type(screen.getByLabelText('Word'), '{Enter}')
  expect(onSubmit).toHaveBeenCalledOnce()
})

it('a confirmation hands over the reason, and says why it failed', async () => {
  const onConfirm = vi.fn()
  const dialog = (error?: string) => (
    <ConfirmDialog
      open
      onClose={() => {}}
      title="Ban?"
      confirm="Ban"
      reason
      error={error}
      onConfirm={onConfirm}
    />
  )
  const { rerender } = render(dialog())
  await userEvent.type(screen.getByRole('textbox'), 'Spoils the dance ')
  await userEvent.click(screen.getByRole('button', { name: 'Ban' }))
  expect(onConfirm).toHaveBeenCalledWith('Spoils the dance')
  rerender(dialog('Only admins can ban.'))
  expect(screen.getByRole('alert').textContent).toBe('Only admins can ban.')
})
