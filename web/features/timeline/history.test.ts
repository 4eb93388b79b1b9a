import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatWith } from '../../lib/conversation.ts'
import { conversationsModel } from '../conversations/model.ts'
import { historyModel } from './history.ts'
import { live, TestArchive } from './testArchive.ts'
import { lab, ROOM, settled, talk, withDoc } from './testTalk.ts'

beforeEach(() => localStorage.clear())
// What a page still means to write, it writes when it goes.
afterEach(() => void dispatchEvent(new Event('pagehide')))

const withBiff = chatWith('biff@hill.example')
const YESTERDAY = '2025-12-31T12:00:00Z'

const counted = (name: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${name}-${index}`)

/** Marty's page with a way to the archives; what it reads at once has been read. */
async function reader(prepare: (archive: TestArchive) => void = () => {}) {
  const page = talk()
  const archive = new TestArchive(page)
  prepare(archive)
  const conversations = page.gateway.models.use(conversationsModel)
  await page.gateway.models.use(historyModel).ready
  await settled()
  const { gateway, session } = page
  const row = (id: string) => conversations.rows.get(id)
  return {
    ...page,
    archive,
    row,
    /** Out of reach; then back, by a session that lost what was said meanwhile. */
    away: () => gateway.event('xmpp.session.state', { state: 'reconnecting' }),
    async back(resumed = false) {
      if (!resumed) gateway.event('xmpp.connection', { status: 'online', jid: page.jid('marty') })
      gateway.event('xmpp.session.state', { state: 'online', resumed })
      for (let turn = 0; turn < 3; turn++) await settled()
    },
    async enter(self = true) {
      gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Marty', present: true, self })
      for (let turn = 0; turn < 3; turn++) await settled()
    },
    fallOut: () => gateway.event('xmpp.muc.rejoining', { room: ROOM, nick: 'Marty', cause: 'connection' }),
    session,
    cursors: () => archive.asked.map(({ rsm }) => rsm.after ?? rsm.before),
  }
}

describe('the first visit', () => {
  test('shows the conversations of the newest page, read as far as marks say', async () => {
    const { texts, row, archive } = await reader((each) => {
      each.add('own', 60, 'doc', YESTERDAY)
      each.own.push({ id: 'mine', from: 'marty', to: 'biff', at: '2025-12-31T12:30:00Z' })
    })
    expect(texts(withDoc)).toHaveLength(49)
    expect(texts(withBiff)).toEqual(['mine'])
    expect(row(withDoc)).toMatchObject({ preview: 'doc-59', unread: 0 })
    expect(archive.asked).toHaveLength(1)
  })

  test('an archive with nothing in it is read from its beginning when something was missed', async () => {
    const { archive, away, back, texts, row } = await reader()
    away()
    archive.add('own', 3, 'doc', YESTERDAY)
    await back()
    expect(texts(withDoc)).toHaveLength(3)
    expect(row(withDoc)?.unread).toBe(3)
  })
})

describe('after a hole', () => {
  test('everything is read from the cursor on, each message in its conversation, and counts as unread', async () => {
    const page = await reader((each) => each.add('own', 1, 'doc', YESTERDAY, 'old'))
    const { archive, away, back, texts, row, cursors } = page
    away()
    archive.add('own', 70, 'doc', '2025-12-31T13:00:00Z')
    archive.add('own', 50, 'biff', '2025-12-31T13:00:00Z')
    await back()
    expect(texts(withDoc)).toEqual(['old-0', ...counted('doc', 70)])
    expect(texts(withBiff)).toHaveLength(50)
    expect([row(withDoc)?.unread, row(withBiff)?.unread]).toEqual([70, 50])
    expect(row(withDoc)?.preview).toBe('doc-69')
    expect(cursors()).toEqual([true, 'old-0', 'doc-49', 'biff-29'])
  })

  test('the next page is asked for before the one that came is put in', async () => {
    const page = await reader((each) => each.add('own', 1, 'doc', YESTERDAY, 'old'))
    const { archive, away, back, timeline } = page
    let asked = 0
    timeline.onArrival((_, { text }) => {
      if (text === 'doc-0') asked = archive.asked.length
    })
    away()
    archive.add('own', 70, 'doc', '2025-12-31T13:00:00Z')
    await back()
    expect(asked).toBe(1 + 2)
    expect(archive.asked).toHaveLength(1 + 2)
  })

  test('a session that was resumed asks for nothing', async () => {
    const { archive, away, back } = await reader((each) => each.add('own', 1, 'doc', YESTERDAY))
    away()
    await back(true)
    expect(archive.asked).toHaveLength(1)
  })

  test('the way of this page to the gateway may have broken', async () => {
    const { archive, session, texts, cursors } = await reader((each) => each.add('own', 1, 'doc', YESTERDAY))
    session.link.set({ state: 'broken' })
    archive.add('own', 1, 'doc', '2025-12-31T13:00:00Z', 'missed')
    session.link.set({ state: 'open' })
    await settled()
    expect(texts(withDoc)).toEqual(['doc-0', 'missed-0'])
    expect(cursors()).toEqual([true, 'doc-0'])
  })

  test('what came live before the reading broke off stays where a page had put it', async () => {
    const { archive, away, back, texts, hear } = await reader((each) => each.add('own', 1, 'doc', YESTERDAY))
    away()
    archive.add('own', 70, 'doc', '2025-12-31T13:00:00Z', 'new')
    archive.meanwhile = () => {
      for (const id of counted('new', 50)) hear(id, live(id))
      archive.failing.push({ type: 'wait', condition: 'remote-server-timeout' })
    }
    await back()
    away()
    await back()
    expect(texts(withDoc)).toEqual(['doc-0', ...counted('new', 70)])
  })

  test('a room is read on whenever it was entered again', async () => {
    const page = await reader((each) => each.add('room', 1, 'Doc', YESTERDAY))
    const { archive, enter, fallOut, texts, inLab } = page
    await enter()
    inLab('Doc', 'Live', live('x', ROOM))
    archive.room.push({ id: 'x', from: 'Doc', content: 'Live', at: '2026-01-01T11:00:00Z' })
    fallOut()
    archive.add('room', 120, 'Biff', '2026-01-01T11:30:00Z')
    // What a room tells of its past at the door is the last of it.
    inLab('Biff', 'Biff-119', { id: 'm-Biff-119', delay: { when: '2026-01-01T11:32:00Z' } })
    await enter()
    expect(texts(lab)).toEqual(['Doc-0', 'Live', ...counted('Biff', 120)])
  })

  test('more than a thousand leave a gap, and the newest are there', async () => {
    const { archive, away, back, texts } = await reader((each) => each.add('own', 1, 'doc', YESTERDAY, 'old'))
    away()
    archive.add('own', 1100, 'doc', '2025-12-31T13:00:00Z')
    await back()
    expect(texts(withDoc).at(-1)).toBe('doc-1099')
    expect(archive.asked.length).toBe(1 + 20 + 1)
  })

  test('a cursor that the archive forgot: back from the newest until it meets what was here', async () => {
    const { archive, away, back, texts, cursors } = await reader((each) =>
      each.add('own', 3, 'doc', YESTERDAY),
    )
    away()
    archive.own.pop()
    archive.add('own', 60, 'doc', '2025-12-31T13:00:00Z', 'new')
    await back()
    expect(texts(withDoc)).toHaveLength(63)
    expect(cursors()).toEqual([true, 'doc-2', true, 'new-10'])
  })

  test('a hole while another is read: it is read once more', async () => {
    const { archive, away, back, gateway, jid, texts } = await reader((each) =>
      each.add('own', 1, 'doc', YESTERDAY),
    )
    away()
    archive.add('own', 1, 'doc', '2025-12-31T13:00:00Z', 'one')
    archive.meanwhile = () => {
      archive.add('own', 1, 'doc', '2025-12-31T14:00:00Z', 'two')
      gateway.event('xmpp.session.state', { state: 'reconnecting' })
      gateway.event('xmpp.connection', { status: 'online', jid: jid('marty') })
    }
    await back()
    expect(texts(withDoc)).toEqual(['doc-0', 'one-0', 'two-0'])
  })

  test('an archive that fails is asked again the next time', async () => {
    const { archive, away, back, texts } = await reader((each) => each.add('own', 1, 'doc', YESTERDAY))
    away()
    archive.add('own', 1, 'doc', '2025-12-31T13:00:00Z', 'missed')
    archive.failing.push({ type: 'wait', condition: 'internal-server-error' })
    await back()
    expect(texts(withDoc)).toEqual(['doc-0', ''])
    away()
    await back()
    expect(texts(withDoc)).toEqual(['doc-0', 'missed-0'])
  })
})

describe('the cursor', () => {
  test('is moved by what arrives live with one number of the archive, and by nothing else', async () => {
    const { hear, sent, away, back, archive, cursors } = await reader((each) =>
      each.add('own', 1, 'doc', YESTERDAY),
    )
    hear('Live', live('l1'))
    sent('From the phone', live('l2'))
    hear('Without a number', { id: 'm' })
    hear('Kept for us', { ...live('l0'), delay: { when: YESTERDAY } })
    hear('Two claim to be it', {
      id: 'x',
      stanzaIds: [
        { by: 'a', id: '1' },
        { by: 'a', id: '2' },
      ],
    })
    archive.own.push({ id: 'l2', from: 'marty', to: 'doc', at: '2026-01-01T11:00:00Z' })
    away()
    hear('While something may be missing', live('l3'))
    await back()
    expect(cursors()).toEqual([true, 'l2'])
  })

  test('a room’s is its own, and what is said there in private moves none', async () => {
    const { enter, fallOut, inLab, gateway, cursors, archive } = await reader((each) =>
      each.add('room', 1, 'Doc', YESTERDAY),
    )
    await enter()
    gateway.event('xmpp.muc.message', {
      room: ROOM,
      nick: 'Doc',
      private: true,
      content: 'Psst',
      ...live('p', ROOM),
    })
    fallOut()
    await enter()
    expect(cursors()).toEqual([true, true, 'Doc-0'])
    inLab('Doc', 'Live', live('r1', ROOM))
    archive.room.push({ id: 'r1', from: 'Doc', content: 'Live', at: YESTERDAY })
    fallOut()
    await enter()
    expect(cursors().at(-1)).toBe('r1')
  })
})

describe('each once, in the archive’s order', () => {
  test('what came live, was kept by the server, or was said here is not doubled', async () => {
    const { archive, away, back, hear, sent, texts } = await reader((each) =>
      each.add('own', 1, 'doc', YESTERDAY),
    )
    sent('Hello', { id: 'm-s', echo: true })
    away()
    archive.own.push({ id: 's', from: 'marty', to: 'doc', content: 'Hello', at: '2026-01-01T11:59:00Z' })
    archive.own.push({ id: 'o', from: 'doc', content: 'Kept', at: '2026-01-01T12:00:00Z' })
    archive.own.push({ id: 'l', from: 'doc', content: 'Live', at: '2026-01-01T12:00:01Z' })
    hear('Kept', { id: 'm-o', delay: { when: '2026-01-01T12:00:00Z' } })
    hear('Live', live('l'))
    await back()
    expect(texts(withDoc)).toEqual(['doc-0', 'Hello', 'Kept', 'Live'])
  })

  test.each([-3_600_000, 0, 3_600_000])('with a clock that is %i ms off', async (skew) => {
    const { archive, away, back, hear, gateway, texts } = await reader()
    gateway.time += skew
    hear('Before', live('b'))
    archive.own.push({ id: 'b', from: 'doc', content: 'Before', at: '2026-01-01T12:00:00Z' })
    away()
    for (const id of ['m1', 'm2']) archive.own.push({ id, from: 'doc', at: '2026-01-01T12:00:01Z' })
    archive.own.push({ id: 'l', from: 'doc', content: 'Live', at: '2026-01-01T12:00:02Z' })
    hear('Live', live('l'))
    archive.own.push({ id: 'm3', from: 'doc', at: '2026-01-01T12:00:02Z' })
    archive.meanwhile = () => hear('Too late for the page', live('t'))
    await back()
    expect(texts(withDoc)).toEqual(['Before', 'm1', 'm2', 'Live', 'm3', 'Too late for the page'])
  })

  test('two people who use one id, and one person who says the same twice, are all heard', async () => {
    const { archive, away, back, hear, texts } = await reader()
    hear('Hello', { id: 'same' })
    hear('Hello', { id: 'same' }, 'biff')
    away()
    for (const [id, from] of [
      ['1', 'doc'],
      ['2', 'biff'],
      ['3', 'doc'],
    ] as const)
      archive.own.push({ id, from, content: 'Hello', at: YESTERDAY, more: { id: 'same' } })
    await back()
    expect([texts(withDoc), texts(withBiff)]).toEqual([['Hello', 'Hello'], ['Hello']])
  })

  test('a correction and a word that takes back, said while away, do what they say', async () => {
    const { archive, away, back, entries } = await reader((each) => each.add('own', 2, 'doc', YESTERDAY))
    away()
    const at = '2025-12-31T13:00:00Z'
    archive.own.push({ id: 'c', from: 'doc', content: 'Right', at, more: { replace: 'm-doc-0' } })
    archive.own.push({ id: 'r', from: 'doc', at, more: { content: undefined, retract: { id: 'm-doc-1' } } })
    archive.own.push({ id: 'n', from: 'doc', content: 'Next', at })
    await back()
    expect(entries(withDoc)).toMatchObject([
      { text: 'Right', edited: true },
      { removed: { how: 'back' } },
      { text: 'Next' },
    ])
  })
})
