import { beforeEach, describe, expect, test, vi } from 'vitest'
import { commands, events } from '#protocol/index.ts'
import type { TraceEntry } from '#protocol/trace.ts'
import { settled } from '../xmpp/testManager.ts'
import { ScriptSession } from './script.ts'
import { Session } from './session.ts'
import { TestTab } from './testTab.ts'
import { PASSWORD, TestTransport } from './testTransport.ts'

let transport: TestTransport
let session: Session
let tab: TestTab
let other: TestTab

async function signedIn(trace: boolean): Promise<void> {
  transport = new TestTransport()
  session = new Session({ log: () => {}, anonymousDomain: undefined, ended: () => {}, trace })
  await session.signIn({ kind: 'password', jid: 'marty@hill.example', password: PASSWORD })
  for (const each of [tab, other]) session.attach(each)
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  tab = new TestTab('1')
  other = new TestTab('2')
  await signedIn(true)
  return () => {
    session.end()
    vi.useRealTimers()
  }
})

function ask(name: string, data: unknown = {}, from = tab): Promise<unknown[]> {
  return new Promise((resolve) =>
    session.receive(name, data, (...answer: unknown[]) => resolve(answer), from),
  )
}
const say = (name: string, data: unknown, from = tab) => session.receive(name, data, undefined, from)

async function batches(of = tab): Promise<{ entries: TraceEntry[]; dropped: number }[]> {
  await settled()
  vi.advanceTimersByTime(100)
  return of.all('xmpp.trace.entry') as never
}
const traced = async (of = tab) => (await batches(of)).flatMap(({ entries }) => entries)
const words = ({ kind, direction, name }: TraceEntry) => `${kind} ${direction} ${name}`
function together(entries: readonly TraceEntry[]): TraceEntry[][] {
  const groups = new Map<number, TraceEntry[]>()
  for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry])
  return [...groups.values()]
}

/** The entries of each group, in words. */
async function groups(of = tab): Promise<string[][]> {
  return together(await traced(of)).map((entries) => entries.map(words))
}
const answer = (id: string | undefined, more = '') =>
  transport.receive(`<iq type='result' id='${id}' ${more}/>`)
const lastId = () => transport.last.sent.at(-1)?.attrs.id

describe('who hears it', () => {
  test('nobody, until they ask; then that tab alone, and no snapshot', async () => {
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    expect(await traced()).toEqual([])
    expect(await ask('xmpp.trace.start')).toEqual([null, true])
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    expect(await traced()).toHaveLength(2)
    expect(await traced(other)).toEqual([])
    const late = new TestTab('3')
    session.attach(late)
    expect(JSON.stringify(late.told)).not.toContain('xmpp.trace')
  })

  test('nobody where the operator does not let them', async () => {
    await signedIn(false)
    const [error] = await ask('xmpp.trace.start')
    expect(error).toMatchObject({ condition: 'not-allowed', reason: 'not-allowed' })
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    expect(await traced()).toEqual([])
  })

  test.each([
    ['says stop', () => ask('xmpp.trace.stop')],
    ['goes', () => session.detach(tab)],
  ])('not who %s, nor does anything of it stay', async (_how, leave) => {
    await ask('xmpp.trace.start')
    await leave()
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    say('xmpp.presence', { show: 'away' }, other)
    expect(await traced()).toEqual([])
    expect(transport.last.listenerCount('stanza')).toBe(1)
  })

  test('two tabs may watch, each until it has enough; who asked is told apart', async () => {
    await ask('xmpp.trace.start')
    await ask('xmpp.trace.start', {}, other)
    say('xmpp.presence', { show: 'away' }, other)
    const [mine] = await traced()
    const [theirs] = await traced(other)
    expect([mine?.by, theirs?.by]).toEqual(['tab', undefined])
    await ask('xmpp.trace.stop')
    say('xmpp.presence', { show: 'dnd' }, other)
    expect((await traced(other)).length).toBeGreaterThan((await traced()).length)
  })

  test('a tab that lags behind is told how much it missed, and is not closed for it', async () => {
    await ask('xmpp.trace.start')
    tab.unsent = 2 * 1024 * 1024
    for (let i = 0; i < 10; i++)
      transport.receive(`<message from='doc@hill.example' type='chat'><body>${i}</body></message>`)
    expect(await batches()).toEqual([{ entries: [], dropped: 20 }])
    expect(tab.closed).toBe(false)
  })

  test('of a flood a batch holds a part, and the rest is counted', async () => {
    await ask('xmpp.trace.start')
    for (let i = 0; i < 500; i++)
      transport.receive(`<message from='doc@hill.example' type='chat'><body>${i}</body></message>`)
    const [batch, ...more] = await batches()
    expect(more).toEqual([])
    expect(batch?.entries).toHaveLength(250)
    expect(batch?.dropped).toBe(750)
    expect(events['xmpp.trace.entry'].data.parse(batch)).toEqual(batch)
  })
})

