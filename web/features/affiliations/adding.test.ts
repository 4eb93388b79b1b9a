import { expect, test } from 'vitest'
import { planOf, withAddress } from './adding.ts'
import { entryOf } from './entry.ts'
import { parseAddresses } from './parseAddresses.ts'

const rows = new Map([
  [
    'doc@x.example',
    entryOf({ jid: 'doc@x.example', affiliation: 'member', name: '', nicks: [], self: false }),
  ],
])

test("whoever is that already is counted and left, and a file's own rank and reason win", () => {
  const files = [{ jid: 'biff@x.example', affiliation: 'outcast' as const, reason: 'Manure' }]
  expect(planOf(parseAddresses('doc@x.example, zoe@x.example'), files, rows, 'member', 'Spring')).toEqual({
    wishes: [
      { jid: 'zoe@x.example', to: 'member', reason: 'Spring' },
      { jid: 'biff@x.example', to: 'outcast', reason: 'Manure' },
    ],
    same: 1,
  })
})

test('an address that is ticked stands on a line of its own, and goes when it is not', () => {
  const both = withAddress(withAddress('', 'doc@x.example', true), 'zoe@x.example', true)
  expect(both).toBe('doc@x.example\nzoe@x.example\n')
  expect(withAddress(both, 'doc@x.example', false)).toBe('zoe@x.example\n')
  expect(withAddress('Doc <doc@x.example>, zoe@x.example', 'doc@x.example', false).trim()).toBe(
    'zoe@x.example',
  )
})
