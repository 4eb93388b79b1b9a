import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Button } from './Button.tsx'
import { CheckboxGroup } from './CheckboxGroup.tsx'
import { Field } from './Field.tsx'
import { PasswordInput } from './PasswordInput.tsx'
import { SearchInput } from './SearchInput.tsx'
import { TextInput } from './TextInput.tsx'

const described = (element: HTMLElement) =>
  (element.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)

it('an input in a field carries its label, its hint and its error', () => {
  const field = (error?: string) => (
    <Field label="Address" hint="Like an e-mail address." error={error}>
      <TextInput value="" onChange={() => {}} />
    </Field>
  )
  const { rerender } = render(field())
  const input = screen.getByLabelText('Address')
  expect(input.getAttribute('aria-invalid')).toBeNull()
  expect(described(input)).toEqual(['Like an e-mail address.'])
  rerender(field('That domain is not known.'))
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(described(input)).toEqual(['Like an e-mail address.', 'That domain is not known.'])
  expect(screen.getByRole('alert').textContent).toBe('That domain is not known.')
})

function Password({ onValue }: { onValue: (value: string) => void }) {
  const [value, setValue] = useState('')
  return (
    <Field label="Password">
      <PasswordInput
        value={value}
        onChange={(next) => {
          setValue(next)
          onValue(next)
        }}
      />
    </Field>
  )
}

it('a password keeps its spaces, can be pasted, and can be looked at', async () => {
  const onValue = vi.fn()
  render(<Password onValue={onValue} />)
  const input = screen.getByLabelText('Password')
  await userEvent.click(input)
  await userEvent.paste('  1.21 GW ')
  expect(onValue).toHaveBeenLastCalledWith('  1.21 GW ')
  expect(input.getAttribute('type')).toBe('password')
  await userEvent.click(screen.getByRole('button', { name: 'Show password' }))
  expect(input.getAttribute('type')).toBe('text')
  expect(screen.getByRole('button', { name: 'Hide password' })).toBeDefined()
})

it('a busy button keeps its name and does nothing', async () => {
  const onClick = vi.fn()
  render(
    <Button busy onClick={onClick}>
      Join room
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Join room' })
  await userEvent.click(button)
  expect(onClick).not.toHaveBeenCalled()
  expect(button.getAttribute('aria-busy')).toBe('true')
})

it('Escape empties a search, and reaches no further', async () => {
  const onChange = vi.fn()
  const outside = vi.fn()
  render(
    <form onKeyDown={outside}>
      <SearchInput label="Search" value="doc" onChange={onChange} />
    </form>,
  )
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search' }), '{Escape}')
  expect(onChange).toHaveBeenCalledWith('')
  expect(outside).not.toHaveBeenCalled()
})

it('any number of choices keep the order of the options', async () => {
  const onChange = vi.fn()
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }))
  render(<CheckboxGroup label="Who" options={options} value={['c']} onChange={onChange} />)
  await userEvent.click(screen.getByRole('checkbox', { name: 'a' }))
  expect(onChange).toHaveBeenCalledWith(['a', 'c'])
})
