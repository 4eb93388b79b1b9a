import { describe, expect, test } from 'vitest'
import { skeletons } from '../../lib/skeleton.ts'
import { lookalikes } from './lookalikes.ts'
import type { Person } from './model.ts'

const person = (nick: string, part: Partial<Person> = {}): Person => ({
  nick,
  affiliation: 'none',
  role: 'participant',
  self: false,
  ...part,
})
const marks = (people: Person[], contacts: { jid: string; name: string }[] = []) =>
  Object.fromEntries(lookalikes(people, contacts, skeletons))

describe('of two nicks that look alike', () => {
  test('the one without a rank is marked, whenever they came', () => {
    expect(marks([person('Mаrty'), person('Marty', { affiliation: 'owner' })])).toEqual({
      Mаrty: { like: 'Marty', as: 'owner' },
    })
    expect(marks([person('Marty', { affiliation: 'member' }), person('marty ')])).toEqual({
      'marty ': { like: 'Marty', as: 'member' },
    })
  })

  test('of two guests the one who came later is marked', () => {
    expect(marks([person('doc'), person('d0c'), person('Doc')])).toEqual({
      d0c: { like: 'doc', as: 'first' },
      Doc: { like: 'doc', as: 'first' },
    })
  })

  test('one’s own is the true one, and oneself is never marked', () => {
    expect(marks([person('Biff'), person('biff', { self: true })])).toEqual({
      Biff: { like: 'biff', as: 'self' },
    })
  })

  test('whoever has a rank is never marked', () => {
    expect(
      marks([person('Doc', { affiliation: 'owner' }), person('doc', { affiliation: 'member' })]),
    ).toEqual({})
  })

  test('one person under two nicks is no pair', () => {
    const jid = 'doc@hill.example'
    expect(marks([person('Doc', { jid, affiliation: 'owner' }), person('doc', { jid })])).toEqual({})
    expect(marks([person('Doc', { occupantId: 'x' }), person('doc', { occupantId: 'x' })])).toEqual({})
  })
})

describe('a nick like the name of a contact', () => {
  const contacts = [{ jid: 'marty@hill.example', name: 'Marty' }]

  test('is marked where the address is another one', () => {
    expect(marks([person('Marty', { jid: 'griff@elsewhere.example' })], contacts)).toEqual({
      Marty: { like: 'Marty', as: 'contact' },
    })
    expect(marks([person('Marty', { jid: 'marty@hill.example' })], contacts)).toEqual({})
  })

  test('where addresses are hidden, only what is written with other letters', () => {
    expect(marks([person('marty')], contacts)).toEqual({})
    expect(marks([person('mаrty')], contacts)).toEqual({ mаrty: { like: 'Marty', as: 'hiddenContact' } })
  })
})

test('a crowd of two thousand, and a thousand twins, cost next to nothing', () => {
  const known = new Map<string, readonly string[]>()
  const cached = (name: string) => {
    const before = known.get(name) ?? skeletons(name)
    known.set(name, before)
    return before
  }
  const crowd = Array.from({ length: 2000 }, (_, n) => person(`Person ${n}`))
  const twins = Array.from({ length: 1000 }, (_, n) => person(`d${' '.repeat(n)}oc`))
  const all = [...crowd, ...twins]
  expect(lookalikes(all, [], cached).size).toBe(999)
  // The best of many: a busy machine must not be taken for slow code.
  const times = Array.from({ length: 10 }, () => {
    const started = performance.now()
    lookalikes(all, [], cached)
    return performance.now() - started
  })
  expect(Math.min(...times)).toBeLessThan(25)
})
