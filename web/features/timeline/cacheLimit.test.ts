import 'fake-indexeddb/auto'
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openVault, type Vault, type VaultRow } from '../../store/vault.ts'
import { historyModel } from './history.ts'
import { type KeptRow, VERSION } from './keptRow.ts'
import { TestArchive } from './testArchive.ts'
import { settled, talk, withDoc, withDocInLab } from './testTalk.ts'

const DAY = 86_400_000

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  localStorage.clear()
})
afterEach(() => {
  dispatchEvent(new Event('pagehide'))
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const open = async (): Promise<Vault> => (await openVault('marty@hill.example')) as Vault

function row(order: number, conversation = withDoc): VaultRow<KeptRow> {
  const entry = {
    kind: 'message' as const,
    id: `m${order}`,
    at: order,
    author: 'doc@hill.example',
    own: false,
    text: `${order}`,
    ...(conversation === withDoc ? { archiveId: `a${order}` } : {}),
  }
  const value = { v: VERSION, conversation, order, entry }
  return { key: `${conversation} ${order}`, group: conversation, order, value }
}

async function orders(conversation = withDoc): Promise<number[]> {
  const rows = await (await open()).range<KeptRow>('messages', conversation, { limit: 1000 })
  return rows.map(({ order }) => order)
}

/** A browser that says how much it has, and how much of it is taken. */
function room(usage: number, quota: number): void {
  vi.stubGlobal('navigator', { ...navigator, storage: { estimate: async () => ({ usage, quota }) } })
}

/** Marty's page, some time after it came to write; without a way to the archive unless there is one. */
async function visit(archived?: (archive: TestArchive) => void) {
  const page = talk()
  const archive = new TestArchive(page)
  archived?.(archive)
  if (!archived) page.session.link.set({ state: 'broken' })
  const history = page.gateway.models.use(historyModel)
  await history.ready
  for (let turn = 0; turn < 3; turn++) await settled()
  return { ...page, history }
}

const now = Date.now()
const recent = (count: number, from = now - count) =>
  Array.from({ length: count }, (_, index) => from + index)

test('what is older than a year goes, and what is younger stays', async () => {
  const vault = await open()
  const kept = [now - 400 * DAY, now - 366 * DAY, now - 364 * DAY, now - 1]
  await vault.put(
    'messages',
    kept.map((order) => row(order)),
  )
  const { history } = await visit()
  await history.tidy()
  expect(await orders()).toEqual(kept.slice(2))
})

test('of one conversation the newest so and so many stay, and others lose nothing for it', async () => {
  const vault = await open()
  const [mine, theirs] = [recent(40), recent(5, now - 10 * DAY)]
  await vault.put('messages', [
    ...mine.map((order) => row(order)),
    ...theirs.map((order) => row(order, withDocInLab)),
  ])
  const went = await vault.evict<KeptRow>('messages', { most: 10, below: 0, spare: [] })
  expect(await orders()).toEqual(mine.slice(30))
  expect(await orders(withDocInLab)).toEqual(theirs)
  expect(went.map(({ order, value }) => [order, value.conversation])).toEqual([[mine[29], withDoc]])
})

test('where more than its share of the browser is taken, the oldest quarter goes, but not what waits, nor cursors', async () => {
  const vault = await open()
  const [old, young] = [recent(20, now - 20 * DAY), recent(60)]
  await vault.put('messages', [
    ...old.map((order) => row(order, withDocInLab)),
    ...young.map((order) => row(order)),
  ])
  await vault.put('messages', [
    { key: 'cursors ', group: 'cursors', order: 0, value: { v: 1, archive: '', cursor: 'x' } },
  ])
  await vault.put('outbox', [{ key: 'typed', group: withDoc, order: 1, value: 'Hello' }])
  room(19, 100)
  await (await visit()).history.tidy()
  expect([await orders(withDocInLab), await orders()]).toEqual([old, young])
  room(21, 100)
  await (await visit()).history.tidy()
  expect([await orders(withDocInLab), await orders()]).toEqual([[], young])
  expect(await (await open()).get('messages', 'cursors ')).toBeDefined()
  expect(await (await open()).get('outbox', 'typed')).toBe('Hello')
})

test('a browser without room loses the oldest for what comes, whatever it is, and goes on', async () => {
  const vault = await open()
  const kept = recent(40, Date.parse('2026-01-01T11:00:00Z'))
  await vault.put(
    'messages',
    kept.map((order) => row(order)),
  )
  const { hear, history } = await visit(() => {})
  let isFull = true
  const { put } = IDBObjectStore.prototype
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
    if (isFull) throw new DOMException('There is no room', 'QuotaExceededError')
    return put.apply(this, args as never)
  })
  vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementationOnce(function (this: IDBObjectStore, key) {
    isFull = false
    return this.delete(key)
  })
  hear('Hello', { id: 'new' })
  await history.flush()
  const left = await orders()
  expect(left.slice(0, -1)).toEqual(kept.slice(10))
  expect(left).toHaveLength(31)
})

test('where room can not be made either, what was not written is tried again later', async () => {
  const { hear, history } = await visit(() => {})
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('There is no room', 'QuotaExceededError')
  })
  hear('Hello', { id: 'new' })
  await history.flush()
  spy.mockRestore()
  expect(await orders()).toEqual([])
  await history.flush()
  expect(await orders()).toHaveLength(1)
})

test('what went comes again from the archive, and is not kept a second time with a hole behind it', async () => {
  const vault = await open()
  await vault.put(
    'messages',
    [now - 400 * DAY, ...recent(3)].map((order) => row(order)),
  )
  await (await visit()).history.tidy()
  const page = await visit((archive) => {
    for (const order of [now - 400 * DAY, now - 399 * DAY, ...recent(3)])
      archive.own.push({ id: `a${order}`, from: 'doc', at: order, content: `${order}` })
  })
  await page.history.show(withDoc)
  for (let turn = 0; turn < 3; turn++) await page.commands.loadOlder(withDoc)
  expect(page.texts(withDoc)).toHaveLength(5)
  expect(page.timeline.of(withDoc).older.get()).toBe('none')
  await page.history.flush()
  const floor = now - 400 * DAY
  expect((await orders()).every((order) => order > floor)).toBe(true)
})

test('what went and is in no archive is told from a beginning, in this visit and the next', async () => {
  const vault = await open()
  await vault.put(
    'messages',
    [now - 400 * DAY, ...recent(3)].map((order) => row(order, withDocInLab)),
  )
  for (let time = 0; time < 2; time++) {
    const { history, commands, timeline, texts } = await visit()
    await history.tidy()
    await history.show(withDocInLab)
    await commands.loadOlder(withDocInLab)
    expect(texts(withDocInLab)).toHaveLength(3)
    expect(timeline.of(withDocInLab).older.get()).toBe('dropped')
  }
})
