import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chatWith } from '../../lib/conversation.ts'
import { FakeGateway } from '../../transport/fake.ts'
import { blockingModel } from '../blocking/model.ts'
import { chatStatesCommands } from '../chatStates/commands.ts'
import { presenceModel } from '../presence/model.ts'
import { rosterModel } from '../roster/model.ts'
import { sessionModel } from '../session/model.ts'
import { timelineModel } from '../timeline/model.ts'
import { conversationsJump } from './jump.ts'
import { conversationsModel } from './model.ts'
import { requestsModel } from './requests.ts'

const marty = { user: 'marty', domain: 'hill.test', resource: 'web' }
const griff = { user: 'griff', domain: 'evil.test', resource: 'pit' }
const GRIFF = 'griff@evil.test'

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
})
afterEach(() => vi.useRealTimers())

/** A page of marty's; `isReady` false: his contacts are not here yet. */
function page(events: [string, unknown][] = [], isReady = true) {
  const gateway = new FakeGateway()
  const { use } = gateway.models
  use(rosterModel)
  const requests = use(requestsModel)
  const session = use(sessionModel)
  if (isReady) gateway.event('xmpp.session.snapshot', { jid: marty, events })
  else session.own.set(marty)
  return {
    gateway,
    requests,
    session,
    timeline: use(timelineModel),
    conversations: use(conversationsModel),
    strangers: use(presenceModel).strangers,
    says: (content = 'Chicken', id = content, more = {}) =>
      gateway.event('xmpp.chat.message', { from: griff, content, id, ...more }),
    contact: (subscription: string) =>
      gateway.event('xmpp.roster.push', { jid: { user: 'griff', domain: 'evil.test' }, subscription }),
  }
}
/** What a browser keeps is written a moment later. */
const settle = () => vi.advanceTimersByTime(1000)
const kept = (minute: number, id: string) => ({
  stanzaIds: [{ by: 'marty@hill.test', id: `archive-${id}` }],
  delay: { when: new Date(Date.parse('2026-01-01T11:00:00Z') + minute * 60_000).toISOString() },
})

test('a stranger who writes is held, and counted in the requests', () => {
  const { requests, strangers, says } = page()
  says()
  says('Nobody calls me chicken')
  expect(requests.waiting.get()).toEqual([GRIFF])
  expect(strangers.get()).toEqual({ all: 1, unread: 1 })
})

test('neither a contact nor oneself nor one’s own server is a stranger', () => {
  const { gateway, requests, says, contact } = page()
  contact('none')
  says()
  for (const from of [marty, { domain: 'hill.test' }])
    gateway.event('xmpp.chat.message', { from, content: 'Hello', id: JSON.stringify(from) })
  expect([...requests.held.get()]).toEqual([])
})

test('private words in a room are of no stranger', () => {
  const { gateway, requests } = page()
  const room = 'dance@rooms.hill.test'
  gateway.event('xmpp.muc.message', { room, nick: 'Griff', private: true, content: 'Psst', id: 'p' })
  expect([...requests.held.get()]).toEqual([])
})

test('a look at it makes no conversation of it: what was read is counted no more, and stays', () => {
  const { conversations, requests, strangers, says } = page()
  says()
  conversations.ensure(chatWith(GRIFF))
  conversations.open(chatWith(GRIFF))
  expect(requests.waiting.get()).toEqual([GRIFF])
  expect(strangers.get()).toEqual({ all: 1, unread: 0 })
})

test('an answer ends it, from this device or another; what only tells of typing or reading does not', () => {
  const { gateway, requests, says } = page()
  says()
  const sent = { from: marty, to: griff, carbon: true }
  gateway.event('xmpp.chat.sent', { ...sent, state: 'composing' })
  expect(requests.isHeld(GRIFF)).toBe(true)
  gateway.event('xmpp.chat.sent', { ...sent, content: 'What did you call me?', id: 'answer' })
  expect(requests.isHeld(GRIFF)).toBe(false)
  expect(requests.waiting.get()).toEqual([])
})

test('an answer that an archive tells of ends it too', () => {
  const { requests, says, timeline } = page()
  says()
  const answer = {
    kind: 'message' as const,
    author: '',
    own: true,
    text: 'Yes?',
    at: 1,
    delayed: true as const,
  }
  timeline.add(chatWith(GRIFF), answer, 'quiet')
  expect(requests.isHeld(GRIFF)).toBe(false)
})

