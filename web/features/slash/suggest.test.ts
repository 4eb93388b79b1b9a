import { beforeAll, expect, test } from 'vitest'
import type { Conversation } from '../../lib/conversation.ts'
import { loadWords } from '../../lib/i18n.ts'
import { done, type SlashPart } from '../../lib/slash.ts'
import { createRegistry } from './registry.ts'
import { suggest } from './suggest.ts'

beforeAll(() => loadWords('slash'))

const people = ['Doc', 'Marty McFly', 'Marty', 'a(b', 'Élise', 'Великий']
const part: SlashPart = {
  commands: [
    { name: 'ban', takes: [{ kind: 'person', name: 'who' }], where: ['room'], run: () => done() },
    {
      name: 'kick',
      takes: [{ kind: 'nick', name: 'who' }],
      where: ['room'],
      refusal: () => 'Only moderators can do that.',
      run: () => done(),
    },
    {
      name: 'join',
      aliases: ['j'],
      takes: [
        { kind: 'room', name: 'room' },
        { kind: 'secret', name: 'password' },
      ],
      where: ['room', 'chat'],
      run: () => done(),
    },
  ],
  candidates: {
    nick: () => people.map((text) => ({ text })),
    address: () => [{ text: 'biff@hill.example', detail: 'Biff' }],
    room: () => [{ text: 'lab@rooms.example' }],
  },
}
const room: Conversation = { kind: 'room', room: 'lab@rooms.example' }
const at = (text: string, { asked = false, target = room as Conversation, caret = text.length } = {}) =>
  suggest(createRegistry([part]), target, text, caret, asked)
const labels = (...parameters: Parameters<typeof at>) => at(...parameters)?.items.map(({ label }) => label)
/** What the text is once the first one was chosen. */
const chosen = (text: string, asked = false) => {
  const list = at(text, { asked })
  return list && text.slice(0, list.from) + list.items[0]?.insert + text.slice(list.to)
}

test('a slash lists the commands that mean something here, with what they take', () => {
  expect(labels('/')).toEqual(['/ban', '/join', '/kick'])
  expect(at('/')?.items[0]).toMatchObject({ hint: '<who>', insert: '/ban ' })
  expect(labels('/', { target: { kind: 'chat', jid: 'doc@hill.example' } })).toEqual(['/join'])
  expect(labels('/BA')).toEqual(['/ban'])
  expect(labels('/zz')).toBeUndefined()
})

test('a command that one may not do says why', () => {
  expect(at('/kick')?.items[0]).toMatchObject({ disabled: 'Only moderators can do that.' })
})

test('another name of a command finds it', () => {
  expect(at('/j')?.items[0]?.label).toBe('/j')
  expect(labels('/jo')).toEqual(['/join'])
})

test('an argument is completed by what it can be, in quotes where it has to be', () => {
  expect(chosen('/kick marty m')).toBe('/kick "Marty McFly" ')
  expect(chosen('/kick "Marty Mc')).toBe('/kick "Marty McFly" ')
  expect(labels('/kick ')).toEqual(people)
  expect(labels('/kick bif')).toBeUndefined()
  expect(chosen('/ban bif')).toBe('/ban biff@hill.example ')
  expect(chosen('/join la')).toBe('/join lab@rooms.example ')
})

test('a name that is whole comes first, and a space ends it', () => {
  expect(labels('/kick Marty')).toEqual(['Marty', 'Marty McFly'])
  expect(labels('/kick Marty ')).toBeUndefined()
})

test('nothing completes a password, nor a reason', () => {
  expect(labels('/join lab@rooms.example l')).toBeUndefined()
  expect(labels('/kick Marty Do')).toBeUndefined()
})

test('an @ completes nicks, and whom a message begins with it is for', () => {
  expect(chosen('@mar')).toBe('Marty McFly: ')
  expect(chosen('Hello @do')).toBe('Hello Doc ')
  expect(chosen('Hello @вел')).toBe('Hello Великий ')
  expect(labels('@')).toEqual(people)
  expect(labels('@ ')).toBeUndefined()
  expect(labels('doc@hill')).toBeUndefined()
  expect(labels('mail me at a@b.example')).toBeUndefined()
})

test('the beginning of a nick completes it when it is asked for, and else is just a word', () => {
  expect(labels('ma')).toBeUndefined()
  expect(chosen('ma', true)).toBe('Marty McFly: ')
  expect(chosen('Hi elis', true)).toBe('Hi Élise ')
  expect(chosen('I met marty mc', true)).toBe('I met Marty McFly ')
  expect(chosen('a(', true)).toBe('a(b: ')
  expect(chosen('xyz', true)).toBeUndefined()
})

test('in the middle of a text it takes the place of what stands before the caret', () => {
  const text = 'Hi @do, how are you'
  expect(at(text, { caret: 6 })).toMatchObject({ from: 3, to: 6, items: [{ insert: 'Doc ' }] })
  expect(at('Hi @do there', { caret: 6 })?.items[0]?.insert).toBe('Doc')
})

test('somebody alone is not named', () => {
  expect(labels('@', { target: { kind: 'chat', jid: 'doc@hill.example' } })).toBeUndefined()
})

test('of a crowd of two thousand a screenful is shown, all are counted, and it takes no time', () => {
  const crowd: SlashPart = {
    candidates: { nick: () => Array.from({ length: 2000 }, (_, n) => ({ text: `Person ${n}` })) },
  }
  const registry = createRegistry([crowd])
  const ask = (text: string) => suggest(registry, room, text, text.length, false)
  expect(ask('@')?.items).toHaveLength(40)
  expect(ask('@')?.announcement).toBe('2000 suggestions')
  // The best of many: a busy machine must not be taken for slow code.
  const times = Array.from({ length: 20 }, () => {
    const started = performance.now()
    ask('@pers')
    return performance.now() - started
  })
  expect(Math.min(...times)).toBeLessThan(25)
})
