import { expect, test } from 'vitest'
import { rank } from './jump.ts'

const place = (label: string, address = '', more = {}) => ({ label, address, unread: 0, lastAt: 0, ...more })
const labels = (items: readonly { label: string }[]) => items.map(({ label }) => label)

test('the beginning of a name comes before that of a word, of an address, and of anything else', () => {
  const items = [place('Salmon'), place('x', 'almond@a'), place('Doc Alm'), place('alma')]
  expect(labels(rank(items, 'alm'))).toEqual(['alma', 'Doc Alm', 'x', 'Salmon'])
})

test('without a word the unread come first, then what was said last, then by name', () => {
  const items = [place('b'), place('a'), place('old', '', { lastAt: 5 }), place('waits', '', { unread: 1 })]
  expect(labels(rank(items, ' '))).toEqual(['waits', 'old', 'a', 'b'])
})

test('case and accents do not hide anybody', () => {
  expect(labels(rank([place('Élise'), place('Bob')], 'eli'))).toEqual(['Élise'])
})

test('signs that mean something elsewhere are plain text', () => {
  expect(rank([place('a(b'), place('c')], '(')).toHaveLength(1)
})