test('whoever becomes a contact is held no more, and whoever is none any more is, unless answered', () => {
  const { requests, says, contact } = page()
  says()
  contact('to')
  expect(requests.isHeld(GRIFF)).toBe(false)
  contact('remove')
  expect(requests.isHeld(GRIFF)).toBe(true)
})

test('whom one looked up before they wrote is wanted; who wrote before one looked is not', () => {
  const { conversations, requests, says, timeline } = page()
  const id = chatWith(GRIFF)
  conversations.ensure(id)
  says('first')
  // Nobody can say yet whether something stands before it.
  expect(requests.isHeld(GRIFF)).toBe(true)
  timeline.of(id).older.set('none')
  expect(requests.isHeld(GRIFF)).toBe(false)

  localStorage.clear()
  const reloaded = page()
  reloaded.conversations.ensure(id)
  reloaded.says('first', 'first', kept(1, 'first'))
  reloaded.timeline.of(id).older.set('none')
  expect(reloaded.requests.isHeld(GRIFF)).toBe(true)
})

test('after a reload it is as it was, before the contacts are here and with them', () => {
  const first = page()
  first.says('Chicken', 'a')
  settle()
  const early = page([], false)
  early.says('Chicken', 'a', kept(1, 'a'))
  expect([...early.requests.held.get()]).toEqual([GRIFF])
  early.gateway.event('xmpp.session.snapshot', { jid: marty, events: [] })
  expect(early.requests.waiting.get()).toEqual([GRIFF])

  early.gateway.event('xmpp.chat.sent', { from: marty, to: griff, content: 'Yes?', id: 'answer' })
  settle()
  // The answer is further back than what the next page reads first.
  const next = page()
  next.says('Chicken again', 'b', kept(2, 'b'))
  expect([...next.requests.held.get()]).toEqual([])
})

test('before the contacts are here nobody new is called a stranger', () => {
  const { requests, says } = page([], false)
  says()
  expect([...requests.held.get()]).toEqual([])
})

test('dismissed, they wait no more until they write again, in the next page too', () => {
  const first = page()
  first.says('Chicken', 'a', kept(1, 'a'))
  first.requests.dismiss([GRIFF])
  expect(first.requests.waiting.get()).toEqual([])
  expect(first.requests.isHeld(GRIFF)).toBe(true)
  settle()
  const next = page()
  next.says('Chicken', 'a', kept(1, 'a'))
  expect(next.requests.waiting.get()).toEqual([])
  next.says('Chicken again', 'b')
  expect(next.requests.waiting.get()).toEqual([GRIFF])
})

test('what comes in the moment in which one was dismissed is not dismissed with it', () => {
  const { requests, says } = page()
  says('Chicken', 'a')
  requests.dismiss([GRIFF])
  says('Chicken!', 'b')
  expect(requests.waiting.get()).toEqual([GRIFF])
})

test('a blocked stranger, or one of a blocked server, waits no more and is no conversation', () => {
  const { gateway, requests, says } = page()
  const { rows } = gateway.models.use(blockingModel)
  says()
  for (const blocked of [GRIFF, 'evil.test']) {
    rows.set(blocked, true)
    expect(requests.waiting.get()).toEqual([])
    expect(requests.isHeld(GRIFF)).toBe(true)
    rows.delete(blocked)
    expect(requests.waiting.get()).toEqual([GRIFF])
  }
})

test('who also asks to be a contact is counted once', () => {
  const { gateway, strangers, says } = page()
  says()
  gateway.event('xmpp.presence.subscribe', { from: { user: 'griff', domain: 'evil.test' } })
  expect(strangers.get()).toEqual({ all: 1, unread: 0 })
})

test('a stranger does not learn that one writes until they are answered', () => {
  const { gateway, session, says } = page()
  session.link.set({ state: 'open' })
  const signal = gateway.models.use(chatStatesCommands)
  const told = () => gateway.sent.filter(([name]) => name === 'xmpp.chat.message').length
  says()
  signal.typed(chatWith(GRIFF), false)
  expect(told()).toBe(0)
  gateway.event('xmpp.chat.sent', { from: marty, to: griff, content: 'Yes?', id: 'answer' })
  signal.typed(chatWith(GRIFF), false)
  expect(told()).toBe(1)
})

test('the jump box knows that it is a request', () => {
  const { gateway, says } = page()
  says()
  const places = gateway.models.use(conversationsJump).places()
  expect(places.find(({ address }) => address === GRIFF)).toMatchObject({ isRequest: true, label: GRIFF })
})
