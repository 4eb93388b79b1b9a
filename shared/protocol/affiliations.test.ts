import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_BATCH_BYTES, MAX_CHANGES, portions } from './affiliations.ts'
import { utf8Length } from './text.ts'

test('a short list is one batch, and an empty one is none', () => {
  const changes = [{ jid: 'doc@hill.example', affiliation: 'member' }]
  expect(portions(changes)).toEqual([changes])
  expect(portions([])).toEqual([])
})

test('every batch is one that the gateway takes, and together they are the list', () => {
  const change = fc.record({ jid: fc.string({ maxLength: 40, unit: 'binary' }), reason: fc.string() })
  const long = fc.array(change, { maxLength: 200 }).map((changes) => Array(12).fill(changes).flat())
  fc.assert(
    fc.property(long, (changes) => {
      const cut = portions(changes)
      expect(cut.flat()).toEqual(changes)
      for (const batch of cut) {
        expect(batch.length).toBeLessThanOrEqual(MAX_CHANGES)
        expect(utf8Length(JSON.stringify(batch))).toBeLessThanOrEqual(MAX_BATCH_BYTES + 1)
      }
    }),
    { numRuns: 20 },
  )
})