describe('what belongs together', () => {
  beforeEach(async () => {
    await ask('xmpp.trace.start')
  })

  test('a stanza and the events that come of it', async () => {
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    expect(await groups()).toEqual([['stanza in message', 'event in xmpp.chat.message']])
    expect((await traced())[0]).toMatchObject({
      peer: 'doc@hill.example',
      xml: expect.stringContaining('<body>Hi'),
    })
  })

  test('a command, the request it becomes, its answer and the acknowledgement', async () => {
    const done = ask('xmpp.ping', { to: 'doc@hill.example' })
    answer(lastId(), "from='doc@hill.example'")
    await done
    expect(await groups()).toEqual([
      ['command out xmpp.ping', 'stanza out iq', 'stanza in iq', 'ack in xmpp.ping'],
    ])
  })

  test('two commands at once, answered the other way round', async () => {
    const first = ask('xmpp.ping', { to: 'doc@hill.example' })
    const id = lastId()
    const second = ask('xmpp.ping', { to: 'biff@hill.example' })
    answer(lastId(), "from='biff@hill.example'")
    answer(id, "from='doc@hill.example'")
    await Promise.all([first, second])
    expect(together(await traced()).map((each) => [...new Set(each.map(({ peer }) => peer))])).toEqual([
      ['doc@hill.example'],
      ['biff@hill.example'],
    ])
  })

  test('what a command sends after it has waited is still its own', async () => {
    const room = 'r@rooms.example'
    const joined = ask('xmpp.muc.join', { room, nick: 'Marty' })
    transport.receive(`<message from='doc@hill.example' type='chat'><body>Between</body></message>`)
    transport.receive(
      `<presence from='${room}/Marty'><x xmlns='http://jabber.org/protocol/muc#user'>
         <item affiliation='none' role='participant'/><status code='110'/></x></presence>
       <message from='${room}' type='groupchat'><subject/></message>`,
    )
    await joined
    const found = await groups()
    expect(found[0]).toEqual([
      'command out xmpp.muc.join',
      'stanza out iq',
      'stanza out presence',
      'ack in xmpp.muc.join',
    ])
    expect(found[1]).toEqual(['stanza in message', 'event in xmpp.chat.message'])
    expect(found[2]?.[0]).toBe('stanza in presence')
  })

  test('an answer by somebody who was not asked belongs to nothing', async () => {
    void ask('xmpp.ping', { to: 'doc@hill.example' })
    answer(lastId(), "from='eve@hill.example'")
    expect(await groups()).toEqual([['command out xmpp.ping', 'stanza out iq'], ['stanza in iq']])
  })

  test('messages that had to wait are found by their ids, whatever happens as they go out', async () => {
    transport.last.emit('state', { state: 'reconnecting' })
    for (const name of ['doc', 'biff'])
      await ask('xmpp.chat.message', { to: `${name}@hill.example`, content: name, id: `of-${name}` })
    transport.last.emit('state', { state: 'online', resumed: true })
    const all = await traced()
    for (const name of ['doc', 'biff']) {
      const sent = all.find(({ xml }) => xml?.includes(`<body>${name}</body>`))
      const command = all.find(
        ({ kind, data }) => kind === 'command' && (data as { id?: string }).id === `of-${name}`,
      )
      expect(sent?.group).toBe(command?.group)
    }
  })

  test('one that waited from before the watch is nobody’s', async () => {
    await ask('xmpp.trace.stop')
    transport.last.emit('state', { state: 'reconnecting' })
    await ask('xmpp.chat.message', { to: 'doc@hill.example', content: 'Early', id: 'early' })
    await ask('xmpp.trace.start')
    transport.last.emit('state', { state: 'online', resumed: true })
    const all = await traced()
    const early = all.find(({ xml }) => xml?.includes('Early'))
    expect(early).toBeDefined()
    expect(all.filter(({ group }) => group === early?.group)).toEqual([early])
  })

  test('what a new link brings is not the doing of whoever asked for the link', async () => {
    await ask('xmpp.session.retry')
    transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Hi</body></message>")
    expect(await groups()).toEqual([
      ['command out xmpp.session.retry', 'ack in xmpp.session.retry'],
      ['stanza in message', 'event in xmpp.chat.message'],
    ])
  })

  test('what the gateway asks by itself is said to be its own', async () => {
    session.hub.dispatch('xmpp.presence', { show: 'away' })
    expect((await traced())[0]).toMatchObject({ kind: 'command', by: 'gateway' })
  })

  test('a refusal without an acknowledgement is an event', async () => {
    say('xmpp.nonsense', {})
    expect(await groups()).toEqual([['command out xmpp.nonsense', 'event in xmpp.error.client']])
  })
})

