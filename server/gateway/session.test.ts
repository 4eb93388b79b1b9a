import { beforeEach, describe, expect, test, vi } from 'vitest'
import { LoginFailure } from '../transport/types.ts'
import { settled } from '../xmpp/testManager.ts'
import { Session } from './session.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

const ended = vi.fn()
let transport: TestTransport
let session: Session
let tab: TestTab

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  ended.mockReset()
  transport = new TestTransport()
  session = new Session({ log: () => {}, anonymousDomain: 'guests.example', ended, lingerMs: 60_000 })
  tab = new TestTab('1')
  return () => {
    session.end()
    vi.useRealTimers()
  }
})

const signIn = () => session.signIn({ kind: 'password', jid: 'marty@hill.example', password: PASSWORD })
const snapshotOf = (each: TestTab) =>
  (each.all('xmpp.session.snapshot')[0] as { events: [string, unknown][] } | undefined)?.events ?? []

describe('signing in', () => {
  test('the contact list and the own presence are there before the first tab asks', async () => {
    expect(await signIn()).toMatchObject({ ok: true, jid: { user: 'marty' } })
    session.attach(tab)
    expect(tab.told.map(([name]) => name)).toEqual(['xmpp.connection', 'xmpp.session.snapshot'])
    expect(snapshotOf(tab)).toMatchObject([
      ['xmpp.presence.own', {}],
      ['xmpp.roster.push', { jid: { user: 'doc' } }],
    ])
    expect(transport.last.sent.some((stanza) => stanza.name === 'presence')).toBe(true)
  })

  test('a refusal is an answer, and the connection is closed', async () => {
    const result = await session.signIn({ kind: 'password', jid: 'marty@hill.example', password: 'wrong' })
    expect(result).toMatchObject({ ok: false, error: { reason: 'wrong-password', condition: 'login-fail' } })
    expect(session.isOver).toBe(true)
    expect(transport.last.ended).toBe(true)
  })

  test('a guest signs in without a password', async () => {
    expect(await session.signIn({ kind: 'anonymous' })).toMatchObject({ ok: true })
    expect(session.isGuest).toBe(true)
    expect(transport.options).toMatchObject([{ jid: 'guests.example', preferredSaslMechanism: 'ANONYMOUS' }])
  })

  test('a server without a contact list holds nobody up', async () => {
    transport.roster = ''
    expect(await signIn()).toMatchObject({ ok: true })
  })
})

describe('tabs', () => {
  beforeEach(async () => {
    await signIn()
    session.attach(tab)
  })

  test('a second tab learns what the first has seen, and nothing twice', () => {
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    const second = new TestTab('2')
    session.attach(second)
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Again</body></message>")
    expect(snapshotOf(second).filter(([name]) => name === 'xmpp.chat.message')).toMatchObject([
      ['xmpp.chat.message', { content: 'Hi' }],
    ])
    expect(second.all('xmpp.chat.message')).toMatchObject([{ content: 'Again' }])
    expect(tab.all('xmpp.chat.message')).toHaveLength(2)
  })

  test('what one says, the other shows', async () => {
    const second = new TestTab('2')
    session.attach(second)
    session.receive('xmpp.chat.message', { to: 'doc@hill.example', content: 'Hi' }, undefined, tab)
    await settled()
    expect(second.all('xmpp.chat.sent')).toMatchObject([{ content: 'Hi', echo: true }])
    expect(tab.all('xmpp.chat.sent')).toEqual([])
  })

  test('a page cannot sign in as somebody else on the same session', () => {
    session.receive('xmpp.login', { jid: 'biff@hill.example', password: PASSWORD }, undefined, tab)
    session.receive('xmpp.login.anonymous', { jid: 'guests.example' }, undefined, tab)
    expect(tab.all('xmpp.error')).toMatchObject([{ reason: 'not-allowed' }, { reason: 'not-allowed' }])
    expect(transport.clients).toHaveLength(1)
  })

  test('a session without a tab waits for one, and no longer', () => {
    session.detach(tab)
    vi.advanceTimersByTime(59_999)
    session.attach(tab)
    vi.advanceTimersByTime(60_000)
    expect(session.isOver).toBe(false)
    session.detach(tab)
    vi.advanceTimersByTime(60_000)
    expect(session.isOver).toBe(true)
    expect(ended).toHaveBeenCalledExactlyOnceWith(session, { state: 'ended', reason: 'logged-out' })
  })

  test.each([
    ['with an acknowledgement', true],
    ['without one', false],
  ])('logging out %s ends it for all tabs', async (_, acknowledged) => {
    const ack = vi.fn()
    session.receive('xmpp.logout', {}, acknowledged ? ack : undefined, tab)
    expect(ack.mock.calls).toEqual(acknowledged ? [[null, true]] : [])
    await settled()
    expect(tab.all('xmpp.session.state')).toEqual([{ state: 'ended', reason: 'logged-out' }])
    expect(tab.closed).toBe(true)
    expect(transport.last.ended).toBe(true)
    expect(ended).toHaveBeenCalledOnce()
  })

  test('an end that the transport means is no command of a page', () => {
    session.receive('end', {}, undefined, tab)
    session.receive('disconnect', {}, undefined, tab)
    expect(session.isOver).toBe(false)
  })
})

