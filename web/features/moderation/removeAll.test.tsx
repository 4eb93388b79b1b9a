import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Models } from '../../store/model.ts'
import { ModelsContext } from '../../store/react.ts'
import { mucModel } from '../muc/model.ts'
import { roomInfoOf } from '../muc/roomInfo.ts'
import { archived, ROOM, talk } from '../timeline/testTalk.ts'
import type { Progress } from './commands.ts'
import { useModeration } from './removal.ts'

function moderate() {
  const page = talk()
  const { gateway } = page
  const { infos } = gateway.models.use(mucModel)
  infos.set(ROOM, roomInfoOf([{ kind: 'feature', var: 'urn:xmpp:message-moderate:1' }]))
  gateway.event('xmpp.muc.roster', {
    room: ROOM,
    nick: 'Marty',
    self: true,
    present: true,
    role: 'moderator',
  })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <ModelsContext value={gateway.models as unknown as Models<never>}>{children}</ModelsContext>
  )
  const { result } = renderHook(() => useModeration(ROOM), { wrapper })
  const removed = () =>
    gateway.sent
      .filter(([name]) => name === 'xmpp.muc.moderate')
      .map(([, data]) => (data as { id: string }).id)
  return { ...page, moderation: () => result.current, removed }
}
type Page = ReturnType<typeof moderate>

/** The room's archive, a page at a time from its end; each row is an id and who said it. */
function archive({ gateway }: Page, ...pages: [string, string, object?][][]): void {
  // By where a question begins: the page's own history reads the same archive.
  const starts: unknown[] = [true, ...pages.map((rows) => rows[0]?.[0])]
  gateway.answer('xmpp.mam.query', (data) => {
    const { queryId, rsm: asked } = data as { queryId: string; rsm: { before?: unknown } }
    const at = starts.indexOf(asked.before)
    const rows = pages[at] ?? []
    for (const [id, occupantId, more = { content: 'Words' }] of rows)
      gateway.event('xmpp.mam.message', {
        from: { user: 'lab', domain: 'rooms.hill.example', resource: 'Biff' },
        room: ROOM,
        occupantId,
        mam: { id, queryId },
        ...more,
      })
    const rsm = { first: rows[0]?.[0], ...(at + 1 >= pages.length ? { complete: true } : {}) }
    return { ok: true, value: {}, rsm }
  })
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 50 })
  return () => vi.useRealTimers()
})

test('it is offered where the room does it and we moderate it', () => {
  const { moderation, gateway } = moderate()
  expect(moderation().isOffered).toBe(true)
  act(() =>
    gateway.event('xmpp.muc.roster', {
      room: ROOM,
      nick: 'Marty',
      self: true,
      present: true,
      role: 'visitor',
    }),
  )
  expect(moderation().isOffered).toBe(false)
})

test('all that an occupant said goes: what is on the page, its corrections, and what the archive has', async () => {
  const page = moderate()
  const { inLab, moderation, removed } = page
  inLab('Biff', 'One', { id: 'm1', occupantId: 'o1', ...archived('a4') })
  inLab('Biff', 'One, now', { id: 'm2', replace: 'm1', occupantId: 'o1', ...archived('a5') })
  inLab('Doc', 'Stop it', { id: 'm3', occupantId: 'o2', ...archived('a6') })
  archive(
    page,
    [
      ['a3', 'o1', { tombstone: true }],
      ['a4', 'o1'],
      ['a6', 'o2'],
      ['a7', 'o1', { retract: { id: 'a0' } }],
    ],
    [
      ['a1', 'o1'],
      ['a2', 'o2'],
    ],
  )
  const told: Progress[] = []
  const outcome = await moderation().removeAllBy({ nick: 'Biff', occupantId: 'o1' }, 'Spam', (each) =>
    told.push(each),
  )
  expect(removed()).toEqual(['a4', 'a5', 'a1'])
  expect(outcome).toEqual({ results: [{ id: 'a4' }, { id: 'a5' }, { id: 'a1' }], isWhole: true })
  expect(told[0]).toEqual({ found: 2, done: 0 })
  expect(told.at(-1)).toEqual({ found: 3, done: 3 })
})

test('without an occupant id only what was said under the nick while they were there goes, even after they left', async () => {
  const page = moderate()
  const { inLab, gone, moderation, removed, gateway } = page
  inLab('Biff', 'Somebody else’s', { id: 'm0', ...archived('a0') })
  gone('Biff')
  inLab('Biff', 'One', { id: 'm1', ...archived('a1') })
  const run = moderation().prepare({ nick: 'Biff' })
  gone('Biff')
  expect(await run('Spam')).toEqual({ results: [{ id: 'a1' }], isWhole: false })
  expect(removed()).toEqual(['a1'])
  expect(gateway.sent.filter(([name]) => name === 'xmpp.mam.query')).toEqual([])
})

test('each message has its own outcome, and what the room does not know is no failure', async () => {
  const page = moderate()
  const { inLab, moderation, gateway } = page
  for (const id of ['a1', 'a2', 'a3']) inLab('Biff', id, { id, occupantId: 'o1', ...archived(id) })
  archive(page, [])
  const wait = { type: 'wait', condition: 'resource-constraint' }
  gateway.answer('xmpp.muc.moderate', (data) => {
    const { id } = data as { id: string }
    if (id === 'a1') return { ok: false, error: { type: 'modify', condition: 'item-not-found' } }
    return id === 'a2' ? { ok: false, error: wait } : { ok: true, value: true }
  })
  const { results } = await moderation().removeAllBy({ occupantId: 'o1' }, '')
  expect(results).toEqual([{ id: 'a1' }, { id: 'a2', error: wait }, { id: 'a3' }])
})

test('a refusal that the next would meet as well is the last', async () => {
  const page = moderate()
  const { inLab, moderation, gateway, removed } = page
  for (const id of ['a1', 'a2']) inLab('Biff', id, { id, occupantId: 'o1', ...archived(id) })
  const error = { type: 'auth', condition: 'forbidden' }
  gateway.answer('xmpp.muc.moderate', () => ({ ok: false, error }))
  expect(await moderation().removeAllBy({ occupantId: 'o1' }, '')).toEqual({
    results: [{ id: 'a1', error }],
    isWhole: false,
  })
  expect(removed()).toEqual(['a1'])
})
