import { expect, test } from 'vitest'
import { arrange, float, parseRow, sortByName } from './people.ts'

const person = (jid: string, isOnline = true, groups: string[] = []) => ({ jid, groups, isOnline })
const nothing = { contacts: [], others: [], unread: [], collapsed: new Set<string>() }
const shape = (keys: readonly string[]) =>
  keys.map((key) => {
    const row = parseRow(key)
    return row.kind === 'group' ? `# ${row.group}` : row.jid
  })

test('groups come by name, then contacts without one, others, and those who are not there', () => {
  const { keys, counts } = arrange({
    ...nothing,
    contacts: [
      person('a', true, ['Work']),
      person('b'),
      person('c', false, ['Work']),
      person('d', true, ['Band']),
    ],
    others: ['x'],
  })
  expect(shape(keys)).toEqual([
    '# =Band',
    'd',
    '# =Work',
    'a',
    '# none',
    'b',
    '# others',
    'x',
    '# offline',
    'c',
  ])
  expect(counts.get('offline')).toBe(1)
})

test('whose messages wait stands first, once', () => {
  const { keys } = arrange({ ...nothing, contacts: [person('a', true, ['Band', 'Work'])], unread: ['a'] })
  expect(shape(keys)).toEqual(['a'])
})

test('somebody in two groups stands in both, under keys of their own', () => {
  const { keys } = arrange({ ...nothing, contacts: [person('a', true, ['Band', 'Work'])] })
  expect(shape(keys)).toEqual(['# =Band', 'a', '# =Work', 'a'])
  expect(new Set(keys).size).toBe(keys.length)
})

test('a folded group keeps its heading and its count', () => {
  const contacts = [person('a'), person('b', false)]
  const { keys, counts } = arrange({ ...nothing, contacts, collapsed: new Set(['offline']) })
  expect(shape(keys)).toEqual(['a', '# offline'])
  expect(counts.get('offline')).toBe(1)
})

test('a group may be called like one of ours, or like a part of an object', () => {
  const { keys } = arrange({ ...nothing, contacts: [person('a', true, ['offline', '__proto__'])] })
  expect(shape(keys)).toEqual(['# =__proto__', 'a', '# =offline', 'a'])
})

test('who waits keeps their place, and who comes is put first', () => {
  expect(float(['a', 'b', 'c'], ['c', 'd', 'a'])).toEqual(['d', 'a', 'c'])
})

test('names are sorted without regard to case and accents', () => {
  const names = ['zoe', 'Élise', 'adam', 'Eva'].map((name) => ({ name }))
  expect(sortByName(names).map(({ name }) => name)).toEqual(['adam', 'Élise', 'Eva', 'zoe'])
})
