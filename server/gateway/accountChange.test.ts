import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { settled } from '../xmpp/testManager.ts'
import { Audit } from './audit.ts'
import { ScriptSession } from './script.ts'
import { SealedStore } from './sealedStore.ts'
import type { Session } from './session.ts'
import { Sessions } from './sessions.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

const NEW = 'canary of tomorrow'
const OWN = 'hill.example'

let folder: string
let transport: TestTransport
let sessions: Sessions
let lines: string[]

const store = () =>
  SealedStore.open({
    folder: join(folder, 'sessions'),
    keyFile: join(folder, 'sealing.key'),
    note: (event) => lines.push(event),
  })

async function open(): Promise<void> {
  const audit = new Audit((line) => lines.push(line), true)
  sessions = new Sessions({
    log: () => {},
    audit,
    domains: [OWN],
    anonymousDomain: undefined,
    registration: true,
    limits: true,
    sealed: await store(),
  })
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hoverboard-account-'))
  transport = new TestTransport()
  lines = []
  await open()
  return async () => {
    await sessions.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

const files = () => readdirSync(join(folder, 'sessions'))

async function signIn(jid = 'marty@hill.example') {
  const result = await sessions.signIn({ kind: 'password', jid, password: PASSWORD }, '192.0.2.1')
  if (!result.ok) throw new Error(result.error.reason)
  const tab = new TestTab(result.token)
  result.session.attach(tab)
  return { ...result, tab, client: transport.last }
}

/** What the page asks, and the server grants. */
async function granted(
  { session, client }: { session: Session; client: TestTransport['last'] },
  event: string,
  data: object,
): Promise<unknown[]> {
  const ack = vi.fn()
  session.hub.dispatch(event, { to: OWN, ...data }, ack)
  await settled()
  transport.receive(`<iq type='result' from='${OWN}' id='${client.sent.at(-1)?.attrs.id}'/>`, client)
  await settled()
  return ack.mock.calls
}

test('after a change of the password the session comes back with the new one', async () => {
  const marty = await signIn()
  expect(await granted(marty, 'xmpp.register.password', { username: 'marty', password: NEW })).toEqual([
    [null, { registered: true }],
  ])
  await sessions.close()
  await open()
  transport.isAway = true
  expect(await sessions.open([marty.token])).toBeTypeOf('object')
  expect(transport.options.at(-1)).toMatchObject({ jid: 'marty@hill.example/r1', password: NEW })
})

test('a gateway that is killed soon after has the new one on its disk', async () => {
  const marty = await signIn()
  await granted(marty, 'xmpp.register.password', { username: 'marty', password: NEW })
  await vi.waitFor(async () => {
    const opened = await (await store()).read(marty.token)
    expect(opened).toMatchObject({ credential: { password: NEW, how: 'password' } })
  })
})

test('another session of the account has to learn the new one by itself', async () => {
  const [marty, elsewhere] = [await signIn(), await signIn()]
  await granted(marty, 'xmpp.register.password', { username: 'marty', password: NEW })
  expect(elsewhere.session.isOver).toBe(false)
  await sessions.close()
  await open()
  await sessions.open([elsewhere.token])
  expect(transport.options.at(-1)?.password).toBe(PASSWORD)
})

test('an account that is gone ends all its sessions with a sentence, and nothing of them is kept', async () => {
  const asleep = await signIn()
  asleep.session.sleep()
  const [marty, elsewhere, doc] = [await signIn(), await signIn(), await signIn('doc@hill.example')]
  await vi.waitFor(() => expect(files()).toHaveLength(4))
  expect(await granted(marty, 'xmpp.register.unregister', {})).toEqual([[null, true]])
  for (const { session, tab } of [marty, elsewhere]) {
    expect(session.isOver).toBe(true)
    expect(tab.all('xmpp.session.state')).toEqual([{ state: 'ended', reason: 'unregistered' }])
  }
  await vi.waitFor(() => expect(files()).toHaveLength(1))
  expect(doc.session.isOver).toBe(false)
  for (const { token } of [asleep, marty, elsewhere]) expect(await sessions.open([token])).toBeUndefined()
  expect(await sessions.open([doc.token])).toBe(doc.session)
})

test.each(['wrong-password', 'replaced'] as const)(
  'a session that the server ends as %s while its account is being deleted says so, and one that it ends later does not',
  async (reason) => {
    const [marty, elsewhere] = [await signIn(), await signIn()]
    const refused = () => ({
      state: 'offline' as const,
      reason,
      description: 'Away',
    })
    marty.session.hub.dispatch('xmpp.register.unregister', { to: OWN }, () => {})
    await settled()
    elsewhere.client.emit('state', refused())
    expect(elsewhere.tab.all('xmpp.session.state')).toEqual([{ state: 'ended', reason: 'unregistered' }])
    const { id } = marty.client.sent.at(-1)?.attrs ?? {}
    transport.receive(`<iq type='error' from='${OWN}' id='${id}'/>`, marty.client)
    await settled()
    marty.client.emit('state', refused())
    expect(marty.tab.all('xmpp.session.state')).toMatchObject([{ state: 'ended', reason }])
  },
)

test('a script hears that its account is gone', async () => {
  const tab = new TestTab('1')
  const script = new ScriptSession(tab, () => {})
  script.receive('xmpp.login', { jid: 'marty@hill.example', password: PASSWORD }, undefined)
  await settled()
  const ack = vi.fn()
  script.receive('xmpp.register.unregister', { to: OWN }, ack)
  await settled()
  transport.receive(`<iq type='result' from='${OWN}' id='${transport.last.sent.at(-1)?.attrs.id}'/>`)
  await settled()
  expect(ack).toHaveBeenCalledExactlyOnceWith(null, true)
  expect(tab.all('xmpp.session.state')).toEqual([{ state: 'ended', reason: 'unregistered' }])
  expect(transport.last.ended).toBe(true)
})

test('the audit holds neither password', async () => {
  const marty = await signIn()
  await granted(marty, 'xmpp.register.password', { username: 'marty', password: NEW })
  await granted(marty, 'xmpp.register.unregister', {})
  expect(lines.join('')).toContain('marty')
  for (const secret of [PASSWORD, NEW]) expect(lines.join('')).not.toContain(secret)
})