test('every command answers as it does when nobody watches', async () => {
  const wrong = { id: 'x', to: 7, room: [], jid: {}, form: 'x' }
  const names = Object.keys(commands).filter((name) => !/^xmpp\.(?:log|session|trace)/u.test(name))
  const answers = () => Promise.all(names.map((name) => Promise.race([ask(name, wrong), settled()])))
  const before = await answers()
  await ask('xmpp.trace.start')
  expect(await answers()).toEqual(before)
})

test('no canary reaches the tab: of commands, of stanzas, of what is refused', async () => {
  const canary = 'canary-1.21-GW'
  await ask('xmpp.trace.start')
  const room = 'r@rooms.example'
  void ask('xmpp.muc.join', { room, nick: 'Marty', password: canary })
  await ask('xmpp.muc.join', { nick: 'Marty', password: canary })
  await ask('xmpp.nonsense', { password: canary })
  say('xmpp.login', { jid: 'marty@hill.example', password: canary })
  transport.receive(
    `<message from='doc@hill.example'><x xmlns='jabber:x:conference' jid='${room}' password='${canary}'/></message>`,
  )
  const text = JSON.stringify(await batches())
  expect(text).toContain('xmpp.muc.join')
  expect(text).not.toContain(canary)
  // It did go out: this test looks at the right place.
  expect(String(transport.last.sent)).toContain(canary)
})

test('a script watches too, and goes on when it signs in anew', async () => {
  const script = new ScriptSession(tab, () => {}, true)
  const wanted = (name: string, data: unknown = {}) =>
    new Promise((resolve) => script.receive(name, data, (...answer: unknown[]) => resolve(answer)))
  const signIn = async () => {
    script.receive('xmpp.login', { jid: 'biff@hill.example', password: PASSWORD }, undefined)
    await settled()
  }
  expect(await wanted('xmpp.trace.start')).toMatchObject([{ reason: 'not-connected' }])
  await signIn()
  expect(await wanted('xmpp.trace.start')).toEqual([null, true])
  const before = transport.last
  await signIn()
  expect(transport.last).not.toBe(before)
  transport.receive("<message from='doc@hill.example/lab' type='chat'><body>Anew</body></message>")
  const [stanza, event] = (await traced()).slice(-2)
  expect([stanza?.xml, event?.name]).toEqual([expect.stringContaining('Anew'), 'xmpp.chat.message'])
  expect(event?.group).toBe(stanza?.group)
  script.end()
})
