import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const OWN = 'marty@hill.example'
const PUBSUB = 'http://jabber.org/protocol/pubsub'
const IDENTITIES = "<identity category='account' type='registered'/><identity category='pubsub' type='pep'/>"
const INFO = `<query xmlns='http://jabber.org/protocol/disco#info'>${IDENTITIES}<feature var='urn:xmpp:bookmarks:1#compat'/><feature var='urn:xmpp:bookmarks:1#compat-pep'/></query>`

const open = () => new TestManager(createExtensions()).online()
const set = (session: TestManager, room: string) =>
  session.ask('xmpp.bookmarks.set', { room, autojoin: true, password: 'gigawatt' })

/** Answers the latest request, as the account does. */
async function answer(session: TestManager, content: string, type = 'result'): Promise<void> {
  const id = session.client.sent.at(-1)?.attrs.id
  session.receive(`<iq type='${type}' from='${OWN}' id='${id}'>${content}</iq>`)
  await settled()
}
const error = (condition: string) =>
  `<error type='cancel'><${condition} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`

test('a change waits for the one before it, so that neither writes over the other', async () => {
  const session = open()
  const first = set(session, 'lab@rooms.hill.example')
  const second = set(session, 'cafe@rooms.hill.example')
  await settled()
  await answer(session, INFO)
  await answer(session, error('item-not-found'), 'error')
  expect(session.sent.at(-1)).toContain('lab@rooms.hill.example')
  expect(session.sent).toHaveLength(3)
  await answer(session, '')
  expect([first, second]).toEqual([[[null, true]], []])
  expect(session.sent.at(-1)).toContain('<items')
})

test('a change that fails does not hold up the next', async () => {
  const session = open()
  const first = set(session, 'lab@rooms.hill.example')
  const second = set(session, 'cafe@rooms.hill.example')
  await settled()
  await answer(session, error('remote-server-timeout').replace('cancel', 'wait'), 'error')
  expect(first).toMatchObject([[{ condition: 'remote-server-timeout' }]])
  await answer(session, INFO)
  await answer(session, error('item-not-found'), 'error')
  await answer(session, '')
  expect(second).toEqual([[null, true]])
})

test('a server that knows not all options is asked for secrecy alone from then on, and never for nothing', async () => {
  const session = open()
  set(session, 'lab@rooms.hill.example')
  await settled()
  await answer(session, INFO)
  await answer(session, error('item-not-found'), 'error')
  await answer(session, error('resource-constraint'), 'error')
  await answer(session, error('item-not-found'), 'error')
  await answer(session, '')
  await answer(session, '')
  set(session, 'cafe@rooms.hill.example')
  await settled()
  await answer(session, `<pubsub xmlns='${PUBSUB}'><items node='urn:xmpp:bookmarks:1'/></pubsub>`)
  expect(session.sent.at(-1)).toContain('cafe@rooms.hill.example')
  expect(session.sent.at(-1)).not.toContain('max_items')
  const published = session.sent.filter((stanza) => stanza.includes('<publish '))
  expect(published.every((stanza) => stanza.includes('whitelist'))).toBe(true)
})

test('an error repeats no password', async () => {
  const session = open()
  const answers = session.ask('xmpp.bookmarks.set', { room: 'no room', password: 'gigawatt', autojoin: true })
  await settled()
  expect(answers).toMatchObject([[{ reason: 'bad-jid' }]])
  expect(JSON.stringify(answers)).not.toContain('gigawatt')
})

test('whether the rooms were entered is of one session', async () => {
  const [session, other] = [open(), open()]
  const ask = (of: TestManager, data = {}) => of.ask('xmpp.bookmarks.autojoin', data)
  ask(session, { done: true })
  await settled()
  const answers = [ask(session), ask(other)]
  await settled()
  expect(answers).toEqual([[[null, false]], [[null, true]]])
})
