import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import type { FormField } from '#protocol/forms.ts'
import { DataForm } from './DataForm.tsx'

async function filled(field: FormField, act: (user: ReturnType<typeof userEvent.setup>) => Promise<void>) {
  const onSubmit = vi.fn()
  render(<DataForm form={{ items: [], fields: [field] }} onSubmit={onSubmit} submitLabel="Save it" />)
  const user = userEvent.setup()
  await act(user)
  await user.click(screen.getByRole('button', { name: 'Save it' }))
  return onSubmit.mock.calls[0]?.[0]
}
const options = [{ value: 'a', label: 'First' }, { value: 'b' }]

test('boolean: a box to tick', async () => {
  const sent = await filled({ var: 'v', type: 'boolean', label: 'Open' }, (user) =>
    user.click(screen.getByRole('checkbox', { name: 'Open' })),
  )
  expect(sent).toEqual([{ var: 'v', type: 'boolean', value: true }])
})

test('fixed: words, and nothing is sent', async () => {
  const sent = await filled({ type: 'fixed', value: 'Read me' }, async () => {
    expect(screen.getByText('Read me')).toBeTruthy()
  })
  expect(sent).toEqual([])
})

test('hidden: not shown, but sent', async () => {
  const sent = await filled({ var: 'v', type: 'hidden', label: 'Secret', value: '7' }, async () => {
    expect(screen.queryByText('Secret')).toBeNull()
  })
  expect(sent).toEqual([{ var: 'v', type: 'hidden', value: '7' }])
})

test('jid-single: an address, refused when it is none', async () => {
  const sent = await filled({ var: 'v', type: 'jid-single', label: 'Contact' }, async (user) => {
    await user.type(screen.getByLabelText('Contact'), 'no address')
    await user.click(screen.getByRole('button', { name: 'Save it' }))
    expect(screen.getByLabelText('Contact').getAttribute('aria-invalid')).toBe('true')
    await user.clear(screen.getByLabelText('Contact'))
    await user.type(screen.getByLabelText('Contact'), 'doc@hill.example')
  })
  expect(sent).toEqual([{ var: 'v', type: 'jid-single', value: 'doc@hill.example' }])
})

test('jid-multi: an address a line', async () => {
  const sent = await filled(
    { var: 'v', type: 'jid-multi', label: 'Admins', value: ['a@b.example'] },
    (user) => user.type(screen.getByLabelText('Admins'), '{Enter}c@d.example{Enter}'),
  )
  expect(sent).toEqual([{ var: 'v', type: 'jid-multi', value: ['a@b.example', 'c@d.example'] }])
})

test('list-single: one of the options', async () => {
  const sent = await filled({ var: 'v', type: 'list-single', label: 'Pick', options, value: 'a' }, (user) =>
    user.selectOptions(screen.getByLabelText('Pick'), 'b'),
  )
  expect(sent).toEqual([{ var: 'v', type: 'list-single', value: 'b' }])
})

test('list-single: what nobody chose does not look chosen', async () => {
  const sent = await filled(
    { var: 'v', type: 'list-single', label: 'Pick', options, required: true },
    async () => {
      expect(screen.getByLabelText<HTMLSelectElement>('Pick').selectedOptions[0]?.textContent).toBe('–')
    },
  )
  expect(sent).toBeUndefined()
})

test('list-multi: any of the options, in their order', async () => {
  const sent = await filled({ var: 'v', type: 'list-multi', label: 'Pick', options, value: ['b'] }, (user) =>
    user.click(screen.getByRole('checkbox', { name: 'First' })),
  )
  expect(sent).toEqual([{ var: 'v', type: 'list-multi', value: ['a', 'b'] }])
})

test('text-multi: lines', async () => {
  const sent = await filled({ var: 'v', type: 'text-multi', label: 'Text', value: ['One'] }, (user) =>
    user.type(screen.getByLabelText('Text'), '{Enter}Two'),
  )
  expect(sent).toEqual([{ var: 'v', type: 'text-multi', value: ['One', 'Two'] }])
})

test('text-private: covered, and as typed', async () => {
  const sent = await filled({ var: 'v', type: 'text-private', label: 'Key' }, async (user) => {
    expect(screen.getByLabelText<HTMLInputElement>('Key').type).toBe('password')
    await user.type(screen.getByLabelText('Key'), ' 1.21 ')
  })
  expect(sent).toEqual([{ var: 'v', type: 'text-private', value: ' 1.21 ' }])
})

test.each(['text-single', 'x-unheard-of', undefined])('%s: a line of text', async (type) => {
  const sent = await filled({ var: 'v', type, label: 'Line' }, (user) =>
    user.type(screen.getByLabelText('Line'), 'hi'),
  )
  expect(sent).toMatchObject([{ var: 'v', value: 'hi' }])
})

test('a required field says so, and what is missing', async () => {
  const sent = await filled({ var: 'v', type: 'text-single', label: 'Name', required: true }, async () => {
    expect(screen.getByLabelText<HTMLInputElement>('Name').required).toBe(true)
  })
  expect(sent).toBeUndefined()
  expect(screen.getByText('This is needed.')).toBeTruthy()
})

test("a stranger's labels and descriptions are text", async () => {
  const evil = '<img src=x onerror=alert(1)>'
  await filled({ var: 'v', label: evil, description: evil }, async () => {})
  expect(document.querySelector('img')).toBeNull()
  expect(screen.getAllByText(evil)).toHaveLength(2)
})
