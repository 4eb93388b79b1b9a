import { expect, test } from 'vitest'
import type { Found } from '../../shared/reference/found.ts'
import { rank } from './rank.ts'

const index: Found[] = [
  {
    n: 'xmpp.mam.query',
    h: '/docs/mam#xmpp.mam.query',
    s: 'Reads a page of an archive.',
    k: 'queryId with start rsm XEP-0313: Archive mam',
  },
  {
    n: 'xmpp.muc.join',
    h: '/docs/muc#xmpp.muc.join',
    s: 'Enters a room.',
    k: 'room nick password XEP-0045: Rooms muc',
  },
  {
    n: 'xmpp.muc.subject',
    h: '/docs/muc#xmpp.muc.subject',
    s: 'What the room talks about.',
    e: 1,
    k: 'room subject nick XEP-0045: Rooms muc',
  },
  { n: 'xmpp.ping', h: '/docs/ping#xmpp.ping', s: 'Whether somebody answers.', k: 'to XEP-0199: Ping ping' },
]
const names = (query: string) => rank(index, query).map(({ n }) => n)

test.each([
  ['xmpp.muc.join', 'xmpp.muc.join'],
  ['MUC.JOIN', 'xmpp.muc.join'],
  ['join', 'xmpp.muc.join'],
  ['querYid', 'xmpp.mam.query'],
  ['XEP-0313', 'xmpp.mam.query'],
  ['313', 'xmpp.mam.query'],
  ['archive', 'xmpp.mam.query'],
  ['room nick subject', 'xmpp.muc.subject'],
])('%s finds %s first', (query, first) => {
  expect(names(query)[0]).toBe(first)
})

test('a name comes before a key of the same word', () => {
  expect(names('subject')[0]).toBe('xmpp.muc.subject')
  expect(names('nick')).toEqual(['xmpp.muc.join', 'xmpp.muc.subject'])
})

test('every word must be held; nothing is found by nothing', () => {
  expect(names('nick archive')).toEqual([])
  expect(names('  ')).toEqual([])
})
