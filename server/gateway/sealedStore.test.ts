import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { About, Credential } from './credential.ts'
import { nameOf } from './seal.ts'
import { disk, type SealedFs } from './sealedFs.ts'
import { ABSOLUTE_MS, IDLE_MS, SealedStore } from './sealedStore.ts'

const TOKEN = randomBytes(32).toString('base64url')
const NAME = nameOf(TOKEN)
const BORN = Date.parse('2026-01-01T12:00:00Z')
const about: About = {
  id: 's1',
  account: 'marty@hill.example',
  browser: 'Firefox 128',
  since: BORN,
  seen: BORN,
}
const credential: Credential = {
  jid: 'marty@hill.example/r1',
  password: 'canary 1.21 gigawatts',
  how: 'password',
  rooms: [{ room: 'vault@rooms.hill.example', nick: 'Marty', password: 'room canary' }],
}

let folder: string
let now: number
let notes: [string, Record<string, string> | undefined][]
/** What the disk says to these from now on. */
let broken: Partial<Record<keyof SealedFs, string>>

const fs = Object.fromEntries(
  Object.entries(disk).map(([name, call]) => [
    name,
    async (...args: unknown[]) => {
      const code = broken[name as keyof SealedFs]
      if (code) throw Object.assign(new Error(code), { code })
      return (call as (...args: unknown[]) => unknown)(...args)
    },
  ]),
) as unknown as SealedFs

const at = (name: string) => join(folder, name)
const sealedAt = (name = NAME) => join(folder, 'sessions', name)
const open = () =>
  SealedStore.open({
    folder: at('sessions'),
    keyFile: at('sealing.key'),
    note: (...note) => notes.push(note as (typeof notes)[0]),
    fs,
    now: () => now,
  })
const leave = async (store: SealedStore, token = TOKEN, more: Partial<About> = {}) => {
  const key = store.keyFor(token)
  return key ? store.write(nameOf(token), key, { ...about, ...more }, credential) : false
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoverboard-sealed-'))
  now = BORN
  notes = []
  broken = {}
  return () => rmSync(folder, { recursive: true, force: true })
})

test('what was left is there after a restart, for whoever has the token', async () => {
  expect(await leave(await open())).toBe(true)
  const store = await open()
  expect(await store.read(TOKEN)).toMatchObject({ about, credential })
  expect(await store.read(`${TOKEN}x`)).toBeUndefined()
  expect(store.of('marty@hill.example')).toEqual([{ name: NAME, about }])
  expect(store.of('biff@hill.example')).toEqual([])
})

test('key and files are for nobody else to read, and half-written ones go', async () => {
  await leave(await open())
  for (const path of [at('sealing.key'), sealedAt()]) expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(at('sessions')).mode & 0o777).toBe(0o700)
  chmodSync(at('sealing.key'), 0o644)
  writeFileSync(sealedAt(`${NAME}.new`), 'half')
  await open()
  expect(statSync(at('sealing.key')).mode & 0o777).toBe(0o600)
  expect(readdirSync(at('sessions'))).toEqual([NAME])
})

test('an older key still opens; what is written from then on is sealed with the first', async () => {
  await leave(await open())
  const old = readFileSync(at('sealing.key'), 'utf8')
  writeFileSync(at('sealing.key'), `${randomBytes(32).toString('base64')}\n${old}`)
  const rotated = await open()
  const opened = await rotated.read(TOKEN)
  expect(opened).toMatchObject({ about, credential })
  if (typeof opened === 'object') await rotated.write(NAME, opened.key, about, credential)
  const [first] = readFileSync(at('sealing.key'), 'utf8').split('\n')
  writeFileSync(at('sealing.key'), `${first}\n`)
  expect(await (await open()).read(TOKEN)).toMatchObject({ credential })
})

test('with another key nobody comes in; with the old one back they do', async () => {
  await leave(await open())
  const old = readFileSync(at('sealing.key'))
  rmSync(at('sealing.key'))
  expect(await (await open()).read(TOKEN)).toBeUndefined()
  writeFileSync(at('sealing.key'), old)
  expect(await (await open()).read(TOKEN)).toMatchObject({ credential })
})

test.each(['', 'c2hvcnQ=\n', 'not base64 ☠\n'])(
  'a key file that holds %j is refused with a sentence',
  async (text) => {
    writeFileSync(at('sealing.key'), text)
    await expect(open()).rejects.toThrow(/sealing\.key/u)
  },
)

