import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const DOC = 'doc@hill.example/lab'
const NS_INFO = 'http://jabber.org/protocol/disco#info'
const call = (id: string, from = DOC) =>
  `<iq type='set' id='${id}' from='${from}'><query xmlns='jabber:iq:rpc'><methodCall><methodName>clock.time</methodName></methodCall></query></iq>`
const confirm = (id: string) =>
  `<iq type='get' id='${id}' from='files.hill.example'><confirm xmlns='http://jabber.org/protocol/http-auth' id='a' method='GET' url='https://hill.example/'/></iq>`
const ring = (id: string) =>
  `<iq type='set' id='${id}' from='${DOC}'><jingle xmlns='urn:xmpp:jingle:1' sid='s1' action='session-initiate'/></iq>`
const ask = (id: string, node = '') =>
  `<iq type='get' id='${id}' from='${DOC}'><query xmlns='${NS_INFO}'${node && ` node='${node}'`}/></iq>`
const LATE = { type: 'cancel', condition: 'item-not-found', reason: 'not-found' }

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => vi.useRealTimers())

const session = () => new TestManager(createExtensions()).online()
/** How the iqs with an id were answered so far. */
const answersTo = (test: TestManager, id: string) =>
  test.client.sent
    .filter(({ attrs }) => attrs.id === id)
    .map((stanza) => {
      const condition = stanza.getChild('error')?.getChildElements()[0]?.getName()
      return condition ? `${stanza.attrs.type} ${condition}` : stanza.attrs.type
    })

