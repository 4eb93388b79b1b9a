import type { Found } from '../../shared/reference/found.ts'

const MOST = 20

/** The events that hold every word, best first: by name, then by key or document, then by sentence. */
export function rank(index: readonly Found[], query: string): Found[] {
  const words = query.toLowerCase().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return []
  return index
    .map((found) => ({ found, weight: words.reduce((sum, word) => sum + weigh(found, word), 0) }))
    .filter(({ weight }) => Number.isFinite(weight))
    .sort((a, b) => a.weight - b.weight || a.found.n.localeCompare(b.found.n))
    .slice(0, MOST)
    .map(({ found }) => found)
}

function weigh({ n, k, s }: Found, word: string): number {
  // People write both XEP-0045 and 45.
  const number = /^(?:xep-?)?0*(\d+)$/u.exec(word)?.[1]
  const xep = number === undefined ? undefined : `xep-${number.padStart(4, '0')}`
  const keys = k.toLowerCase()
  if (n === word || n === `xmpp.${word}`) return 0
  if (n.split('.').includes(word)) return 1
  if (n.includes(word)) return 2 + n.length / 100
  if (keys.split(' ').includes(word)) return 4
  if (xep !== undefined && keys.includes(xep)) return 5
  if (keys.includes(word)) return 6
  return s.toLowerCase().includes(word) ? 8 : Number.POSITIVE_INFINITY
}
