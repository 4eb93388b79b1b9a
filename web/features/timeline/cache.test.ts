import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openVault, type Vault } from '../../store/vault.ts'
import { conversationsModel } from '../conversations/model.ts'
import { historyModel } from './history.ts'
import { type KeptRow, readKept, VERSION } from './keptRow.ts'
import { openCache } from './openCache.ts'
import { live, TestArchive } from './testArchive.ts'
import { at, lab, ROOM, settled, talk, withDoc, withDocInLab } from './testTalk.ts'

const YESTERDAY = '2025-12-31T12:00:00Z'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
})
// What a page still means to write, it writes when it goes.
afterEach(() => void dispatchEvent(new Event('pagehide')))

/** Marty's page; `archive` is there while the server is. */
async function visit(prepare: (archive: TestArchive) => void = () => {}, isOnline = true) {
  const page = talk()
  const archive = new TestArchive(page)
  prepare(archive)
  const conversations = page.gateway.models.use(conversationsModel)
  if (!isOnline) page.session.link.set({ state: 'broken' })
  const history = page.gateway.models.use(historyModel)
  await history.ready
  const wait = async () => {
    for (let turn = 0; turn < 3; turn++) await settled()
  }
  await vi.waitFor(() => expect(archive.asked.length > 0 || !isOnline).toBe(true))
  await wait()
  return {
    ...page,
    archive,
    history,
    wait,
    row: (id: string) => conversations.rows.get(id),
    conversations,
    /** The page is left: what is to be kept is. */
    leave: () => history.flush(),
  }
}
/** What lies in the vault, with nothing of ours around it. */
const open = async (): Promise<Vault> => (await openVault('marty@hill.example')) as Vault
const kept = async (conversation = withDoc) =>
  (await (await open()).range<KeptRow>('messages', conversation, { limit: 1000 })).map(
    ({ value }) => value.entry,
  )

test('what was said is there again without anybody to ask, newest page first', async () => {
  const first = await visit((archive) => archive.add('own', 120, 'doc', YESTERDAY))
  await first.commands.loadOlder(withDoc)
  await first.commands.loadOlder(withDoc)
  first.hear('Live', live('l'))
  expect(first.texts(withDoc)).toHaveLength(121)
  await first.leave()

  const second = await visit(undefined, false)
  expect(second.texts(withDoc)).toEqual(['Live'])
  expect(second.row(withDoc)).toMatchObject({ preview: 'Live' })
  await second.history.show(withDoc)
  expect(second.texts(withDoc)).toHaveLength(50)
  for (let page = 0; page < 3; page++) await second.commands.loadOlder(withDoc)
  expect(second.texts(withDoc)).toEqual(first.texts(withDoc))
  expect(second.archive.asked).toEqual([])
})

test('what is told in another order before it is read goes where it was kept, also where two pages meet', async () => {
  const first = await visit((archive) => archive.add('own', 60, 'doc', YESTERDAY))
  await first.commands.loadOlder(withDoc)
  await first.leave()
  const second = await visit(undefined, false)
  for (const [id, seconds] of [
    ['doc-10', 9],
    ['doc-9', 10],
  ] as const)
    second.hear(id, {
      ...live(id),
      ...at(new Date(Date.parse(YESTERDAY) + seconds * 1000 + 500).toISOString()),
    })
  await second.history.show(withDoc)
  await second.commands.loadOlder(withDoc)
  expect(second.texts(withDoc)).toEqual(first.texts(withDoc))
})

test('the next visit reads on from the cursor, and before what is kept', async () => {
  const first = await visit((archive) => archive.add('own', 60, 'doc', YESTERDAY))
  await first.leave()
  const second = await visit((archive) => {
    archive.add('own', 60, 'doc', YESTERDAY)
    archive.add('own', 5, 'doc', '2025-12-31T14:00:00Z', 'new')
  })
  expect(second.archive.asked.map(({ rsm }) => rsm.after)).toEqual(['doc-59'])
  expect(second.row(withDoc)).toMatchObject({ unread: 5, preview: 'new-4' })
  for (let page = 0; page < 3; page++) await second.commands.loadOlder(withDoc)
  expect(second.texts(withDoc)).toHaveLength(65)
  expect(second.archive.asked.at(-1)).toMatchObject({ with: 'doc@hill.example', rsm: { before: 'doc-10' } })
})

