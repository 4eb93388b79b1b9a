import { expect, test } from 'vitest'
import { titleOf } from './entry.ts'

test('whom a table names cannot hide behind marks that turn their nick around', () => {
  const hidden = { jid: undefined, name: '', reserved: undefined, nicks: ['ffiB\u202e'] }
  const rest = { affiliation: 'none', role: undefined, show: undefined, occupantId: undefined } as const
  expect(titleOf({ ...hidden, ...rest, reason: undefined, self: false })).toBe('ffiB⟨U+202E⟩')
})