describe('each request of others is answered, and once', () => {
  test('a call that no page answers is unavailable after 20 seconds', async () => {
    const marty = session()
    marty.receive(call('r1'))
    await vi.advanceTimersByTimeAsync(19_999)
    expect(answersTo(marty, 'r1')).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(answersTo(marty, 'r1')).toEqual(['error service-unavailable'])
    const late = marty.ask('xmpp.rpc.result', { to: DOC, id: 'r1' })
    await settled()
    expect(late).toEqual([[LATE]])
    expect(answersTo(marty, 'r1')).toHaveLength(1)
  })

  test('of two tabs that answer a call, the first one counts, however it writes the address', async () => {
    const marty = session()
    marty.receive(call('r1'))
    const first = marty.ask('xmpp.rpc.result', { to: 'Doc@Hill.Example/lab', id: 'r1' })
    const second = marty.ask('xmpp.rpc.result', { to: DOC, id: 'r1' })
    await settled()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([first, second]).toEqual([[[null, true]], [[LATE]]])
    expect(answersTo(marty, 'r1')).toEqual(['result'])
  })

  test('the same id by somebody else is another request', async () => {
    const marty = session()
    marty.receive(call('r1') + call('r1', 'biff@hill.example/gang'))
    marty.ask('xmpp.rpc.result', { to: DOC, id: 'r1' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(marty.client.sent.map(({ attrs }) => [attrs.to, attrs.type])).toEqual([
      [DOC, 'result'],
      ['biff@hill.example/gang', 'error'],
    ])
  })

  test('an id may come again after its answer', async () => {
    const marty = session()
    for (let round = 0; round < 2; round++) {
      marty.receive(call('r1'))
      marty.ask('xmpp.rpc.result', { to: DOC, id: 'r1' })
      await settled()
    }
    expect(answersTo(marty, 'r1')).toEqual(['result', 'result'])
  })

  test('the fifty-first at once is refused, and told to nobody', () => {
    const marty = session()
    for (let i = 1; i <= 51; i++) marty.receive(call(`r${i}`))
    expect(marty.told).toHaveLength(50)
    expect(marty.client.sent).toHaveLength(1)
    expect(answersTo(marty, 'r51')).toEqual(['error resource-constraint'])
  })

  test('a session that began anew owes no answers from before', async () => {
    const marty = session()
    marty.receive(call('r1') + ring('j1') + confirm('h1') + ask('q1', 'urn:x'))
    marty.bind()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(['r1', 'j1', 'h1', 'q1'].map((id) => answersTo(marty, id))).toEqual([[], [], [], []])
  })

  test('when the session is over there is nobody to answer, and nothing breaks', async () => {
    const marty = session()
    marty.receive(call('r1') + ring('j1') + confirm('h1') + ask('q1', 'urn:x'))
    marty.manager.client = false
    await vi.advanceTimersByTimeAsync(600_000)
    expect(marty.sent).toEqual([])
  })
})

describe('whether it was really you', () => {
  test('is denied when nobody says so in five minutes', async () => {
    const marty = session()
    marty.receive(confirm('h1'))
    await vi.advanceTimersByTimeAsync(299_999)
    expect(marty.sent).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(answersTo(marty, 'h1')).toEqual(['error not-authorized'])
    const late = marty.ask('xmpp.http.confirm', { type: 'iq', id: 'h1', to: 'files.hill.example' })
    await settled()
    expect(late).toEqual([[LATE]])
    expect(answersTo(marty, 'h1')).toHaveLength(1)
  })

  test('every tab is told how it ended, be it without an answer', async () => {
    const marty = session()
    const from = { domain: 'files.hill.example' }
    const told = () => marty.told.flatMap(([name, data]) => (name === 'xmpp.http.answered' ? [data] : []))
    marty.receive(confirm('h1') + confirm('h2'))
    marty.ask('xmpp.http.deny', { type: 'iq', id: 'h1', to: 'Files.Hill.Example' })
    await settled()
    expect(told()).toEqual([{ type: 'iq', from, id: 'h1', answer: 'denied' }])
    await vi.advanceTimersByTimeAsync(300_000)
    expect(told().slice(1)).toEqual([{ type: 'iq', from, id: 'h2', answer: 'none' }])
  })

  test('a denial that comes back is no question', () => {
    const marty = session()
    marty.receive(
      confirm('h1').replace("type='get'", "type='error'") +
        confirm('h1')
          .replace('<iq', '<message')
          .replace('</iq', '</message')
          .replace("type='get'", "type='error'"),
    )
    expect(marty.told.filter(([name]) => name === 'xmpp.http.verify')).toEqual([])
  })
})

describe('a call', () => {
  test('is acknowledged by the page, at once, and then not by the gateway', async () => {
    const marty = session()
    marty.receive(ring('j1'))
    const answers = marty.ask('xmpp.jingle.request', { to: DOC, id: 'j1', type: 'result' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(answers).toEqual([[null, true]])
    expect(answersTo(marty, 'j1')).toEqual(['result'])
  })

  test('that nobody takes within five seconds does not ring on; what a page says later changes nothing', async () => {
    const marty = session()
    marty.receive(ring('j1'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(answersTo(marty, 'j1')).toEqual(['error service-unavailable'])
    const same = marty.ask('xmpp.jingle.request', { to: DOC, id: 'j1', type: 'result' })
    const other = marty.ask('xmpp.jingle.request', { to: DOC, id: 'j1', error: { condition: 'gone' } })
    await settled()
    expect([same, other]).toEqual([[[null, true]], [[LATE]]])
    expect(answersTo(marty, 'j1')).toHaveLength(1)
  })

  test('tells of itself what the gateway acknowledges after five seconds', async () => {
    const marty = session()
    marty.receive(ring('j1').replace('session-initiate', 'session-terminate'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(answersTo(marty, 'j1')).toEqual(['result'])
  })

  test('is refused by the page', async () => {
    const marty = session()
    marty.receive(ring('j1'))
    const error = { type: 'cancel', condition: 'item-not-found', jingleCondition: 'unknown-session' }
    marty.ask('xmpp.jingle.request', { to: DOC, id: 'j1', error })
    await settled()
    expect(answersTo(marty, 'j1')).toEqual(['error item-not-found'])
    expect(marty.sent[0]).toContain('<unknown-session xmlns="urn:xmpp:jingle:errors:1"/>')
  })
})

describe('what this client can', () => {
  const OWN = { kind: 'feature', var: 'urn:x-hill:time-travel' }

  test('is said by the gateway at once, until a browser has said it once', async () => {
    const marty = session()
    marty.receive(ask('q1'))
    expect(answersTo(marty, 'q1')).toEqual(['result'])
    const late = marty.ask('xmpp.discover.client', { to: DOC, id: 'q1', features: [OWN] })
    await settled()
    expect(late).toEqual([[null, true]])
    expect(answersTo(marty, 'q1')).toHaveLength(1)
    marty.receive(ask('q2'))
    expect(answersTo(marty, 'q2')).toEqual([])
    marty.ask('xmpp.discover.client', { to: DOC, id: 'q2', features: [OWN] })
    await settled()
    expect(marty.sent.at(-1)).toContain('urn:x-hill:time-travel')
    marty.receive(ask('q3'))
    await vi.advanceTimersByTimeAsync(5000)
    expect(marty.sent.at(-1)).toContain('name="Hoverboard"')
    expect(answersTo(marty, 'q3')).toEqual(['result'])
  })

  test('at a node that the gateway does not know, only the browser can say', async () => {
    const marty = session()
    marty.receive(ask('q1', 'urn:x') + ask('q2', 'urn:y'))
    marty.ask('xmpp.discover.client', { to: DOC, id: 'q1', features: [OWN] })
    await vi.advanceTimersByTimeAsync(5000)
    expect(marty.sent[0]).toContain('node="urn:x"')
    expect(answersTo(marty, 'q1')).toEqual(['result'])
    expect(answersTo(marty, 'q2')).toEqual(['error item-not-found'])
  })
})

test('a ping is answered once, though a page says pong as well', async () => {
  const marty = session()
  marty.receive(`<iq type='get' id='p1' from='${DOC}'><ping xmlns='urn:xmpp:ping'/></iq>`)
  const pong = marty.ask('xmpp.ping.pong', { id: 'p1', to: DOC })
  await settled()
  expect(pong).toEqual([[null, true]])
  expect(answersTo(marty, 'p1')).toEqual(['result'])
})
