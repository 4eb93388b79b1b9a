import { describe, expect, test } from 'vitest'
import type { Affiliation } from '#protocol/occupants.ts'
import { entryOf, type Facts } from './entry.ts'
import { type Sort, TableIndex } from './tableIndex.ts'

const make = (jid: string, affiliation: Affiliation, part: Partial<Facts> = {}) =>
  entryOf({ jid, affiliation, name: '', nicks: [], self: false, ...part })
const BY_RANK: Sort = { by: 'rank', isDown: false }

function filled(): TableIndex {
  const index = new TableIndex()
  index.put(make('zoe@x.example', 'member', { name: 'Zoé' }))
  index.put(make('ann@x.example', 'owner'))
  index.put(make('b(b@x.example', 'outcast', { reason: 'Sold [sports] results*' }))
  index.put(make('carl@x.example', 'member', { nicks: ['Carlito'], role: 'participant' }))
  return index
}
const shown = (index: TableIndex, query = '', sort = BY_RANK, tab: Affiliation | 'all' | 'here' = 'all') =>
  index.view(sort, tab, query).keys.map((key) => key.replace('@x.example', ''))

describe('searching', () => {
  test('looks at address, name, nick and reason', () => {
    expect(shown(filled(), 'ann@')).toEqual(['ann'])
    expect(shown(filled(), 'carlito')).toEqual(['carl'])
    expect(shown(filled(), 'SPORTS')).toEqual(['b(b'])
  })

  test('knows no accents', () => expect(shown(filled(), 'zoe')).toEqual(['zoe']))

  test.each(['(', '[', '*', '\\', ')', '.', '?', '+', '^', '$'])('takes %s as it is', (text) => {
    expect(() => shown(filled(), text)).not.toThrow()
    expect(shown(filled(), `b(b${text}`)).toEqual([])
  })

  test('gives the same letter by letter as at once, and when letters go again', () => {
    const index = filled()
    for (const query of ['s', 'sp', 'spo', 'sp', '', 'x'])
      expect(shown(index, query)).toEqual(shown(filled(), query))
  })

  test('counts what fits, by rank and by presence', () => {
    expect(filled().view(BY_RANK, 'member', '').counts).toEqual({
      all: 4,
      owner: 1,
      admin: 0,
      member: 2,
      none: 0,
      outcast: 1,
      here: 1,
    })
  })
})

describe('sorting', () => {
  test.each([
    ['rank', ['ann', 'carl', 'zoe', 'b(b']],
    ['address', ['ann', 'b(b', 'carl', 'zoe']],
    ['person', ['ann', 'b(b', 'carl', 'zoe']],
    ['here', ['carl', 'ann', 'b(b', 'zoe']],
    ['nick', ['carl', 'ann', 'b(b', 'zoe']],
    ['reason', ['b(b', 'ann', 'carl', 'zoe']],
  ] as const)('by %s', (by, order) => expect(shown(filled(), '', { by, isDown: false })).toEqual(order))

  test('upside down', () => {
    expect(shown(filled(), '', { by: 'address', isDown: true })).toEqual(['zoe', 'carl', 'b(b', 'ann'])
  })

  test('a row that changes goes where it belongs, and the others stay', () => {
    const index = filled()
    shown(index)
    index.put(make('zoe@x.example', 'owner', { name: 'Zoé' }))
    index.put(make('mia@x.example', 'admin'))
    index.delete('ann@x.example')
    expect(shown(index)).toEqual(['zoe', 'mia', 'carl', 'b(b'])
    expect(shown(index, '', BY_RANK, 'owner')).toEqual(['zoe'])
  })

  test('any number of changes leaves the order that sorting anew would make', () => {
    const ranks = ['owner', 'admin', 'member', 'none', 'outcast'] as const
    const [kept, anew] = [new TableIndex(), new TableIndex()]
    let seed = 7
    const next = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % below
    }
    for (let step = 0; step < 400; step++) {
      const jid = `p${next(40)}@x.example`
      const entry = make(jid, ranks[next(5)] ?? 'none', { reason: 'r'.repeat(next(3)) })
      if (next(5) === 0) for (const index of [kept, anew]) index.delete(jid)
      else for (const index of [kept, anew]) index.put(entry)
      anew.scatter()
      expect(kept.view(BY_RANK, 'all', '').keys).toEqual(anew.view(BY_RANK, 'all', '').keys)
    }
  })
})

test('fifty thousand rows are searched once; a letter more looks only at what fitted before', () => {
  const index = new TableIndex()
  index.scatter()
  let looks = 0
  for (let at = 0; at < 50_000; at++) {
    const { text, ...rest } = make(`person${(at * 7919) % 50_000}@x.example`, at % 50 ? 'member' : 'outcast')
    const watched = Object.defineProperty(rest, 'text', {
      get() {
        looks++
        return text
      },
    })
    index.put(watched as typeof rest & { text: string })
  }
  const cost = (query: string) => {
    looks = 0
    index.view(BY_RANK, 'all', query)
    return looks
  }
  expect(['', 'p', 'person4', 'person49', 'person499', 'person49'].map(cost)).toEqual([
    0, 50_000, 50_000, 11_111, 1111, 50_000,
  ])
})
