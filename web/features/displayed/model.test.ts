import { beforeEach, expect, test, vi } from 'vitest'
import { conversationsModel } from '../conversations/model.ts'
import { rosterModel } from '../roster/model.ts'
import { lab, ROOM, settled, talk, withDoc } from '../timeline/testTalk.ts'
import { displayedModel } from './model.ts'
import { tellingModel } from './telling.ts'

const DOC = 'doc@hill.example'
const doc = { user: 'doc', domain: 'hill.example' }

beforeEach(() => {
  // The page of the test before writes what it has read, and no more.
  dispatchEvent(new Event('pagehide'))
  localStorage.clear()
})

type Answer = { ok: true; value: unknown } | { ok: false; error: object }

async function page(kept: unknown[] = [], subscription = 'both') {
  const stage = talk()
  const { gateway } = stage
  let answer: Answer = { ok: true, value: kept }
  gateway.answer('xmpp.displayed.get', () => answer as never)
  const conversations = gateway.models.use(conversationsModel)
  gateway.models.use(rosterModel)
  gateway.event('xmpp.roster.push', { jid: doc, subscription, groups: [] })
  const start = async () => {
    gateway.models.use(displayedModel)
    await settled()
  }
  /** A message that can be marked, and that the archive knows. */
  const hear = (id: string, more: object = {}) => {
    gateway.time += 1000
    stage.hear(id, {
      id,
      markable: true,
      stanzaIds: [{ by: 'marty@hill.example', id: `archive-${id}` }],
      ...more,
    })
  }
  const inRoom = (id: string) => {
    gateway.time += 1000
    stage.inLab('Doc', id, { id, markable: true, stanzaIds: [{ by: ROOM, id: `archive-${id}` }] })
  }
  const sent = (name: string) => gateway.sent.filter(([each]) => each === name).map(([, data]) => data)
  return {
    ...stage,
    conversations,
    start,
    hear,
    inRoom,
    unread: (id = withDoc) => conversations.rows.get(id)?.unread,
    answer: (next: Answer) => {
      answer = next
    },
    published: () => sent('xmpp.displayed.set'),
    markers: () => sent('xmpp.chat.displayed'),
  }
}
const push = (id: string, more: object = {}) =>
  ['xmpp.displayed.push', { jid: DOC, id: `archive-${id}`, ...more }] as const

test('a look is told to one’s own devices and to the contact, once, with the last word', async () => {
  const { conversations, start, hear, published, markers } = await page()
  await start()
  hear('a')
  hear('b')
  conversations.open(withDoc)
  await settled()
  conversations.open(withDoc)
  await settled()
  expect(published()).toEqual([{ jid: DOC, id: 'archive-b' }])
  expect(markers()).toEqual([{ to: DOC, id: 'b' }])
})

test('what was read before this code came is told when it comes', async () => {
  const { conversations, start, hear, published, markers } = await page()
  hear('a')
  conversations.open(withDoc)
  await start()
  expect([published(), markers()]).toEqual([[{ jid: DOC, id: 'archive-a' }], [{ to: DOC, id: 'a' }]])
})

test('a room is marked by its own archive’s id, and its people hear nothing', async () => {
  const { conversations, start, inRoom, published, markers } = await page()
  await start()
  inRoom('a')
  conversations.open(lab)
  await settled()
  expect(published()).toEqual([{ jid: ROOM, id: 'archive-a', room: true }])
  expect(markers()).toEqual([])
})

test('nothing is published that no archive knows, and nobody is told who did not ask', async () => {
  const { conversations, start, hear, published, markers } = await page()
  await start()
  hear('a', { stanzaIds: undefined, markable: undefined })
  conversations.open(withDoc)
  await settled()
  expect([published(), markers()]).toEqual([[], []])
})

test.each(['none', 'to'])(
  'who may not see that we are here (%s) does not learn what we read',
  async (kind) => {
    const { conversations, start, hear, published, markers } = await page([], kind)
    await start()
    hear('a')
    conversations.open(withDoc)
    await settled()
    expect(published()).toHaveLength(1)
    expect(markers()).toEqual([])
  },
)

test('with the setting off no contact is told; one’s own devices are', async () => {
  const { gateway, conversations, start, hear, published, markers } = await page()
  gateway.models.use(tellingModel).choose(false)
  await start()
  hear('a')
  conversations.open(withDoc)
  await settled()
  expect(published()).toHaveLength(1)
  expect(markers()).toEqual([])
})

test('the setting outlives the page', () => {
  const { gateway } = talk()
  gateway.models.use(tellingModel).choose(false)
  expect(talk().gateway.models.use(tellingModel).isOn.get()).toBe(false)
})

test('what another device read lowers the count, at the start and later', async () => {
  const { gateway, start, hear, unread } = await page([{ jid: DOC, id: 'archive-a' }])
  for (const id of ['a', 'b', 'c']) hear(id)
  await start()
  expect(unread()).toBe(2)
  gateway.event(...push('b'))
  expect(unread()).toBe(1)
  gateway.event(...push('a'))
  expect(unread()).toBe(1)
})

