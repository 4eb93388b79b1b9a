import { expect, test } from 'vitest'
import type { DataForm } from '#protocol/forms.ts'
import { initialValues, problemsOf, sameValues, submissionOf } from './formValues.ts'

const form: DataForm = {
  items: [],
  fields: [
    { type: 'fixed', value: 'About it' },
    { var: 'token', type: 'hidden', value: '88' },
    { var: 'open', type: 'boolean', value: false },
    { var: 'never', type: 'boolean' },
    { var: 'admins', type: 'jid-multi', value: ['doc@hill.example'] },
    { var: 'contact', type: 'jid-single', required: true },
    { var: 'lines', type: 'text-multi', value: ['One', '', 'Two'] },
    { var: 'odd', type: 'x-hill', value: 'kept' },
  ],
}

test('what the form offered goes back, hidden fields too, labels not', () => {
  expect(submissionOf(form, initialValues(form))).toEqual([
    { var: 'token', type: 'hidden', value: '88' },
    { var: 'open', type: 'boolean', value: false },
    { var: 'admins', type: 'jid-multi', value: ['doc@hill.example'] },
    { var: 'lines', type: 'text-multi', value: ['One', '', 'Two'] },
    { var: 'odd', type: 'x-hill', value: 'kept' },
  ])
})

test('addresses lose the spaces and empty lines around them, texts keep theirs', () => {
  const values = { admins: [' doc@hill.example ', '', 'marty@hill.example'], lines: [' a ', ''] }
  const sent = submissionOf(form, values)
  expect(sent.find((field) => field.var === 'admins')?.value).toEqual([
    'doc@hill.example',
    'marty@hill.example',
  ])
  expect(sent.find((field) => field.var === 'lines')?.value).toEqual([' a ', ''])
})

test('a required field may not be empty, and an address must be one', () => {
  const fields = form.fields ?? []
  expect(Object.keys(problemsOf(fields, initialValues(form)))).toEqual(['contact'])
  expect(problemsOf(fields, { contact: 'doc@hill.example' })).toEqual({})
  expect(problemsOf(fields, { contact: 'not an address' }).contact).toContain('not an address')
  expect(
    problemsOf(fields, { contact: 'doc@hill.example', admins: ['doc@hill.example', '<x>'] }).admins,
  ).toContain('<x>')
})

test('off and never touched are the same, everything else is a change', () => {
  expect(sameValues({ never: false }, {})).toBe(true)
  expect(sameValues({ lines: ['a'] }, { lines: ['a', ''] })).toBe(false)
})