test('the same message by a snapshot, by an archive and from here is one', async () => {
  const first = await visit()
  first.hear('Hello', live('a'))
  first.sent('Yes?', { id: 's', ...at('2026-01-01T12:00:01Z') })
  await first.leave()
  const second = await visit((archive) =>
    archive.own.push({ id: 'a', from: 'doc', content: 'Hello', at: '2026-01-01T12:00:00Z' }),
  )
  second.session.link.set({ state: 'broken' })
  second.hear('Hello', { ...live('a'), ...at('2026-01-01T12:00:00Z') })
  second.sent('Yes?', { id: 's', ...at('2026-01-01T12:00:01Z') })
  second.session.link.set({ state: 'open' })
  await second.wait()
  await second.commands.loadOlder(withDoc)
  expect(second.texts(withDoc)).toEqual(['Hello', 'Yes?'])
})

test('what was said within one moment keeps its order over pages', async () => {
  const first = await visit()
  for (let index = 0; index < 120; index++) first.hear(`${index}`, live(`l${index}`))
  await first.leave()
  const second = await visit(undefined, false)
  await second.history.show(withDoc)
  for (let page = 0; page < 3; page++) await second.commands.loadOlder(withDoc)
  expect(second.texts(withDoc)).toEqual(first.texts(withDoc))
})

test('corrections are kept, also of what is not on the screen, and an old one does not come back', async () => {
  const first = await visit()
  first.hear('Wrong', { ...live('a1'), id: 'm1', ...at(YESTERDAY) })
  first.hear('Right', { id: 'm2', replace: 'm1' })
  await first.leave()
  expect(await kept()).toMatchObject([{ text: 'Right', edited: true }])

  const second = await visit()
  second.hear('Right, again', { id: 'm3', replace: 'm1' })
  await second.history.show(withDoc)
  expect(second.entries(withDoc)).toMatchObject([{ text: 'Right, again', edited: true }])
  await second.leave()
  const third = await visit()
  await third.history.show(withDoc)
  third.hear('Less wrong', { id: 'm0', replace: 'm1', ...at('2025-12-31T12:00:01Z') })
  expect(third.texts(withDoc)).toEqual(['Right, again'])
})

test('what was taken out is not kept, though it was not on the screen', async () => {
  const first = await visit()
  first.hear('Secret', { ...live('a1'), id: 'm1', ...at(YESTERDAY) })
  first.hear('Later', live('a2'))
  first.gateway.event('xmpp.muc.roster', { room: ROOM, nick: 'Marty', present: true, self: true })
  await first.wait()
  first.inLab('Doc', 'Rude', { ...live('r1', ROOM), ...at(YESTERDAY) })
  first.inLab('Doc', 'Later', live('r2', ROOM))
  await first.leave()
  const second = await visit(undefined, false)
  second.gateway.event('xmpp.chat.message', { from: second.jid('doc'), id: 'x', retract: { id: 'm1' } })
  second.gateway.event('xmpp.muc.moderated', { room: ROOM, id: 'r1', nick: 'Biff' })
  await vi.waitFor(async () => {
    expect(await kept()).toMatchObject([{ text: '', removed: { how: 'back' } }, { text: 'Later' }])
    expect(await kept(lab)).toMatchObject([{ text: '', removed: { how: 'moderated' } }, { text: 'Later' }])
  })
})

test('what is still on its way is not kept, nor what failed', async () => {
  const first = await visit()
  first.hear('Hi', live('a'))
  for (const [id, delivery] of [
    ['1', 'sending'],
    ['2', 'failed'],
    ['3', 'sent'],
  ] as const)
    first.timeline.add(withDoc, { kind: 'message', author: '', own: true, text: id, id, at: 0, delivery })
  await first.leave()
  expect((await kept()).map(({ text }) => text)).toEqual(['Hi', '3'])
})

test('what is said in private in a room is kept by itself', async () => {
  const first = await visit()
  const psst = { room: ROOM, nick: 'Doc', private: true, content: 'Psst', id: 'p' }
  first.gateway.event('xmpp.muc.message', psst)
  await first.leave()
  const second = await visit(undefined, false)
  await second.history.show(withDocInLab)
  expect(second.texts(withDocInLab)).toEqual(['Psst'])
})

