import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { commands, type SessionEntry } from '#protocol/session.ts'
import { type Fixture, readFixtures } from '../xmpp/testFixture.ts'
import { Audit } from './audit.ts'
import { SealedStore } from './sealedStore.ts'
import type { Session } from './session.ts'
import { Sessions } from './sessions.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
const fixtures = readFixtures().filter(({ command }) =>
  /^xmpp\.session\.(?:list|end)$/u.test(command?.[0] ?? ''),
)

let folder: string
let sessions: Sessions

async function open(): Promise<void> {
  const paths = { folder: join(folder, 'sessions'), keyFile: join(folder, 'sealing.key') }
  sessions = new Sessions({
    log: () => {},
    audit: new Audit(() => {}),
    domains: ['hill.example'],
    anonymousDomain: 'guests.example',
    registration: true,
    limits: true,
    sealed: await SealedStore.open({ ...paths, note: () => {} }),
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoverboard-list-'))
  new TestTransport()
  await open()
  return async () => {
    await sessions.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

async function enter(jid = 'marty@hill.example', browser?: string) {
  const result = await sessions.signIn({ kind: 'password', jid, password: PASSWORD }, '192.0.2.1', browser)
  if (!result.ok) throw new Error(result.error.reason)
  const tab = new TestTab(result.token)
  result.session.attach(tab)
  return { ...result, tab }
}

function ask(session: Session, name: string, data: unknown = {}): Promise<[unknown, unknown]> {
  return new Promise((resolve) => {
    session.receive(name, data, (...answer: [unknown, unknown]) => resolve(answer), new TestTab('asking'))
  })
}

async function listOf(session: Session): Promise<SessionEntry[]> {
  const [error, list] = await ask(session, 'xmpp.session.list')
  expect(error).toBeNull()
  return commands['xmpp.session.list'].reply.parse(list)
}

test('the list holds the sessions of one’s own account, what each runs on, and no other’s', async () => {
  const marty = await enter('marty@hill.example', FIREFOX)
  const other = await enter()
  await enter('biff@hill.example')
  const before = Date.now()
  const list = await listOf(marty.session)
  expect(list).toHaveLength(2)
  expect(list.find(({ current }) => current)).toEqual({
    id: marty.session.id,
    current: true,
    browser: 'Firefox 128',
    system: 'Linux',
    since: expect.any(Number),
    seen: expect.any(Number),
    tabs: 1,
  })
  for (const { since, seen } of list) for (const at of [since, seen]) expect(before - at).toBeLessThan(60_000)
  expect(list.find(({ current }) => !current)?.id).toBe(other.session.id)
  // Nothing of it opens a session.
  expect(JSON.stringify(list)).not.toContain(other.token)
})

test('one that was ended elsewhere is told so in each of its tabs, and nobody comes back with it', async () => {
  const [marty, other] = [await enter(), await enter()]
  expect(await ask(marty.session, 'xmpp.session.end', { id: other.session.id })).toEqual([null, { ended: 1 }])
  expect(other.tab.all('xmpp.session.state')).toEqual([{ state: 'ended', reason: 'ended-elsewhere' }])
  expect(await sessions.open([other.token])).toBeUndefined()
  expect(readdirSync(join(folder, 'sessions'))).toHaveLength(1)
  await vi.waitFor(() => expect(other.tab.closed).toBe(true))
  expect(marty.tab.all('xmpp.session.state')).toEqual([])
})

test('all others are ended at once, those that sleep as well', async () => {
  const asleep = await enter('marty@hill.example', FIREFOX)
  await sessions.close()
  await open()
  const [marty, other, biff] = [await enter(), await enter(), await enter('biff@hill.example')]
  const list = await listOf(marty.session)
  expect(list).toHaveLength(3)
  expect(list.find(({ id }) => id === asleep.session.id)).toMatchObject({ tabs: 0, browser: 'Firefox 128' })
  expect(await ask(marty.session, 'xmpp.session.end', { others: true })).toEqual([null, { ended: 2 }])
  for (const { token } of [asleep, other]) {
    expect(await sessions.open([token])).toBeUndefined()
    expect(sessions.lastWord([token])).toEqual({ jid: 'marty@hill.example', reason: 'ended-elsewhere' })
  }
  await sessions.end([other.token])
  expect(sessions.lastWord([other.token])).toBeUndefined()
  expect(await listOf(marty.session)).toHaveLength(1)
  expect(sessions.find(biff.token)).toBe(biff.session)
  expect(await ask(marty.session, 'xmpp.session.end', { others: true })).toEqual([null, { ended: 0 }])
})

test('nobody ends a session of somebody else', async () => {
  const [marty, biff] = [await enter(), await enter('biff@hill.example')]
  const answer = await ask(biff.session, 'xmpp.session.end', { id: marty.session.id })
  expect(answer).toMatchObject([{ reason: 'not-found' }])
  expect(marty.session.isOver).toBe(false)
})

test('a question without an answer does nothing', async () => {
  const [marty, other] = [await enter(), await enter()]
  marty.session.receive('xmpp.session.end', { others: true }, undefined, marty.tab)
  marty.session.receive('xmpp.session.list', {}, 'x', marty.tab)
  expect(other.session.isOver).toBe(false)
})

/** The session behind an id of a fixture: ids are random. */
function play({ command }: Fixture, ids: ReadonlyMap<string, string>): [string, unknown] {
  const text = JSON.stringify(command).replace(
    /6d2f2b1c-13b1-4f0e-8a1b-5d5f1f6f9a22/u,
    (id) => ids.get(id) ?? id,
  )
  return JSON.parse(text)
}

test.each(fixtures)('session: $name', async (fixture) => {
  const marty = await enter('marty@hill.example', FIREFOX)
  const other = await enter()
  await enter()
  const id = '6d2f2b1c-13b1-4f0e-8a1b-5d5f1f6f9a22'
  const [name, data] = play(fixture, new Map([[id, other.session.id]]))
  const answer = await ask(marty.session, name, data)
  if (name !== 'xmpp.session.list') expect(answer).toEqual(fixture.ack)
  else {
    // Which of them was used last, milliseconds decide; only one of them says what it runs on.
    const shape = (list: unknown) =>
      Object.keys((list as SessionEntry[]).find(({ browser }) => browser) ?? {}).sort()
    expect(shape(answer[1])).toEqual(shape(fixture.ack?.[1]))
  }
})
