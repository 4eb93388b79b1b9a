import type { Element } from '@xmpp/xml'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MARTY, TestClient, until } from './testClient.ts'
import { TestServer } from './testServer.ts'
import { NS } from './types.ts'

const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'
const LEGACY = '<username/><password/>'
const FORM = `<x xmlns='jabber:x:data' type='form'>
  <field var='FORM_TYPE' type='hidden'><value>jabber:iq:register</value></field>
  <field type='fixed'><value>Welcome</value></field>
  <field var='username'><required/></field><field var='password' type='text-private'><required/></field>
  <field var='nick'/></x>`

let server: TestServer
let clara: TestClient
let submitted: Element | undefined

beforeEach(async () => {
  server = await new TestServer().start()
  submitted = undefined
})

afterEach(async () => {
  clara.client.end()
  await server.stop()
})

function offer(form: string, refusal?: string): void {
  server.answer = (element, connection) => {
    const query = element.getChild('query', NS.register)
    if (!query) return false
    const { id, type } = element.attrs
    if (type === 'get')
      connection.send(`<iq type='result' id='${id}'><query xmlns='${NS.register}'>${form}</query></iq>`)
    else if (refusal)
      connection.send(
        `<iq type='error' id='${id}'><error type='cancel'><${refusal} xmlns='${STANZAS}'/></error></iq>`,
      )
    else {
      submitted = query
      server.accounts.set('clara', 'jules verne')
      connection.send(`<iq type='result' id='${id}'/>`)
    }
    return true
  }
}

const register = () => {
  clara = new TestClient(server, { jid: 'clara@hill.valley', password: 'jules verne', register: true })
}

test('an account is made with the two fields that every server knows, and signed in to', async () => {
  offer(LEGACY)
  register()
  await clara.online()
  expect(submitted?.getChildText('username')).toBe('clara')
  expect(submitted?.getChildText('password')).toBe('jules verne')
})

test('a form is filled in where there is one, and what it hides goes back', async () => {
  offer(FORM)
  register()
  await clara.online()
  const x = submitted?.getChild('x', NS.data)
  const values = x?.getChildren('field').map(({ attrs, ...field }) => [attrs.var, field.children.join('')])
  expect(x?.attrs.type).toBe('submit')
  expect(values).toEqual([
    ['FORM_TYPE', '<value>jabber:iq:register</value>'],
    ['username', '<value>clara</value>'],
    ['password', '<value>jules verne</value>'],
  ])
})

test('an account is made once: after a cut it is signed in to', async () => {
  offer(LEGACY)
  register()
  await clara.online()
  server.sessions.clear()
  submitted = undefined
  server.last.cut()
  await clara.online(2)
  expect(submitted).toBeUndefined()
})

test('what the server asks for besides is named', async () => {
  offer(FORM.replace("<field var='nick'/>", "<field var='captcha' label='The word'><required/></field>"))
  register()
  expect(await clara.error()).toMatchObject({
    reason: 'registration-refused',
    text: 'The server also asks for: The word',
  })
})

test.each([
  ['conflict', 'account-exists'],
  ['not-acceptable', 'registration-refused'],
  ['not-allowed', 'registration-closed'],
  ['forbidden', 'registration-closed'],
  ['resource-constraint', 'too-many-attempts'],
])('the refusal %s is told as %s', async (condition, reason) => {
  offer(LEGACY, condition)
  register()
  expect((await clara.error()).reason).toBe(reason)
  await until(() => server.last.socket.closed)
})

test('a server that refuses to show its form takes nobody', async () => {
  server.answer = (element, connection) => {
    if (element.name !== 'iq') return false
    connection.send(`<iq type='error' id='${element.attrs.id}'><error type='cancel'/></iq>`)
    return true
  }
  register()
  expect((await clara.error()).reason).toBe('registration-closed')
})

test('nobody registers where TLS was taken away', async () => {
  offer(LEGACY)
  clara = new TestClient(server, { ...MARTY, register: true }, { allowPlainText: false })
  expect((await clara.error()).reason).toBe('tls-required')
  expect(server.last.clearText).not.toContain('register')
})
