import { expect, test } from 'vitest'
import { labelledValue, resultOf } from './resultOf.ts'

test('columns come in the order in which they are told, and a missing value is an empty cell', () => {
  const { columns, rows } = resultOf({
    reported: [
      { var: 'jid', type: 'jid-single', label: 'Address' },
      { var: 'secret', type: 'hidden' },
      { var: 'up' },
    ],
    items: [
      [
        { var: 'up', value: ['a', 'b'] },
        { var: 'jid', value: 'doc@hill.example' },
      ],
      [{ var: 'secret', value: 'x' }],
    ],
  })
  expect(columns).toEqual([
    { name: 'jid', label: 'Address', isAddress: true },
    { name: 'up', label: 'up', isAddress: false },
  ])
  expect(rows).toEqual([
    ['doc@hill.example', 'a\nb'],
    ['', ''],
  ])
})

test('a table without told columns takes them from its first row', () => {
  const { columns, rows } = resultOf({ items: [[{ var: 'a', value: '1' }], [{ var: 'a', value: '2' }]] })
  expect(columns.map(({ name }) => name)).toEqual(['a'])
  expect(rows).toEqual([['1'], ['2']])
})

test('a value is called as its options call it', () => {
  const options = [{ value: '1', label: 'Runs' }, { value: '0' }]
  expect(labelledValue({ value: '1', options })).toBe('Runs')
  expect(labelledValue({ value: ['1', '0'], options })).toBe('Runs\n0')
})
