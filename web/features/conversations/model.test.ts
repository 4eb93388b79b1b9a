import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chatWith, inRoom } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { timelineModel } from '../timeline/model.ts'
import { conversationsModel } from './model.ts'

const marty = { user: 'marty', domain: 'hill.test', resource: 'web' }
const doc = { user: 'doc', domain: 'hill.test', resource: 'lab' }
const DOC = chatWith('doc@hill.test')
const ROOM = 'dance@rooms.hill.test'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => vi.useRealTimers())

function page(events: [string, unknown][] = []) {
  const gateway = new FakeGateway()
  const conversations = gateway.models.use(conversationsModel)
  gateway.event('xmpp.session.snapshot', { jid: marty, events })
  const said = (content: string, id: string, more = {}) =>
    gateway.event('xmpp.chat.message', { from: doc, content, id, ...more })
  return { gateway, conversations, said, timeline: gateway.models.use(timelineModel) }
}
const at = (minute: number) => new Date(Date.parse('2026-01-01T11:00:00Z') + minute * 60_000).toISOString()
const kept = (minute: number, id: string, content = id): [string, unknown] => [
  'xmpp.chat.message',
  {
    from: doc,
    content,
    id,
    stanzaIds: [{ by: 'marty@hill.test', id: `archive-${id}` }],
    delay: { when: at(minute) },
  },
]

test('what arrives unseen is counted, and a look takes the count away', () => {
  const { conversations, said } = page()
  said('Great Scott', 'a')
  said('Are you there?', 'b')
  expect(conversations.rows.get(DOC)).toMatchObject({ unread: 2, mentioned: true, preview: 'Are you there?' })
  conversations.open(DOC)
  expect(conversations.rows.get(DOC)).toMatchObject({ unread: 0, mentioned: false })
})

test('of a file the list says its name; of a text that only comes with one, the text', () => {
  const { conversations, said, timeline } = page()
  const url = 'https://upload.hill.test/1/clock%20tower.png'
  said(url, 'a', { oob: { url } })
  expect(conversations.rows.get(DOC)?.preview).toBe('clock tower.png')
  said('Look at this', 'b', { oob: { url } })
  expect(conversations.rows.get(DOC)?.preview).toBe('Look at this')
  said(url, 'c')
  const { entries } = timeline.of(DOC)
  expect(entries.keys().map((key) => entries.get(key)?.oob)).toEqual([true, undefined, undefined])
})

test('what arrives before open eyes is read; behind a turned back it is not', () => {
  const { gateway, conversations, said } = page()
  conversations.open(DOC)
  said('Great Scott', 'a')
  expect(conversations.rows.get(DOC)?.unread).toBe(0)
  conversations.open(undefined)
  gateway.time += 1000
  said('Marty?', 'b')
  expect(conversations.rows.get(DOC)?.unread).toBe(1)
})

test('the divider stands before the first unread, and serves until the conversation is left', () => {
  const { gateway, conversations, said, timeline } = page()
  conversations.open(DOC)
  said('Seen', 'a')
  conversations.open(undefined)
  gateway.time += 1000
  said('First', 'b')
  said('Second', 'c')
  conversations.open(DOC)
  const divider = conversations.dividers.get(DOC) ?? ''
  expect(timeline.of(DOC).entries.get(divider)?.text).toBe('First')
  gateway.time += 1000
  said('Third', 'd')
  expect(conversations.dividers.get(DOC)).toBe(divider)
  conversations.closed(DOC)
  expect(conversations.dividers.get(DOC)).toBeUndefined()
})

test('an answer from another device reads what stands before it, and nothing after', () => {
  const { gateway, conversations, said } = page()
  said('One', 'a')
  gateway.time += 1000
  gateway.event('xmpp.chat.sent', { from: marty, to: doc, content: 'Coming', id: 'x', carbon: true })
  expect(conversations.rows.get(DOC)?.unread).toBe(0)
  gateway.time += 1000
  said('Two', 'b')
  conversations.open(DOC)
  expect(conversations.rows.get(DOC)?.unread).toBe(0)
  expect(conversations.dividers.has(DOC)).toBe(true)
})

test('after a reload only what came since is unread', () => {
  const before = page([kept(0, 'a'), kept(1, 'b')])
  expect(before.conversations.rows.get(DOC)?.unread).toBe(2)
  before.conversations.open(DOC)
  vi.runAllTimers()
  const after = page([kept(0, 'a'), kept(1, 'b'), kept(2, 'c')])
  expect(after.conversations.rows.get(DOC)?.unread).toBe(1)
})

test('a gateway whose clock runs ahead does not bring read messages back', () => {
  const before = page()
  before.conversations.open(DOC)
  before.said('Hello', 'a', { stanzaIds: [{ by: 'marty@hill.test', id: 'archive-a' }] })
  vi.runAllTimers()
  const ahead = Date.parse('2026-01-01T12:00:00Z') - Date.parse('2026-01-01T11:00:00Z') + 30_000
  const gateway = new FakeGateway()
  gateway.time += 60_000
  const conversations = gateway.models.use(conversationsModel)
  gateway.event('xmpp.session.snapshot', { jid: marty, events: [kept(ahead / 60_000, 'a', 'Hello')] })
  expect(conversations.rows.get(DOC)?.unread).toBe(0)
})

test('two tabs do not undo each other’s marks', () => {
  const [one, two] = [page([kept(0, 'a')]), page([kept(0, 'a')])]
  one.conversations.open(DOC)
  vi.runAllTimers()
  two.conversations.open(inRoom(ROOM))
  two.gateway.event('xmpp.muc.message', {
    room: ROOM,
    nick: 'biff',
    private: false,
    content: 'Hello',
    id: 'r',
  })
  vi.runAllTimers()
  expect(page([kept(0, 'a')]).conversations.rows.get(DOC)?.unread).toBe(0)
})

test('a busy room writes to the disk once in a while, not with each message', () => {
  const { gateway, conversations } = page()
  conversations.open(inRoom(ROOM))
  const write = vi.spyOn(Storage.prototype, 'setItem')
  for (let i = 0; i < 100; i++) {
    gateway.time += 1
    gateway.event('xmpp.muc.message', { room: ROOM, nick: 'biff', private: false, content: 'x', id: `${i}` })
  }
  vi.runAllTimers()
  expect(write.mock.calls.length).toBe(1)
  write.mockRestore()
})

test('a room’s past at the first visit is scenery, and a later word is news', () => {
  const { gateway, conversations } = page()
  const room = (content: string, more = {}) =>
    gateway.event('xmpp.muc.message', {
      room: ROOM,
      nick: 'biff',
      private: false,
      content,
      id: content,
      ...more,
    })
  gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'calvin', self: true, present: true, status: [110] })
  room('calvin, once', { delay: { when: at(0) } })
  expect(conversations.rows.get(inRoom(ROOM))).toMatchObject({ unread: 0, mentioned: false })
  room('hello all')
  expect(conversations.rows.get(inRoom(ROOM))).toMatchObject({ unread: 1, mentioned: false })
  room('Calvin: butthead')
  expect(conversations.rows.get(inRoom(ROOM))).toMatchObject({ unread: 2, mentioned: true })
})