describe('the link', () => {
  beforeEach(async () => {
    await signIn()
    session.attach(tab)
  })

  test('what happens to it, the tabs are told', () => {
    transport.last.emit('state', { state: 'reconnecting', reason: 'disconnected', retryAt: 5 })
    transport.last.emit('state', { state: 'online', resumed: true })
    expect(tab.all('xmpp.session.state')).toEqual([
      { state: 'reconnecting', reason: 'disconnected', retryAt: 5 },
      { state: 'online', resumed: true },
    ])
  })

  test('a final loss ends the session and says why', () => {
    transport.last.emit('state', { state: 'offline', reason: 'replaced' })
    expect(tab.all('xmpp.session.state')).toMatchObject([{ state: 'ended', reason: 'replaced' }])
    expect(session.isOver).toBe(true)
  })

  test('an error before the loss is told leaves no session behind', () => {
    const client = transport.last
    client.emit('error', new LoginFailure('replaced'))
    client.emit('state', { state: 'offline', reason: 'replaced' })
    expect(session.isOver).toBe(true)
  })

  test('what the server has taken over is confirmed, once, to every tab and to those that come later', async () => {
    const second = new TestTab('2')
    session.attach(second)
    const said = { to: 'doc@hill.example/lab', content: 'Hi', id: 'm-1' }
    session.receive('xmpp.chat.message', said, () => {}, tab)
    await settled()
    expect(tab.all('xmpp.delivery.confirmed')).toEqual([])
    for (let i = 0; i < 2; i++) transport.last.emit('ack', [{ id: 'm-1', to: 'doc@hill.example/lab' }])
    for (const each of [tab, second])
      expect(each.all('xmpp.delivery.confirmed')).toEqual([{ to: 'doc@hill.example', id: 'm-1' }])
    const third = new TestTab('3')
    session.attach(third)
    expect(snapshotOf(third).at(-1)).toEqual([
      'xmpp.delivery.confirmed',
      { to: 'doc@hill.example', id: 'm-1' },
    ])
  })

  test('a session that began anew catches up with the contact list', async () => {
    transport.roster = "<item jid='george@hill.example' subscription='to'/>"
    transport.bind()
    await settled()
    await settled()
    expect(tab.all('xmpp.roster.push')).toMatchObject([
      { jid: { user: 'doc' }, subscription: 'remove' },
      { jid: { user: 'george' } },
    ])
  })

  test('a session that began anew is present again as before', async () => {
    session.receive('xmpp.presence', { show: 'dnd', status: 'Busy' }, undefined, tab)
    await settled()
    transport.last.sent.length = 0
    transport.bind()
    await settled()
    expect(transport.last.sent.map(String).join('')).toContain('<status>Busy</status><show>dnd</show>')
  })
})

describe('who looks', () => {
  const indicate = vi.fn()
  const see = (each: TestTab, visible: boolean) =>
    session.receive('xmpp.session.visibility', { visible }, undefined, each)
  beforeEach(async () => {
    await signIn()
    indicate.mockReset()
    Object.assign(transport.last, { indicate })
    session.attach(tab)
  })

  test('the server may rest once no tab was in sight for a while, and not before', async () => {
    const second = new TestTab('2')
    session.attach(second)
    see(tab, false)
    await settled()
    vi.advanceTimersByTime(30_000)
    expect(indicate).not.toHaveBeenCalled()
    session.detach(second)
    await settled()
    vi.advanceTimersByTime(30_000)
    expect(indicate.mock.calls).toEqual([['inactive']])
    session.attach(new TestTab('3'))
    await settled()
    expect(indicate.mock.calls).toEqual([['inactive'], ['active']])
  })
})
