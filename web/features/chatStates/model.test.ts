import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chatWith, inRoom, privately } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { sessionModel } from '../session/model.ts'
import { chatStatesCommands } from './commands.ts'
import { chatStatesModel } from './model.ts'

const ROOM = 'lab@rooms.hill.example'
const withDoc = chatWith('doc@hill.example')
const doc = { user: 'doc', domain: 'hill.example', resource: 'car' }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function page() {
  const gateway = new FakeGateway()
  const { typing } = gateway.models.use(chatStatesModel)
  const commands = gateway.models.use(chatStatesCommands)
  const session = gateway.models.use(sessionModel)
  session.link.set({ state: 'open' })
  session.upstream.set({ state: 'online' })
  return { gateway, typing, commands, session, states: () => gateway.sent.map(([, data]) => data) }
}

test('somebody writes until they pause, say it, leave, or fall silent', () => {
  const { gateway, typing } = page()
  const begin = () => gateway.event('xmpp.chat.message', { from: doc, state: 'composing' })
  const ends = [
    () => gateway.event('xmpp.chat.message', { from: doc, state: 'paused' }),
    () => gateway.event('xmpp.chat.message', { from: doc, state: 'active', content: 'Hi' }),
    () => gateway.event('xmpp.presence', { from: doc, show: 'offline' }),
    () => vi.advanceTimersByTime(30_000),
  ]
  for (const end of ends) {
    begin()
    expect(typing.get(withDoc)).toEqual(['doc@hill.example'])
    end()
    expect(typing.get(withDoc)).toBeUndefined()
  }
})

test('in a room each is told apart, in the order in which they began, and oneself is not told', () => {
  const { gateway, typing } = page()
  const tell = (nick: string, more: object = {}) =>
    gateway.event('xmpp.muc.message', { room: ROOM, nick, private: false, state: 'composing', ...more })
  tell('Doc')
  tell('Biff')
  tell('Marty', { own: true })
  tell('Lorraine', { private: true })
  expect(typing.get(inRoom(ROOM))).toEqual(['Doc', 'Biff'])
  expect(typing.get(privately(ROOM, 'Lorraine'))).toEqual(['Lorraine'])
})

test('what an old message says of its writer is over', () => {
  const { gateway, typing } = page()
  gateway.event('xmpp.chat.message', {
    from: doc,
    state: 'composing',
    delay: { when: '2025-01-01T00:00:00Z' },
  })
  expect(typing.get(withDoc)).toBeUndefined()
})

test('one says that one writes at the first key, that one paused, and that nothing is left', () => {
  const { commands, states } = page()
  const to = 'doc@hill.example'
  commands.typed(withDoc, false)
  commands.typed(withDoc, false)
  expect(states()).toEqual([{ to, state: 'composing' }])
  vi.advanceTimersByTime(5000)
  commands.typed(withDoc, false)
  commands.typed(withDoc, true)
  vi.advanceTimersByTime(5000)
  expect(states()).toEqual(['composing', 'paused', 'composing', 'active'].map((state) => ({ to, state })))
})

test('a message ends it without a word, and the next key begins again', () => {
  const { commands, states } = page()
  commands.typed(withDoc, false)
  commands.sent(withDoc)
  vi.advanceTimersByTime(10_000)
  commands.typed(withDoc, false)
  expect(states()).toHaveLength(2)
})

test('a room is not told, and neither is anybody without a connection', () => {
  const { commands, session, states } = page()
  commands.typed(inRoom(ROOM), false)
  session.link.set({ state: 'broken' })
  commands.typed(withDoc, false)
  expect(states()).toEqual([])
})
