import { expect, test } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const OWN = 'hill.example'

/** A session whose host and client write down what they are told of the account. */
function open() {
  const session = new TestManager(createExtensions()).online()
  const changes: unknown[] = []
  const passwords: string[] = []
  session.manager.on('client:account', (change) => changes.push(change))
  Object.assign(session.client, { changePassword: (password: string) => passwords.push(password) })
  const answer = async (to: string, content = '') => {
    const id = session.client.sent.at(-1)?.attrs.id
    session.receive(`<iq type='${content ? 'error' : 'result'}' from='${to}' id='${id}'>${content}</iq>`)
    await settled()
  }
  return { session, changes, passwords, answer }
}
const REFUSED = "<error type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"

test.each([
  ['xmpp.register.password', { to: OWN, username: 'marty', password: 'new' }],
  ['xmpp.register.password', { to: 'HILL.example', username: 'Marty', password: 'new' }],
  ['xmpp.register.password', { to: 'marty@hill.example', password: 'new' }],
  // A server takes it for the same.
  ['xmpp.register.set', { to: OWN, username: 'marty', password: 'new' }],
  [
    'xmpp.register.password',
    {
      to: OWN,
      form: [
        { var: 'username', value: 'marty' },
        { var: 'password', value: 'new' },
      ],
    },
  ],
])('%s %j: client and host have the new password before the page hears of it', async (event, payload) => {
  const { session, changes, passwords, answer } = open()
  const answers = session.ask(event, payload)
  await settled()
  expect(passwords).toEqual([])
  await answer(payload.to.toLowerCase())
  expect(answers).toEqual([[null, { registered: true }]])
  expect(passwords).toEqual(['new'])
  expect(changes).toEqual([{ password: 'new' }])
})

test.each([
  { to: 'contests.hill.example', username: 'marty', password: 'new' },
  { to: OWN, username: 'doc', password: 'new' },
  { to: OWN, username: 'marty' },
])('a password that is not this account’s changes nothing here: %j', async (payload) => {
  const { session, changes, passwords, answer } = open()
  session.ask('xmpp.register.password', payload)
  await settled()
  await answer(payload.to)
  expect([changes, passwords]).toEqual([[], []])
})

test('a refused change changes nothing', async () => {
  const { session, changes, passwords, answer } = open()
  session.ask('xmpp.register.password', { to: OWN, username: 'marty', password: 'new' })
  await settled()
  await answer(OWN, REFUSED)
  expect([changes, passwords]).toEqual([[], []])
  session.ask('xmpp.register.unregister', { to: OWN })
  await settled()
  await answer(OWN, REFUSED)
  expect(changes).toEqual([{ account: 'leaving' }, { account: 'staying' }])
})

test('the host hears that the account is gone; of another service’s account it hears nothing', async () => {
  const { session, changes, answer } = open()
  session.ask('xmpp.register.unregister', { to: 'contests.hill.example' })
  await settled()
  await answer('contests.hill.example')
  expect(changes).toEqual([])
  const answers = session.ask('xmpp.register.unregister', { to: OWN })
  await settled()
  await answer(OWN)
  expect(answers).toEqual([[null, true]])
  expect(changes).toEqual([{ account: 'leaving' }, { account: 'gone' }])
})

test('a host that is told nothing, with a client that cannot change its password, is no trouble', async () => {
  const session = new TestManager(createExtensions()).online()
  const answers = session.ask('xmpp.register.password', { to: OWN, username: 'marty', password: 'new' })
  await settled()
  const id = session.client.sent.at(-1)?.attrs.id
  session.receive(`<iq type='result' from='${OWN}' id='${id}'/>`)
  await settled()
  expect(answers).toEqual([[null, { registered: true }]])
})

test('a form goes back to its service under the name that it came with, and to others under ours', async () => {
  const { session } = open()
  const desk = 'rooms.hill.example'
  const formType = 'http://jabber.org/protocol/muc#register'
  const form = [{ var: 'muc#register_roomnick', value: 'Calvin' }]
  session.ask('xmpp.register.get', { to: desk })
  await settled()
  const id = session.client.sent.at(-1)?.attrs.id
  session.receive(
    `<iq type='result' from='${desk}' id='${id}'><query xmlns='jabber:iq:register'><x xmlns='jabber:x:data' type='form'><field type='hidden' var='FORM_TYPE'><value>${formType}</value></field></x></query></iq>`,
  )
  await settled()
  session.ask('xmpp.register.set', { to: desk, form })
  session.ask('xmpp.register.set', { to: 'contests.hill.example', form })
  await settled()
  expect(session.sent.at(-2)).toContain(`<value>${formType}</value>`)
  expect(session.sent.at(-1)).toContain('<value>jabber:iq:register</value>')
})