test('what was tampered with opens for nobody, and neither does the file of another', async () => {
  const store = await open()
  await leave(store)
  const file = JSON.parse(readFileSync(sealedAt(), 'utf8'))
  const other = randomBytes(32).toString('base64url')
  await leave(store, other)
  writeFileSync(sealedAt(nameOf(other)), JSON.stringify(file))
  expect(await store.read(other)).toBeUndefined()
  for (const text of [
    '',
    '{',
    'null',
    '[]',
    JSON.stringify({ ...file, credential: `A${file.credential}` }),
  ]) {
    writeFileSync(sealedAt(), text)
    expect(await store.read(TOKEN), text).toBeUndefined()
    expect(await (await open()).read(TOKEN), text).toBeUndefined()
  }
  expect(JSON.stringify(notes)).not.toContain('canary')
})

test.each([
  ['unused for half a day', IDLE_MS, {}],
  ['a week old', 0, { since: BORN - ABSOLUTE_MS }],
])('what is %s is gone, at the start and at the next look', async (_, passed, more) => {
  const store = await open()
  await leave(store, TOKEN, more)
  now += passed
  expect(await (await open()).read(TOKEN)).toBeDefined()
  now += 1
  expect(await store.read(TOKEN)).toBeUndefined()
  expect(readdirSync(at('sessions'))).toEqual([])
  await leave(store, TOKEN, more)
  await open()
  expect(readdirSync(at('sessions'))).toEqual([])
  await leave(store, TOKEN, more)
  await store.sweep((name) => name === NAME)
  expect(store.has(NAME)).toBe(true)
  await store.sweep(() => false)
  expect(store.has(NAME)).toBe(false)
})

test('a clock that was put back ends nobody; what opens for no key goes when it is too old', async () => {
  await leave(await open())
  now = BORN - 24 * 3600_000
  expect(await (await open()).read(TOKEN)).toMatchObject({ credential })
  now = BORN - ABSOLUTE_MS - 1
  expect(await (await open()).read(TOKEN)).toBeUndefined()
  now = BORN
  writeFileSync(sealedAt(), 'broken')
  utimesSync(sealedAt(), new Date(BORN), new Date(BORN))
  now += ABSOLUTE_MS
  await open()
  expect(readdirSync(at('sessions'))).toEqual([NAME])
  now += 1
  await open()
  expect(readdirSync(at('sessions'))).toEqual([])
})

test.each(['ENOSPC', 'EROFS', 'EIO'])(
  'a disk that says %s is noted once, and what it held stays',
  async (code) => {
    const store = await open()
    await leave(store)
    broken = { writeFile: code }
    expect(await leave(store, TOKEN, { seen: BORN + 1 })).toBe(false)
    expect(await leave(store, 'another')).toBe(false)
    expect(store.isFailing).toBe(true)
    expect(notes).toEqual([['sealing-fails', { code }]])
    expect(await store.read(TOKEN)).toMatchObject({ about })
    broken = {}
    expect(await leave(store)).toBe(true)
    expect(store.isFailing).toBe(false)
    expect(notes.at(-1)?.[0]).toBe('sealing-works')
  },
)

test('a rename that fails leaves no half file behind', async () => {
  const store = await open()
  broken = { rename: 'ENOSPC' }
  expect(await leave(store)).toBe(false)
  expect(readdirSync(at('sessions'))).toEqual([])
})

test('where a file cannot be removed, nobody comes back with it all the same', async () => {
  const store = await open()
  await leave(store)
  broken = { unlink: 'EROFS' }
  await store.remove(NAME)
  expect([store.has(NAME), await store.read(TOKEN), store.isFailing]).toEqual([false, undefined, true])
  expect(await leave(store)).toBe(false)
  broken = {}
  await store.sweep(() => false)
  expect([readdirSync(at('sessions')), store.isFailing]).toEqual([[], false])
})

test('a disk that does not answer now is no sign-out', async () => {
  const store = await open()
  await leave(store)
  broken = { readFile: 'EMFILE' }
  expect(await store.read(TOKEN)).toBe('later')
})

test('a disk that cannot be read at the start is asked again', async () => {
  await leave(await open())
  broken = { readdir: 'EIO' }
  const store = await open()
  expect(store.isFailing).toBe(true)
  broken = { mkdir: 'EROFS' }
  const other = await open()
  expect([other.isFailing, other.keyFor(TOKEN)]).toEqual([true, undefined])
  broken = {}
  await other.sweep(() => false)
  expect(await other.read(TOKEN)).toMatchObject({ credential })
})

test('of an account only so many stay, and the one that was not used for longest goes', async () => {
  const store = await open()
  for (let n = 0; n < 22; n++) await leave(store, `token ${n}`, { id: `s${n}`, seen: BORN - n })
  await store.prune(about.account, (name) => name === nameOf('token 21'))
  const left = store.of(about.account).map((each) => each.about.id)
  expect(left).toHaveLength(21)
  expect(left).not.toContain('s20')
})
