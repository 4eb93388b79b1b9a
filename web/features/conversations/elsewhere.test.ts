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

function page() {
  const gateway = new FakeGateway()
  const conversations = gateway.models.use(conversationsModel)
  const timeline = gateway.models.use(timelineModel)
  gateway.event('xmpp.session.snapshot', { jid: marty, events: [] })
  const said = (id: string, more = {}) => {
    gateway.time += 1000
    const stanzaIds = [{ by: 'marty@hill.test', id: `archive-${id}` }]
    gateway.event('xmpp.chat.message', { from: doc, content: id, id, stanzaIds, ...more })
  }
  const keyOf = (id: string, conversation = DOC) => timeline.of(conversation).keyOf(`archive-${id}`) ?? ''
  const unread = (conversation = DOC) => conversations.rows.get(conversation)?.unread
  return { gateway, conversations, timeline, said, keyOf, unread }
}
/** What a browser does in the other tabs when one of them has written. */
const tellTabs = () =>
  dispatchEvent(new StorageEvent('storage', { key: 'read:marty@hill.test', storageArea: localStorage }))

test('what was read on another device is not counted here any more, and what came after it is', () => {
  const { conversations, said, keyOf, unread } = page()
  for (const id of ['a', 'b', 'c']) said(id)
  conversations.readElsewhere(DOC, keyOf('b'))
  expect(unread()).toBe(1)
  conversations.readElsewhere(DOC, keyOf('c'))
  expect(unread()).toBe(0)
})

test('an older mark makes nothing unread again', () => {
  const { conversations, said, keyOf, unread } = page()
  for (const id of ['a', 'b']) said(id)
  conversations.open(DOC)
  conversations.open(undefined)
  conversations.readElsewhere(DOC, keyOf('a'))
  expect(unread()).toBe(0)
})

test('a mark in the past of a room that was never visited here makes news of what follows it', () => {
  const { gateway, conversations, keyOf, unread } = page()
  for (const [minute, id] of ['a', 'b', 'c'].entries())
    gateway.event('xmpp.muc.message', {
      room: ROOM,
      nick: 'biff',
      private: false,
      content: id,
      id,
      stanzaIds: [{ by: ROOM, id: `archive-${id}` }],
      delay: { when: `2026-01-01T11:0${minute}:00Z` },
    })
  expect(unread(inRoom(ROOM))).toBe(0)
  conversations.readElsewhere(inRoom(ROOM), keyOf('a', inRoom(ROOM)))
  expect(unread(inRoom(ROOM))).toBe(2)
})

test('the divider stays while a person reads, whatever other devices do', () => {
  const { conversations, said, keyOf } = page()
  for (const id of ['a', 'b', 'c']) said(id)
  conversations.open(DOC)
  const divider = conversations.dividers.get(DOC)
  expect(divider).toBe(keyOf('a'))
  conversations.readElsewhere(DOC, keyOf('c'))
  expect(conversations.dividers.get(DOC)).toBe(divider)
})

test('a look is told once; a word of one’s own, and what was read elsewhere, are no look', () => {
  const { gateway, conversations, said, keyOf } = page()
  said('a')
  conversations.open(DOC)
  expect([...conversations.looked.keys()]).toEqual([DOC])
  conversations.looked.clear()
  conversations.open(DOC)
  expect(conversations.looked.size).toBe(0)
  said('b')
  expect(conversations.looked.size).toBe(1)
  conversations.looked.clear()
  conversations.open(undefined)
  said('c')
  gateway.time += 1000
  gateway.event('xmpp.chat.sent', { from: marty, to: doc, content: 'Coming', id: 'x', carbon: true })
  said('d')
  conversations.readElsewhere(DOC, keyOf('d'))
  expect(conversations.looked.size).toBe(0)
})

test('another tab of this browser agrees at once, although it heard the same message at another moment', () => {
  const [one, two] = [page(), page()]
  two.gateway.time += 500
  for (const each of [one, two]) each.said('a')
  expect(two.unread()).toBe(1)
  one.conversations.open(DOC)
  vi.advanceTimersByTime(500)
  tellTabs()
  expect(two.unread()).toBe(0)
  expect(two.conversations.looked.size).toBe(0)
  two.said('b')
  expect(two.unread()).toBe(1)
})
