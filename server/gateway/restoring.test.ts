import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { Audit } from './audit.ts'
import { disk } from './sealedFs.ts'
import { SealedStore } from './sealedStore.ts'
import type { Session } from './session.ts'
import { type Found, Sessions } from './sessions.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

const ROOM = 'vault@rooms.hill.example'
const MUC_USER = "<x xmlns='http://jabber.org/protocol/muc#user'>"
const ITEM = "<item affiliation='member' role='participant'/>"

let folder: string
let transport: TestTransport
let sessions: Sessions
let lines: string[]

async function open(fs = disk): Promise<void> {
  const audit = new Audit((line) => lines.push(line))
  const sealed = await SealedStore.open({
    folder: join(folder, 'sessions'),
    keyFile: join(folder, 'sealing.key'),
    fs,
    note: (event, detail) => audit.note(event, detail),
  })
  sessions = new Sessions({
    log: () => {},
    audit,
    domains: ['hill.example'],
    anonymousDomain: 'guests.example',
    registration: true,
    limits: true,
    sealed,
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoverboard-restoring-'))
  transport = new TestTransport()
  lines = []
  await open()
  return async () => {
    await sessions.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const files = () => readdirSync(join(folder, 'sessions'))
const events = () => lines.map((line) => JSON.parse(line).event)

async function signIn(jid = 'marty@hill.example'): Promise<{ session: Session; token: string }> {
  const result = await sessions.signIn(
    { kind: 'password', jid, password: PASSWORD },
    '192.0.2.1',
    'Firefox/128 Linux',
  )
  if (!result.ok) throw new Error(result.error.reason)
  return result
}

/** Whoever signed in enters the room, and the room says so. */
function enterRoom(session: Session, nick = 'Marty', password = 'room canary'): void {
  session.hub.dispatch('xmpp.muc.join', { room: ROOM, nick, password }, () => {})
  transport.receive(`<presence from='${ROOM}/${nick}'>${MUC_USER}${ITEM}<status code='110'/></x></presence>`)
  transport.receive(`<message from='${ROOM}' type='groupchat'><subject/></message>`)
}

function here(found: Found): Session {
  if (typeof found !== 'object') throw new Error(`There is ${found}`)
  return found
}

async function restart(): Promise<void> {
  await sessions.close()
  await open()
}

/** What the page of a tab would be told, once the session stands. */
const told = async (session: Session) => {
  const tab = new TestTab('1')
  session.attach(tab)
  await vi.waitFor(() => expect(tab.all('xmpp.session.snapshot')).toHaveLength(1))
  return (tab.all('xmpp.session.snapshot')[0] as { events: [string, unknown][] }).events
}

test('a session comes back with its address, its rooms and their passwords, and as one was there', async () => {
  const { session, token } = await signIn()
  session.hub.dispatch('xmpp.presence', { show: 'dnd', status: 'Driving' })
  enterRoom(session)
  await vi.waitFor(() => expect(session.restorable.rooms).toHaveLength(1))
  await restart()
  const back = here(await sessions.open([token]))
  expect(back.id).toBe(session.id)
  expect(back.bareJid).toBe('marty@hill.example')
  expect(await told(back)).toContainEqual([
    'xmpp.muc.rejoining',
    { room: ROOM, nick: 'Marty', cause: 'connection' },
  ])
  expect(transport.options.at(-1)).toEqual({
    jid: 'marty@hill.example/r1',
    password: PASSWORD,
    returning: true,
  })
  const sent = transport.last.sent.map(String).join('')
  expect(sent).toContain('<password>room canary</password>')
  expect(sent).toContain('<show>dnd</show>')
  expect(sessions.find(token)).toBe(back)
  expect(events()).toContain('resumed')
})

test('killed without a goodbye, it comes back just as well', async () => {
  const { session, token } = await signIn()
  enterRoom(session)
  await new Promise((resolve) => setTimeout(resolve, 800))
  await open()
  expect(here(await sessions.open([token])).restorable.rooms).toEqual([
    { room: ROOM, nick: 'Marty', password: 'room canary' },
  ])
  session.end()
})

test('two who come at once with one token find one session', async () => {
  const { token } = await signIn()
  await restart()
  const clients = transport.clients.length
  const [one, other] = await Promise.all([sessions.open([token]), sessions.open(['unknown', token])])
  expect(here(one)).toBe(here(other))
  await told(here(one))
  expect(transport.clients).toHaveLength(clients + 1)
  expect(sessions.size).toBe(1)
})

test('a token that nobody has is nobody, and so is one that was signed out or ended by its tab', async () => {
  const [first, second] = [await signIn(), await signIn()]
  expect(files()).toHaveLength(2)
  await sessions.end([first.token])
  expect(files()).toHaveLength(1)
  const tab = new TestTab('1')
  second.session.attach(tab)
  second.session.receive('xmpp.logout', {}, undefined, tab)
  // At once, not only when the file is gone.
  expect(await sessions.open([second.token])).toBeUndefined()
  await vi.waitFor(() => expect(files()).toEqual([]))
  await restart()
  for (const token of [first.token, second.token, '', '__proto__', '../sealing.key'])
    expect(await sessions.open([token])).toBeUndefined()
})

test('signing out one that is still asleep removes it without waking it', async () => {
  const { token } = await signIn()
  await restart()
  const clients = transport.clients.length
  await sessions.end([token])
  expect(await sessions.open([token])).toBeUndefined()
  expect([files(), transport.clients.length]).toEqual([[], clients])
})

test('guests leave nothing on the disk', async () => {
  await sessions.signIn({ kind: 'anonymous' }, 'x')
  expect(files()).toEqual([])
})

test('while the server is away its tabs are told so, and served when it is back', async () => {
  const { token } = await signIn()
  await restart()
  transport.isAway = true
  const back = here(await sessions.open([token]))
  const tab = new TestTab('1')
  back.attach(tab)
  await vi.waitFor(() => expect(transport.last.listenerCount('state')).toBe(1))
  transport.last.emit('state', { state: 'reconnecting', reason: 'unreachable', retryAt: 5 })
  expect(tab.told.map(([name]) => name)).toEqual(['xmpp.connection', 'xmpp.session.state'])
  const late = new TestTab('2')
  back.attach(late)
  expect(late.told.map(([name]) => name)).toEqual(['xmpp.connection', 'xmpp.session.state'])
  expect(back.tabs).toBe(2)
  expect(back.isOver).toBe(false)
  transport.bind()
  for (const each of [tab, late])
    await vi.waitFor(() => expect(each.all('xmpp.session.snapshot')).toHaveLength(1))
})

test('a password that is wrong by now ends it with that reason, and nobody comes back with it', async () => {
  const { token } = await signIn()
  await restart()
  transport.isAway = true
  const back = here(await sessions.open([token]))
  const tab = new TestTab('1')
  back.attach(tab)
  await vi.waitFor(() => expect(transport.last.listenerCount('state')).toBe(1))
  transport.last.emit('state', { state: 'offline', reason: 'wrong-password' })
  expect(tab.all('xmpp.session.state')).toEqual([{ state: 'ended', reason: 'wrong-password' }])
  await vi.waitFor(() => expect(tab.closed).toBe(true))
  expect(await sessions.open([token])).toBeUndefined()
  expect(sessions.lastWord([token])).toEqual({ jid: 'marty@hill.example', reason: 'wrong-password' })
  await vi.waitFor(() => expect(files()).toEqual([]))
  expect(events().slice(-2)).toEqual(['login-failed', 'logout'])
})

test('the sixth that comes back ends the oldest, as the sixth sign-in does', async () => {
  const tokens: string[] = []
  for (let n = 0; n < 5; n++) tokens.push((await signIn()).token)
  await restart()
  const late = await signIn()
  for (const token of tokens) here(await sessions.open([token]))
  expect(sessions.size).toBe(5)
  expect(sessions.find(late.token)).toBeUndefined()
  await vi.waitFor(() => expect(files()).toHaveLength(5))
})

test('a stopping gateway tells no page that it is signed out, and says "later" to whoever asks', async () => {
  const { session, token } = await signIn()
  const tab = new TestTab('1')
  session.attach(tab)
  const closed = sessions.close()
  expect(await sessions.open([token])).toBe('later')
  await closed
  expect(tab.all('xmpp.session.state')).toEqual([])
  expect([tab.closed, transport.last.ended]).toEqual([true, true])
})

test('without a tab it goes off the server after a while, and is brought back by its token', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { session, token } = await signIn()
    vi.advanceTimersByTime(10 * 60_000)
    expect([session.isOver, sessions.size]).toEqual([true, 0])
    expect(files()).toHaveLength(1)
    vi.useRealTimers()
    expect(here(await sessions.open([token])).id).toBe(session.id)
    expect(events()).toEqual(['login', 'asleep', 'resumed'])
  } finally {
    vi.useRealTimers()
  }
})

test('where nobody stays to wait for a server that is away, it is not tried for ever', async () => {
  const { token } = await signIn()
  await restart()
  transport.isAway = true
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const back = here(await sessions.open([token]))
    vi.advanceTimersByTime(9 * 60_000)
    const tab = new TestTab('1')
    back.attach(tab)
    vi.advanceTimersByTime(20 * 60_000)
    expect(back.isOver).toBe(false)
    back.detach(tab)
    vi.advanceTimersByTime(10 * 60_000)
    expect([back.isOver, transport.last.ended]).toEqual([true, true])
    expect(files()).toHaveLength(1)
  } finally {
    vi.useRealTimers()
  }
})

test('neither the disk nor the log holds anything in clear', async () => {
  const { session, token } = await signIn()
  enterRoom(session)
  await restart()
  here(await sessions.open([token]))
  const written = files().map((name) => readFileSync(join(folder, 'sessions', name), 'latin1'))
  const key = readFileSync(join(folder, 'sealing.key'), 'utf8').trim()
  for (const secret of [token, PASSWORD, 'canary', 'marty', 'vault', 'Firefox', key])
    expect([...written, ...files(), ...lines].join('\n')).not.toContain(secret)
})

test('who signs out as the gateway stops leaves nothing behind', async () => {
  await sessions.close()
  const slowly = async (path: string) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return disk.unlink(path)
  }
  await open({ ...disk, unlink: slowly })
  const { session } = await signIn()
  expect(files()).toHaveLength(1)
  session.end()
  await sessions.close()
  expect(files()).toEqual([])
})
