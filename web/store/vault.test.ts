import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { beforeEach, expect, test, vi } from 'vitest'
import { openVault, type Vault } from './vault.ts'

const MARTY = 'marty@hill.example'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

async function vaultOf(account = MARTY): Promise<Vault> {
  const vault = await openVault(account)
  if (!vault) throw new Error('There is no vault')
  return vault
}

const row = (key: string, order: number, value: unknown = key, group = 'chat:doc@hill.example') => ({
  key,
  group,
  order,
  value,
})
const keys = (rows: { key: string }[]) => rows.map(({ key }) => key)
const onlyName = async () => (await indexedDB.databases())[0]?.name ?? ''

test('what is put is there again when the page comes back', async () => {
  const value = { text: 'Great Scott 🚗', nested: [1, { two: null }] }
  expect(await (await vaultOf()).put('outbox', [row('a', 1, value)])).toBe(true)
  const again = await vaultOf()
  expect(await again.get('outbox', 'a')).toEqual(value)
  expect(await again.all('outbox')).toEqual([row('a', 1, value)])
  expect(await again.get('outbox', 'b')).toBeUndefined()
  expect(await again.get('messages', 'a')).toBeUndefined()
})

test('the same key replaces, a deleted one is gone', async () => {
  const vault = await vaultOf()
  await vault.put('outbox', [row('a', 1), row('b', 2), row('c', 3)])
  await vault.put('outbox', [row('a', 4, 'new')])
  await vault.delete('outbox', ['b', 'never there'])
  expect((await vault.all('outbox')).map(({ value }) => value)).toEqual(['c', 'new'])
})

test('a group is read from either end, between two orders, and no further than asked', async () => {
  const vault = await vaultOf()
  await vault.put(
    'messages',
    [5, 1, 4, 2, 3].map((n) => row(`m${n}`, n)),
  )
  await vault.put('messages', [row('other', 3, 0, 'room:lab@rooms.hill.example')])
  const range = async (options: Parameters<Vault['range']>[2]) =>
    keys(await vault.range('messages', 'chat:doc@hill.example', options))
  expect(await range({ limit: 9 })).toEqual(['m1', 'm2', 'm3', 'm4', 'm5'])
  expect(await range({ limit: 2 })).toEqual(['m1', 'm2'])
  expect(await range({ limit: 2, reverse: true })).toEqual(['m5', 'm4'])
  expect(await range({ limit: 1, reverse: true })).toEqual(['m5'])
  expect(await range({ limit: 9, reverse: true, above: 1 })).toEqual(['m5', 'm4', 'm3', 'm2'])
  expect(await range({ limit: 2, reverse: true, below: 4 })).toEqual(['m3', 'm2'])
  expect(await range({ limit: 9, above: 2, below: 5 })).toEqual(['m3', 'm4'])
  expect(await range({ limit: 0 })).toEqual([])
  expect(await range({ limit: 9, above: 5, below: 5 })).toEqual([])
})

test('the newest of many are read in two steps and not one by one, and no more of them than asked', async () => {
  const vault = await vaultOf()
  const all = Array.from({ length: 60 }, (_, n) => row(`m${n}`, Math.floor(n / 2)))
  await vault.put('messages', all)
  const steps = vi.spyOn(IDBCursor.prototype, 'continue')
  const jumps = vi.spyOn(IDBCursor.prototype, 'advance')
  const found = await vault.range('messages', 'chat:doc@hill.example', { limit: 49, reverse: true })
  expect(steps).not.toHaveBeenCalled()
  expect(jumps).toHaveBeenCalledTimes(1)
  // Two stand at each number, and the last one asked for is one of such two.
  const orders = found.map(({ order }) => order)
  expect(orders).toEqual(Array.from({ length: 49 }, (_, n) => 29 - Math.floor(n / 2)))
  expect(new Set(keys(found)).size).toBe(49)
})

test('accounts see nothing of each other', async () => {
  await (await vaultOf()).put('outbox', [row('a', 1)])
  const biff = await vaultOf('biff@hill.example')
  expect(await biff.all('outbox')).toEqual([])
})

