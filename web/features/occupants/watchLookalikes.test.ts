import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Collection } from '../../store/collection.ts'
import type { Contact } from '../roster/model.ts'
import type { Lookalike } from './lookalikes.ts'
import type { Person } from './model.ts'
import { watchLookalikes } from './watchLookalikes.ts'

const person = (nick: string, part: Partial<Person> = {}): Person => ({
  nick,
  affiliation: 'none',
  role: 'participant',
  self: false,
  ...part,
})

beforeEach(() => vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watch() {
  const people = new Collection<string, Person>()
  const marks = new Collection<string, Lookalike>()
  people.set('Doc', person('Doc', { affiliation: 'owner' }))
  const stop = watchLookalikes(people, new Collection<string, Contact>(), marks)
  const settle = () => vi.advanceTimersByTime(1000)
  return { people, marks, stop, settle }
}

test('who comes in looking like somebody is marked, and a row is woken by its own mark alone', () => {
  const { people, marks, settle } = watch()
  const woken = vi.fn()
  marks.subscribe('Marty', woken)
  people.set('Marty', person('Marty'))
  people.set('D0c', person('D0c'))
  settle()
  expect([...marks.entries()]).toEqual([['D0c', { like: 'Doc', as: 'owner' }]])
  expect(woken).not.toHaveBeenCalled()
})

test('what they said stays marked when they are gone; who takes the nick with a rank is not', () => {
  const { people, marks, settle } = watch()
  people.set('D0c', person('D0c'))
  settle()
  people.delete('D0c')
  settle()
  expect(marks.has('D0c')).toBe(true)
  people.set('D0c', person('D0c', { affiliation: 'member' }))
  settle()
  expect(marks.has('D0c')).toBe(false)
})

test('a crowd is looked at as one, and nothing once it is told to stop', () => {
  const { people, marks, stop, settle } = watch()
  const written = vi.spyOn(marks, 'set')
  for (let n = 1; n <= 500; n++) people.set(`D${' '.repeat(n)}oc`, person(`D${' '.repeat(n)}oc`))
  expect(written).not.toHaveBeenCalled()
  settle()
  expect(marks.size).toBe(500)
  stop()
  people.set('d0c', person('d0c'))
  settle()
  expect(marks.has('d0c')).toBe(false)
})
