import { expect, test } from 'vitest'
import { clientError, parseStanzaError, redact } from './errors.ts'
import { stanzasOf } from './testManager.ts'
import { xml } from './xml.ts'

const parse = (text: string) => parseStanzaError(stanzasOf(text)[0] ?? xml('iq'))
const STANZAS = 'urn:ietf:params:xml:ns:xmpp-stanzas'

test('an error stanza is read whole, in whatever order it comes', () => {
  expect(
    parse(`<iq type='error'><error type='cancel' by='h'><text xmlns='${STANZAS}'>moved</text>
      <gone xmlns='${STANZAS}'>xmpp:x@y</gone><too-old xmlns='urn:x'>why</too-old></error></iq>`),
  ).toEqual({
    type: 'cancel',
    by: 'h',
    condition: 'gone',
    detail: 'xmpp:x@y',
    description: 'moved',
    application: { condition: 'too-old', xmlns: 'urn:x', description: 'why' },
  })
})

test.each([
  "<iq type='error'/>",
  "<iq type='error'><error/></iq>",
  `<iq type='error'><error><text xmlns='${STANZAS}'/></error></iq>`,
])('an error that says nothing is still one: %s', (text) => {
  expect(parse(text)).toMatchObject({ type: 'cancel', condition: 'undefined-condition' })
})

test('a password goes back to nobody, wherever it stands', () => {
  const canary = 'canary-1.21'
  const payloads = [
    { jid: 'marty@hill.example', password: canary },
    { jid: 'x', PASSWORD: canary, newPassword: canary, token: canary, secret: { deep: canary } },
    { room: 'r', nick: 'n', password: canary },
    { room: 'r', form: [{ var: 'muc#roomconfig_roomsecret', value: canary, label: 'x' }] },
    { room: 'r', form: [{ var: 'password', value: [canary] }] },
    { credentials: [canary] },
  ]
  for (const payload of payloads) expect(JSON.stringify(clientError('Bad', payload))).not.toContain(canary)
})

test('all else comes back as it was', () => {
  const request = {
    to: 'doc@hill.example',
    content: 'Hi',
    form: [{ var: 'a', value: ['b'] }],
    n: 0,
    no: null,
  }
  expect(clientError('Bad', request).request).toEqual(request)
})

test('what comes back is cut where it is long, wide or deep, and holds no code', () => {
  const long = redact({ content: 'x'.repeat(100_000), list: Array.from({ length: 500 }, () => 1) }) as {
    content: string
    list: unknown[]
  }
  expect(long.content.length).toBeLessThan(2100)
  expect(long.list).toHaveLength(50)
  expect(redact({ a: { b: { c: { d: { e: 1 } } } } })).toEqual({ a: { b: { c: { d: null } } } })
  expect(redact({ run: () => 1, bytes: new Uint8Array(9) })).toEqual({ bytes: null })
})

test('__proto__ changes nothing', () => {
  const payload = JSON.parse('{"__proto__":{"isAdmin":1},"to":"a"}')
  expect(redact(payload)).toEqual({ to: 'a' })
  expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined()
})
