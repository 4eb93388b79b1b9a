import { expect, test } from 'vitest'
import { grouped } from './grouping.ts'
import type { Person } from './model.ts'

const person = (nick: string, part: Partial<Person> = {}): Person => ({
  nick,
  affiliation: 'none',
  role: 'participant',
  self: false,
  ...part,
})
const shown = (people: Person[], query = '') =>
  grouped(people, query).map((line) => (line.kind === 'heading' ? `${line.role} ${line.count}` : line.nick))

test('people stand by what they may do, then by rank, then by nick', () => {
  const people = [
    person('zoe'),
    person('Adam'),
    person('mia', { affiliation: 'member' }),
    person('doc', { affiliation: 'owner', role: 'moderator' }),
    person('quiet', { role: 'visitor' }),
    person('ann', { affiliation: 'admin', role: 'moderator' }),
  ]
  expect(shown(people)).toEqual([
    'moderator 2',
    'doc',
    'ann',
    'participant 3',
    'mia',
    'Adam',
    'zoe',
    'visitor 1',
    'quiet',
  ])
})

test('a search looks at nicks and addresses, whatever it is made of', () => {
  const people = [person('a(b'), person('zoe', { jid: 'zelda@example.org' }), person('mia')]
  expect(shown(people, '(')).toEqual(['participant 1', 'a(b'])
  expect(shown(people, 'ZELDA')).toEqual(['participant 1', 'zoe'])
  expect(shown(people, 'nobody')).toEqual([])
})
