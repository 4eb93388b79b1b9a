import { beforeEach, expect, test, vi } from 'vitest'
import { FakeClient, stanzasOf } from '../xmpp/testManager.ts'
import { Hub } from './hub.ts'
import { openManager } from './openManager.ts'

const log = vi.fn()
let hub: Hub
let hear: (stanza: string) => void

beforeEach(() => {
  log.mockClear()
  hub = new Hub(
    () => {},
    () => {},
  )
  const manager = openManager(hub, undefined, log)
  manager.client = new FakeClient() as unknown as typeof manager.client
  manager.fullJid = { user: 'marty', domain: 'hill.example', resource: 'deck' }
  manager.online()
  hear = (stanza) => {
    for (const each of stanzasOf(stanza)) manager.handleStanza(each)
  }
})

const carbon = `<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>
  <message xmlns='jabber:client' from='doc@hill.example/lab' to='marty@hill.example' type='chat'><body>Secret</body></message>
  </forwarded></received>`

test.each([
  ['roster push', "type='set'", "<query xmlns='jabber:iq:roster'><item jid='biff@hill.example'/></query>"],
  ['blocking push', "type='set'", "<block xmlns='urn:xmpp:blocking'><item jid='doc@hill.example'/></block>"],
])('a %s of somebody else is told to operators', (kind, type, payload) => {
  hear(`<iq ${type} id='p1' from='biff@hill.example/x'>${payload}</iq>`)
  expect(log.mock.calls).toEqual([['warn', 'A forgery was ignored', { kind, jid: 'biff@hill.example/x' }]])
})

test('a copy that somebody else made up is told to operators, and not what it says', () => {
  hear(`<message from='biff@hill.example/x' to='marty@hill.example/deck'>${carbon}</message>`)
  expect(log.mock.calls).toEqual([
    ['warn', 'A forgery was ignored', { kind: 'carbon', jid: 'biff@hill.example/x' }],
  ])
})

test('what the account itself says is no forgery', () => {
  hear(`<message from='marty@hill.example' to='marty@hill.example/deck'>${carbon}</message>`)
  expect(log).not.toHaveBeenCalled()
})

test('a command that its schema refuses is told by name and rule, without its payload', () => {
  hub.dispatch('xmpp.chat.message', { to: 'doc@hill.example', content: { secret: '1.21 GW' } }, () => {})
  const [line] = log.mock.calls
  expect(line).toMatchObject(['warn', 'A command was refused', { name: 'xmpp.chat.message' }])
  expect(JSON.stringify(log.mock.calls)).not.toContain('1.21')
})