test('two tabs that come first at once read what the other wrote', async () => {
  const [one, two] = await Promise.all([vaultOf(), vaultOf()])
  await one.put('outbox', [row('a', 1)])
  await two.put('outbox', [row('b', 2)])
  expect(keys(await one.all('outbox'))).toEqual(['a', 'b'])
  expect(keys(await two.all('outbox'))).toEqual(['a', 'b'])
})

test('neither words nor addresses nor ids stand there in clear, and no script can read the key', async () => {
  const vault = await vaultOf()
  await vault.put('outbox', [row('secret-key', 1, 'secret words')])
  const name = await onlyName()
  expect(name).not.toContain('marty')
  const raw = await openDB(name)
  const [kept] = await raw.getAll('outbox')
  const text = JSON.stringify(kept) + String.fromCharCode(...kept.box)
  for (const clear of ['secret', 'doc', 'hill']) expect(text).not.toContain(clear)
  const { seal, hash } = await raw.get('keys', 'keys')
  for (const key of [seal, hash]) {
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  }
  raw.close()
})

test('a row that cannot be opened is passed over: a damaged one, and one that lies where it was not put', async () => {
  const vault = await vaultOf()
  await vault.put('outbox', [row('a', 1), row('b', 2), row('c', 3)])
  const raw = await openDB(await onlyName())
  const kept = await raw.getAll('outbox')
  const [first, second] = [...kept].sort((x, y) => x.order - y.order)
  first.box[20] ^= 1
  await raw.put('outbox', first)
  await raw.put('outbox', { ...second, order: 9 })
  raw.close()
  expect(keys(await vault.all('outbox'))).toEqual(['c'])
  expect(await vault.get('outbox', 'a')).toBeUndefined()
  expect(keys(await vault.range('outbox', 'chat:doc@hill.example', { limit: 9 }))).toEqual(['c'])
})

test('a database of an older page keeps what it has', async () => {
  const before = await vaultOf()
  await before.put('outbox', [row('a', 1)])
  const name = await onlyName()
  // As a page with one shelf would have left it.
  const newer = await openDB(name)
  const [kept, secrets] = [await newer.getAll('outbox'), await newer.get('keys', 'keys')]
  newer.close()
  globalThis.indexedDB = new IDBFactory()
  const old = await openDB(name, 1, {
    upgrade(database) {
      database.createObjectStore('keys')
      database.createObjectStore('outbox', { keyPath: 'key' }).createIndex('byGroup', ['group', 'order'])
    },
  })
  for (const each of kept) await old.put('outbox', each)
  await old.put('keys', secrets, 'keys')
  old.close()
  const vault = await vaultOf()
  expect(keys(await vault.all('outbox'))).toEqual(['a'])
  expect(await vault.put('marks', [row('m', 1)])).toBe(true)
})

test('a database of a newer page is used as it is', async () => {
  await (await vaultOf()).put('outbox', [row('a', 1)])
  const newer = await openDB(await onlyName(), 99)
  newer.close()
  expect(keys(await (await vaultOf()).all('outbox'))).toEqual(['a'])
})

test('a destroyed vault leaves nothing, in other tabs neither, and who comes later begins anew', async () => {
  const [here, there] = await Promise.all([vaultOf(), vaultOf()])
  await here.put('outbox', [row('a', 1)])
  await here.destroy()
  expect(await indexedDB.databases()).toEqual([])
  expect(await here.put('outbox', [row('b', 1)])).toBe(false)
  expect(await there.put('outbox', [row('c', 1)])).toBe(false)
  const next = await vaultOf()
  await next.put('outbox', [row('d', 1)])
  // The other tab hears of the sign-out late.
  await there.destroy()
  expect(keys(await next.all('outbox'))).toEqual(['d'])
})

test('a browser that keeps nothing gives no vault', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('No', 'SecurityError')
  })
  expect(await openVault(MARTY)).toBeUndefined()
})

test('a browser that never answers gives no vault', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest)
  const opening = openVault(MARTY)
  await vi.advanceTimersByTimeAsync(5000)
  expect(await opening).toBeUndefined()
  vi.useRealTimers()
})

test('a full disk is no error, and is told', async () => {
  const vault = await vaultOf()
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('Full', 'QuotaExceededError')
  })
  expect(await vault.put('outbox', [row('a', 1)])).toBe(false)
  vi.restoreAllMocks()
  expect(await vault.put('outbox', [row('a', 1)])).toBe(true)
})