test('a gap is kept in its place, and no cursor goes beyond what could not be written', async () => {
  const first = await visit((archive) => archive.add('own', 2, 'doc', YESTERDAY, 'old'))
  first.session.link.set({ state: 'broken' })
  first.archive.add('own', 1100, 'doc', '2025-12-31T13:00:00Z', 'new')
  first.session.link.set({ state: 'open' })
  await vi.waitFor(() => expect(first.texts(withDoc).at(-1)).toBe('new-1099'))
  await first.wait()
  await first.leave()
  const second = await visit(undefined, false)
  await second.history.show(withDoc)
  await second.commands.loadOlder(withDoc)
  const around = second.entries(withDoc).map(({ kind, text }) => (kind === 'gap' ? kind : text))
  expect(around.slice(48, 51)).toEqual(['new-999', 'gap', 'new-1050'])
})

test('what comes while an archive is read once more is not kept before what it lacks', async () => {
  const first = await visit((archive) => archive.add('own', 3, 'doc', YESTERDAY))
  await first.leave()
  const second = await visit((archive) =>
    archive.failing.push({ type: 'wait', condition: 'internal-server-error' }),
  )
  second.gateway.answer('xmpp.mam.query', () => new Promise<never>(() => {}))
  second.session.link.set({ state: 'broken' })
  second.session.link.set({ state: 'open' })
  second.hear('Live', live('l'))
  await second.leave()
  expect((await kept()).map(({ text }) => text)).toEqual(['doc-0', 'doc-1', 'doc-2'])
})

test('a conversation that was put away is not in the lists of the next visit', async () => {
  const first = await visit()
  first.hear('Hi', live('a'))
  await first.leave()
  first.conversations.remove(withDoc)
  await first.wait()
  await vi.waitFor(async () =>
    expect(await (await open()).range('messages', 'index', { limit: 9 })).toEqual([]),
  )
  const second = await visit(undefined, false)
  expect(second.row(withDoc)).toBeUndefined()
  await second.history.show(withDoc)
  expect(second.texts(withDoc)).toEqual(['Hi'])
})

test('of fifty thousand kept messages one page is read', async () => {
  const vault = await open()
  const value = (order: number) => ({
    v: VERSION,
    conversation: withDoc,
    order,
    entry: {
      kind: 'message',
      id: `${order}`,
      at: order,
      author: 'doc@hill.example',
      own: false,
      text: `${order}`,
    },
  })
  for (let from = 0; from < 50_000; from += 5000)
    await vault.put(
      'messages',
      Array.from({ length: 5000 }, (_, index) => from + index).map((order) => ({
        key: `${order}`,
        group: withDoc,
        order,
        value: value(order),
      })),
    )
  const { history, texts } = await visit(undefined, false)
  await history.show(withDoc)
  expect(texts(withDoc)).toEqual(Array.from({ length: 50 }, (_, index) => `${49_950 + index}`))
}, 120_000)

test('rows of an older shape are brought up to this one, and those of a newer one are left alone', () => {
  const old = { v: 0, conversation: withDoc, order: 1, body: 'Hi' } as unknown as KeptRow
  const entry = { kind: 'message', at: 1, author: 'doc', own: false, text: 'Hi' } as const
  const moves = [(row: KeptRow) => ({ ...row, v: 1, entry })]
  expect(readKept(old, moves)?.entry.text).toBe('Hi')
  expect(readKept({ ...old, v: 2 }, moves)).toBeUndefined()
  expect(readKept(old)).toBeUndefined()
})

test('of several tabs one writes; another goes on with all it has when that one is gone', async () => {
  const { timeline, hear } = talk()
  hear('One', { id: 'm1' })
  let win = () => {}
  const cache = await openCache(
    await open(),
    timeline,
    () => [],
    (won) => {
      win = won
    },
  )
  hear('Two', { id: 'm2' })
  await cache.flush()
  expect(await kept()).toEqual([])
  win()
  await cache.flush()
  expect((await kept()).map(({ text }) => text)).toEqual(['One', 'Two'])
})
