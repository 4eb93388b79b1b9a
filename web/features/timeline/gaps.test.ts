import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Gap, narrowed, splitAt } from './gaps.ts'

const moment = fc.integer({ min: 0, max: 100 })
const gaps = fc
  .record({ a: fc.option(moment, { nil: undefined }), b: moment, from: fc.constantFrom('below', 'above') })
  .map(
    ({ a, b, from }): Gap => ({
      ...(a === undefined ? {} : { after: Math.min(a, b) }),
      before: Math.max(a ?? 0, b),
      from: from as Gap['from'],
    }),
  )
const stretches = fc.record({ x: moment, y: moment, isWhole: fc.boolean() }).map(({ x, y, isWhole }) => ({
  first: Math.min(x, y),
  last: Math.max(x, y),
  isWhole,
}))

const holds = (outer: Gap, inner: Gap) =>
  (outer.after ?? -Infinity) <= (inner.after ?? -Infinity) && inner.before <= outer.before

test('a gap only shrinks, whatever an archive answers', () => {
  fc.assert(
    fc.property(gaps, fc.array(stretches), (gap, answers) => {
      let now: Gap | undefined = gap
      for (const answer of answers) {
        const next: Gap | undefined = now && narrowed(now, answer)
        if (now && next) expect(holds(now, next)).toBe(true)
        if (next) expect(next.from).toBe(gap.from)
        now = next
      }
    }),
  )
})

test('what is left around a jump lies in the gap, and what was read lies between', () => {
  fc.assert(
    fc.property(gaps, stretches, (gap, stretch) => {
      const { after = -Infinity, before } = gap
      fc.pre(stretch.first >= after && stretch.last <= before)
      const [older, newer] = splitAt(gap, stretch)
      for (const part of [older, newer]) if (part) expect(holds(gap, part)).toBe(true)
      if (older) expect(older.before).toBe(stretch.first)
      if (newer) expect(newer.after).toBe(stretch.last)
    }),
  )
})

test('read page by page, from either side, an archive is read whole: no message is missed', () => {
  const archives = fc.array(moment, { minLength: 1, maxLength: 60 }).map((all) => all.sort((a, b) => a - b))
  fc.assert(
    fc.property(archives, gaps, fc.integer({ min: 1, max: 7 }), (archive, gap, size) => {
      const lies = (at: number) => at >= (gap.after ?? -Infinity) && at <= gap.before
      const missing = new Set(archive.flatMap((at, index) => (lies(at) ? [index] : [])))
      let rest = [...missing]
      let now: Gap | undefined = gap
      while (now) {
        const page: number[] = now.from === 'below' ? rest.slice(-size) : rest.slice(0, size)
        rest = now.from === 'below' ? rest.slice(0, -size) : rest.slice(size)
        const [first, last] = [archive[page[0] ?? -1] ?? 0, archive[page.at(-1) ?? -1] ?? 0]
        for (const index of page) missing.delete(index)
        now = narrowed(now, { first, last, isWhole: rest.length === 0 })
      }
      expect([...missing]).toEqual([])
    }),
  )
})

test('messages of the moment at a page’s end may lie beyond it', () => {
  const gap = { after: 5, before: 9, from: 'below' } as const
  expect(narrowed(gap, { first: 5, last: 9, isWhole: false })).toEqual({ ...gap, before: 5 })
  expect(narrowed(gap, { first: 5, last: 9, isWhole: true })).toBeUndefined()
})