test('a mark for what is not here waits for it, and makes no conversation', async () => {
  const { gateway, conversations, timeline, start, hear, unread } = await page()
  await start()
  gateway.event(...push('b'))
  expect([...timeline.conversations()]).toEqual([])
  expect(conversations.rows.size).toBe(0)
  hear('a')
  hear('b')
  hear('c')
  expect(unread()).toBe(1)
})

test('a mark of a person is none of the room of the same name, and the other way round', async () => {
  const { gateway, start, hear, unread } = await page()
  await start()
  hear('a')
  gateway.event(...push('a', { room: true }))
  expect(unread()).toBe(1)
})

test('a mark on a correction reads what it corrects', async () => {
  const { gateway, start, hear, unread } = await page()
  await start()
  hear('a')
  hear('b', { replace: 'a' })
  gateway.event(...push('b'))
  expect(unread()).toBe(0)
})

test('what was read elsewhere is told to nobody by a look here', async () => {
  const { gateway, conversations, start, hear, published, markers } = await page()
  await start()
  hear('a')
  gateway.event(...push('a'))
  conversations.open(withDoc)
  await settled()
  expect([published(), markers()]).toEqual([[], []])
  hear('b')
  await settled()
  expect([published(), markers()]).toEqual([[{ jid: DOC, id: 'archive-b' }], [{ to: DOC, id: 'b' }]])
})

test('a marker that another client of ours sent counts as read here; one of a stranger does not', async () => {
  const { gateway, start, hear, unread, jid } = await page()
  await start()
  hear('a')
  gateway.event('xmpp.chat.displayed', { from: jid('doc'), id: 'a' })
  gateway.event('xmpp.chat.displayed', { from: jid('marty', 'phone'), to: jid('biff'), id: 'a' })
  expect(unread()).toBe(1)
  gateway.event('xmpp.chat.displayed', { from: jid('marty', 'phone'), to: jid('doc'), id: 'a' })
  expect(unread()).toBe(0)
})

test('an archive tells what was read while nobody here listened, with what it marks', async () => {
  const { start, gateway, sent, entries, jid } = await page()
  await start()
  const told = (from: string, id: string) =>
    gateway.event('xmpp.mam.message', { from: jid(from), displayed: id, mam: { id: `archive-${id}` } })
  told('doc', 'x')
  told('biff', 'y')
  told('marty', 'y')
  sent('Heavy', { id: 'x', carbon: true })
  sent('Heavier', { id: 'y', carbon: true })
  expect(entries(withDoc).map(({ delivery }) => delivery)).toEqual(['read', 'sent'])
})

test('a marker may come before what it marks', async () => {
  const { start, gateway, sent, entries, jid } = await page()
  await start()
  gateway.event('xmpp.chat.displayed', { from: jid('doc'), id: 'x' })
  sent('Heavy', { id: 'x', carbon: true })
  expect(entries(withDoc)).toMatchObject([{ delivery: 'read' }])
})

test('what was read while the way was broken is told when it is there again', async () => {
  const { gateway, session, conversations, start, hear, published } = await page()
  await start()
  hear('a')
  session.link.set({ state: 'broken' })
  conversations.open(withDoc)
  await settled()
  expect(published()).toEqual([])
  session.link.set({ state: 'open' })
  await settled()
  expect(published()).toEqual([{ jid: DOC, id: 'archive-a' }])
  // The socket broke before the page knew.
  gateway.answer('xmpp.displayed.set', () => ({
    ok: false,
    error: { type: 'wait', reason: 'not-connected' },
  }))
  hear('b')
  await settled()
  session.link.set({ state: 'broken' })
  gateway.answer('xmpp.displayed.set', () => ({ ok: true, value: true }))
  session.link.set({ state: 'open' })
  await settled()
  expect(published().slice(1)).toEqual([
    { jid: DOC, id: 'archive-b' },
    { jid: DOC, id: 'archive-b' },
  ])
})

test('nothing is told before it is known what others have read', async () => {
  const { gateway, conversations, start, hear, published } = await page()
  let tell = (_answer: Answer) => {}
  const later = new Promise<Answer>((resolve) => {
    tell = resolve
  })
  gateway.answer('xmpp.displayed.get', () => later as never)
  hear('a')
  await start()
  conversations.open(withDoc)
  await settled()
  expect(published()).toEqual([])
  tell({ ok: true, value: [{ jid: DOC, id: 'archive-a' }] })
  await settled()
  expect(published()).toEqual([])
})

test('a gateway that knows no marks is no reason to keep what was read to oneself', async () => {
  const { conversations, start, hear, answer, markers } = await page()
  answer({ ok: false, error: { type: 'cancel', condition: 'internal-server-error', reason: 'internal' } })
  await start()
  hear('a')
  conversations.open(withDoc)
  await vi.waitFor(() => expect(markers()).toEqual([{ to: DOC, id: 'a' }]))
})
