import { beforeEach, expect, test, vi } from 'vitest'
import { settled } from '../xmpp/testManager.ts'
import { Audit } from './audit.ts'
import { ScriptSession } from './script.ts'
import { SignInGuard } from './signInGuard.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

let transport: TestTransport
let lines: string[]
let guard: SignInGuard

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] })
  transport = new TestTransport()
  lines = []
  guard = new SignInGuard(new Audit((line) => lines.push(line), true), true)
  return () => void vi.useRealTimers()
})

const noted = () => lines.map((line) => JSON.parse(line))

/** A new socket that tries once, and what it was told. */
async function tryAs(jid: string, password: string, more: object = {}, address = '192.0.2.1') {
  const tab = new TestTab('1')
  const script = new ScriptSession(tab, () => {}, false, { guard, address, registration: false })
  script.receive('xmpp.login', { jid, password, ...more }, undefined)
  await settled()
  const early = tab.told.at(-1)
  vi.advanceTimersByTime(1000)
  await settled()
  return { script, tab, early, last: tab.told.at(-1) }
}

test('S66: a script’s wrong passwords count like a page’s, on however many sockets', async () => {
  for (let i = 0; i < 5; i++) {
    const { script, early, last } = await tryAs('marty@hill.example', `wrong ${i}`)
    expect(early).toBeUndefined()
    expect(last).toMatchObject(['xmpp.error', { reason: 'wrong-password' }])
    script.end()
  }
  const { last } = await tryAs('marty@hill.example', PASSWORD, {}, '198.51.100.7')
  expect(last).toMatchObject(['xmpp.error', { reason: 'rate-limited', detail: '900' }])
  // Written in another way, it is the same account.
  const other = await tryAs('MARTY', PASSWORD, { host: 'Hill.Example' }, '198.51.100.7')
  expect(other.last).toMatchObject(['xmpp.error', { reason: 'rate-limited' }])
  expect(transport.clients).toHaveLength(5)
  expect(noted().map(({ event }) => event)).toEqual([
    ...Array(5).fill('login-failed'),
    'login-throttled',
    'login-throttled',
  ])
})

test('S66: fifteen in a row, of any accounts, stop all before a server would ban the gateway', async () => {
  for (let i = 0; i < 15; i++)
    (await tryAs(`account-${i}@hill.example`, 'wrong', {}, `192.0.2.${i}`)).script.end()
  expect((await tryAs('doc@hill.example', PASSWORD, {}, '198.51.100.7')).last).toMatchObject([
    'xmpp.error',
    { reason: 'rate-limited', detail: '60' },
  ])
  expect(transport.clients).toHaveLength(15)
  expect(guard.isPaused).toBe(true)
})

test('a try that is given up before its answer counts: the server heard it', async () => {
  transport.isAway = true
  for (let i = 0; i < 5; i++) (await tryAs('marty@hill.example', 'wrong', {}, `192.0.2.${i}`)).script.end()
  const { script, tab } = await tryAs('doc@hill.example', 'wrong', {}, '192.0.2.9')
  for (let i = 0; i < 5; i++)
    script.receive('xmpp.login', { jid: 'doc@hill.example', password: `wrong ${i}` }, undefined)
  expect(tab.told.at(-1)).toMatchObject(['xmpp.error', { reason: 'rate-limited' }])
  await settled()
  transport.isAway = false
  expect((await tryAs('marty@hill.example', PASSWORD)).last).toMatchObject([
    'xmpp.error',
    { reason: 'rate-limited' },
  ])
})

test('a success forgives, and is noted with the address it came from', async () => {
  for (let i = 0; i < 4; i++) await tryAs('marty@hill.example', 'wrong')
  expect((await tryAs('marty@hill.example', PASSWORD)).last?.[0]).toBe('xmpp.connection')
  for (let i = 0; i < 4; i++) await tryAs('marty@hill.example', 'wrong')
  expect((await tryAs('marty@hill.example', PASSWORD)).last?.[0]).toBe('xmpp.connection')
  expect(noted().at(-1)).toMatchObject({
    event: 'login',
    jid: 'marty@hill.example',
    address: '192.0.2.1',
    kind: 'password',
  })
})

test('where the operator lets nobody make accounts, a script makes none either', async () => {
  const { last } = await tryAs('new@hill.example', PASSWORD, { register: true })
  expect(last).toMatchObject(['xmpp.error', { reason: 'registration-closed' }])
  expect(transport.clients).toEqual([])
})
