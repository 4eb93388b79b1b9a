import { beforeEach, expect, test, vi } from 'vitest'
import { Audit } from './audit.ts'
import { Sessions, type SessionsOptions } from './sessions.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

let transport: TestTransport
let lines: string[]
let sessions: Sessions

function open(options: Partial<SessionsOptions> = {}): void {
  sessions = new Sessions({
    log: () => {},
    audit: new Audit((line) => lines.push(line)),
    domains: ['hill.example'],
    anonymousDomain: 'guests.example',
    registration: true,
    limits: true,
    ...options,
  })
}

beforeEach(() => {
  transport = new TestTransport()
  lines = []
  open()
  return () => sessions.close()
})

const signIn = (jid = 'marty@hill.example', password = PASSWORD, address = '192.0.2.1') =>
  sessions.signIn({ kind: 'password', jid, password }, address)
const events = () => lines.map((line) => JSON.parse(line).event)

test('a token of 256 bits opens the session; nothing else does', async () => {
  const result = await signIn()
  if (!result.ok) expect.unreachable()
  else {
    expect(Buffer.from(result.token, 'base64url')).toHaveLength(32)
    expect(sessions.find(result.token)).toBe(result.session)
    expect(sessions.find(`${result.token}x`)).toBeUndefined()
    result.session.end()
    expect(sessions.find(result.token)).toBeUndefined()
    expect(sessions.size).toBe(0)
  }
  for (const token of [undefined, '', '__proto__']) expect(sessions.find(token)).toBeUndefined()
})

test('the audit tells what happened and holds neither password nor token nor address', async () => {
  const result = await signIn()
  await signIn('marty@hill.example', 'canary wrong')
  if (result.ok) result.session.end()
  expect(events()).toEqual(['login', 'login-failed', 'logout'])
  const text = lines.join('')
  for (const secret of ['canary', 'marty', result.ok ? result.token : '']) expect(text).not.toContain(secret)
})

test('after five wrong passwords the server is not asked any more', async () => {
  await Promise.all(
    Array.from({ length: 5 }, (_, i) => signIn('marty@hill.example', 'wrong', `192.0.2.${i}`)),
  )
  const asked = transport.clients.length
  expect(await signIn()).toMatchObject({ ok: false, error: { reason: 'rate-limited' } })
  expect(await signIn('MARTY@Hill.Example')).toMatchObject({ ok: false, error: { reason: 'rate-limited' } })
  expect(transport.clients).toHaveLength(asked)
  expect(events().at(-1)).toBe('login-throttled')
})

test('a benchmark may switch the limits off', async () => {
  open({ limits: false })
  for (let i = 0; i < 6; i++) await signIn('marty@hill.example', 'wrong')
  expect(await signIn()).toMatchObject({ ok: true })
})

test('what the operator did not open stays closed', async () => {
  open({ registration: false, anonymousDomain: undefined })
  const register = { kind: 'register', jid: 'a@hill.example', password: 'b' } as const
  expect(await sessions.signIn(register, 'x')).toMatchObject({
    ok: false,
    error: { reason: 'registration-closed' },
  })
  expect(await sessions.signIn({ kind: 'anonymous' }, 'x')).toMatchObject({ ok: false })
  expect(transport.clients).toEqual([])
})

test('the sixth session of an account ends the oldest, and its tabs are told', async () => {
  const first = await signIn()
  const tab = new TestTab('1')
  if (first.ok) first.session.attach(tab)
  for (let i = 0; i < 4; i++) await signIn()
  expect(tab.all('xmpp.session.state')).toEqual([])
  await signIn('doc@hill.example')
  await signIn()
  expect(tab.all('xmpp.session.state')).toMatchObject([{ state: 'ended' }])
  expect(sessions.size).toBe(6)
})

test('guests do not end each other', async () => {
  for (let i = 0; i < 7; i++) await sessions.signIn({ kind: 'anonymous' }, `192.0.2.${i}`)
  expect(sessions.size).toBe(7)
})

test('closing ends all sessions, also one that is just signing in, and begins none', async () => {
  await signIn()
  const late = signIn('doc@hill.example')
  sessions.close()
  expect(await late).toMatchObject({ ok: false, error: { reason: 'unreachable' } })
  expect(await signIn()).toMatchObject({ ok: false, error: { reason: 'unreachable' } })
  await vi.waitFor(() => expect(transport.clients.every((client) => client.ended)).toBe(true))
  expect(sessions.size).toBe(0)
})
