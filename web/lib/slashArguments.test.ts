import { expect, test } from 'vitest'
import { quoted, takePerson, takeWord } from './slashArguments.ts'

const nicks = ['Marty', 'Marty McFly', 'Doc', 'a(b', 'say "hi"', 'biff@hill.example', 'mr.x', 'ANN', 'ann']
const nick = (name: string, rest = '') => ({ is: 'nick', nick: name, rest })

test('the longest nick that a line begins with is whom it names; what follows is the rest', () => {
  expect(takePerson('Marty McFly be nice', nicks)).toEqual(nick('Marty McFly', 'be nice'))
  expect(takePerson(' Marty  be nice ', nicks)).toEqual(nick('Marty', 'be nice'))
  expect(takePerson('Martyr', nicks)).toMatchObject({ problem: 'nobody', said: 'Martyr' })
})

test('quotes name exactly one nick, whatever is in it', () => {
  expect(takePerson('"Marty" McFly said so', nicks)).toEqual(nick('Marty', 'McFly said so'))
  expect(takePerson('"say \\"hi\\"" bye', nicks)).toEqual(nick('say "hi"', 'bye'))
  expect(takePerson('"Marty', nicks)).toMatchObject({ problem: 'unclosed' })
})

test('case does not matter where it decides nothing', () => {
  expect(takePerson('marty mcfly x', nicks)).toEqual(nick('Marty McFly', 'x'))
  expect(takePerson('ann', nicks)).toEqual(nick('ann'))
  expect(takePerson('Ann', nicks)).toMatchObject({ problem: 'several' })
})

test('signs that mean something elsewhere are part of a nick', () => {
  expect(takePerson('a(b out', nicks)).toEqual(nick('a(b', 'out'))
})

test('an address is an address, though somebody goes by it as a nick', () => {
  expect(takePerson('Biff@Hill.example bully', nicks)).toEqual({
    is: 'address',
    jid: 'biff@hill.example',
    rest: 'bully',
  })
  expect(takePerson('"biff@hill.example" bully', nicks)).toEqual(nick('biff@hill.example', 'bully'))
})

test('a domain is one only where a whole server can be meant, and a nick comes before it', () => {
  expect(takePerson('evil.example spam', nicks)).toMatchObject({ problem: 'nobody' })
  expect(takePerson('evil.example spam', nicks, true)).toMatchObject({ jid: 'evil.example', rest: 'spam' })
  expect(takePerson('mr.x', nicks, true)).toEqual(nick('mr.x'))
})

test('a nick that would be read as something else is written in quotes, and is read back', () => {
  for (const each of nicks) expect(takePerson(quoted(each), nicks)).toEqual(nick(each))
  expect(quoted('Doc')).toBe('Doc')
})

test('after a word one space ends it: others belong to what follows', () => {
  expect(takeWord('lab@x.example  two spaces ')).toEqual({ word: 'lab@x.example', rest: ' two spaces ' })
})
