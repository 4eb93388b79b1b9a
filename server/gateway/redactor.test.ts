import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HIDDEN } from '#protocol/trace.ts'
import { Element, parse, xml } from '../xmpp/xml.ts'
import { Redactor } from './redactor.ts'

const SECRET = 'canary-1.21-GW'
const shown = (value: unknown) => JSON.stringify(new Redactor().json(value).data)
const written = (stanza: Element | string) =>
  new Redactor().xml(typeof stanza === 'string' ? parse(stanza) : stanza).xml

describe('secrets in JSON', () => {
  test.each([
    ['a sign-in', { jid: 'marty@hill.example', password: SECRET }],
    ['a room’s door', { room: 'r@rooms.example', nick: 'Marty', password: SECRET }],
    ['a number', { password: 121 }],
    ['a list', { passwords: [SECRET, { of: SECRET }] }],
    ['a token', { fast: { token: SECRET, accessToken: SECRET } }],
    ['a form’s private field', { form: [{ var: 'x', type: 'text-private', value: SECRET }] }],
    ['a form’s field of that name', { form: [{ var: 'muc#roomconfig_roomsecret', value: SECRET }] }],
    [
      'a table of private fields',
      { items: [[{ var: 'pin', value: SECRET }]], reported: [{ var: 'pin', type: 'text-private' }] },
    ],
    ['an acknowledgement', [null, { fields: [{ var: 'y', type: 'text-private', value: [SECRET] }] }]],
    ['an echo', [{ condition: 'client-error', request: { password: SECRET } }]],
    ['a header', { put: { headers: [{ name: 'Authorization', value: SECRET }] } }],
    ['an element as JSON', { name: 'password', attrs: {}, children: [SECRET] }],
    ['a stanza as text', `<message><x xmlns='urn:a'><password>${SECRET}</password></x></message>`],
    [
      'a form as text',
      `<iq><x xmlns='jabber:x:data'><field var='q' type='text-private'><value>${SECRET}</value></field></x></iq>`,
    ],
    ['half of a form', `<x><field type='text-private' var='q'><value>${SECRET}</val`],
    ['broken markup', `<a><password>${SECRET}</a>`],
    ['an attribute in broken markup', `<x password='${SECRET}'`],
    ['an invitation’s address', { content: `Come: xmpp:r@rooms.example?join;password=${SECRET}` }],
    ['a link', { content: `https://chat.example/#/room/r?password=${SECRET}` }],
    ['JSON in a text', { content: `{"a":1,"password": "${SECRET}"}` }],
    ['jingle', { transport: { pwd: SECRET, ufrag: 'x' }, crypto: { 'key-params': SECRET } }],
    ['bytes', { data: Buffer.from(SECRET) }],
  ])('%s', (_what, value) => {
    expect(shown(value)).not.toContain(SECRET)
  })

  test('what only says whether there is one stays', () => {
    const form = [{ var: 'muc#roomconfig_passwordprotectedroom', type: 'boolean', value: true }]
    expect(new Redactor().json({ form, hasPassword: true, password: '' }).data).toEqual({
      form,
      hasPassword: true,
      password: '',
    })
  })

  test('a filled form that does not say again what is private is believed to be so', () => {
    const redactor = new Redactor()
    redactor.xml(parse(`<iq><x xmlns='jabber:x:data'><field var='pin' type='text-private'/></x></iq>`))
    expect(JSON.stringify(redactor.json({ form: [{ var: 'pin', value: SECRET }] }).data)).not.toContain(
      SECRET,
    )
    const filled = parse(
      `<iq><x xmlns='jabber:x:data'><field var='pin'><value>${SECRET}</value></field></x></iq>`,
    )
    expect(redactor.xml(filled).xml).toContain(`<value>${HIDDEN}</value>`)
  })

  test('what is no secret is the same, and nothing is changed in place', () => {
    const value = { a: [1, 'two', null, { b: true }], text: '1 < 2 & <b>bold</b>' }
    const before = structuredClone(value)
    expect(new Redactor().json(value)).toMatchObject({ data: before, isCut: false })
    expect(value).toEqual(before)
  })

  test('a key called __proto__ is a key', () => {
    const { data } = new Redactor().json(JSON.parse('{"__proto__":{"isAdmin":1}}'))
    expect(Object.hasOwn(data as object, '__proto__')).toBe(true)
    expect(({} as { isAdmin?: number }).isAdmin).toBeUndefined()
  })
})

describe('secrets in stanzas', () => {
  test.each([
    ['registration', `<iq><query xmlns='jabber:iq:register'><password>${SECRET}</password></query></iq>`],
    ['the old sign-in', `<iq><query xmlns='jabber:iq:auth'><digest>${SECRET}</digest></query></iq>`],
    [
      'a room’s door',
      `<presence><x xmlns='http://jabber.org/protocol/muc'><password>${SECRET}</password></x></presence>`,
    ],
    ['an invitation', `<message><x xmlns='jabber:x:conference' jid='r@e' password='${SECRET}'/></message>`],
    ['a prefix', `<message xmlns:p='urn:p'><p:Password>${SECRET}<b>${SECRET}</b></p:Password></message>`],
    ['SASL', `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${SECRET}</auth>`],
    ['SASL’s answer', `<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>${SECRET}</response>`],
    [
      'SASL 2',
      `<authenticate xmlns='urn:xmpp:sasl:2'><initial-response>${SECRET}</initial-response></authenticate>`,
    ],
    ['FAST', `<token xmlns='urn:xmpp:fast:0' token='${SECRET}' expiry='x'/>`],
    ['a stream’s key', `<resume xmlns='urn:xmpp:sm:3' previd='${SECRET}'/>`],
    [
      'a private field',
      `<iq><x xmlns='jabber:x:data'><field var='q' type='text-private'><value>${SECRET}</value></field></x></iq>`,
    ],
    [
      'an upload',
      `<iq><put url='https://e/x?token=${SECRET}'><header name='Authorization'>${SECRET}</header></put></iq>`,
    ],
    ['a link in a body', `<message><body>https://e/#/room/r?password=${SECRET}</body></message>`],
    ['markup in a body', `<message><body>&lt;password&gt;${SECRET}&lt;/password&gt;</body></message>`],
  ])('%s', (_what, text) => {
    expect(written(text)).not.toContain(SECRET)
    expect(written(text)).toContain(HIDDEN)
  })

  test('what is no secret is written as it is on the wire', () => {
    const stanza = xml('message', { to: 'a@b', id: '1' }, xml('body', {}, '1 < 2 & "3"'))
    expect(written(stanza)).toBe(stanza.toString())
  })

  test('what is long is cut, and still well formed', () => {
    const items = Array.from({ length: 5000 }, (_, i) => xml('item', { jid: `user-${i}@hill.example` }))
    const { xml: text, isCut } = new Redactor().xml(xml('iq', {}, xml('query', {}, ...items)))
    expect(isCut).toBe(true)
    expect(text.length).toBeLessThan(120_000)
    expect(() => parse(text)).not.toThrow()
  })
})

// Wherever a tree holds something by a name that says it is secret, nothing of it gets out.
const secretName = fc.constantFrom('password', 'roomSecret', 'Token', 'passwd', 'credentials', 'clientSecret')
const plainName = fc.constantFrom('a', 'room', 'to', 'name', 'value', 'text', 'x', 'items')
const secret = fc.string({ minLength: 8, maxLength: 16, unit: 'grapheme-ascii' }).map((text) => `S3${text}`)

test('no secret of a generated payload passes', () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('plain', 1, true, null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(plainName, tie('tree'), { maxKeys: 4 }),
    ),
  }))
  const plant = (value: unknown, key: string, what: unknown): unknown => {
    if (Array.isArray(value)) return [...value.map((each) => plant(each, key, what)), { [key]: what }]
    if (typeof value !== 'object' || value === null) return { [key]: what }
    return {
      ...Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plant(v, key, what)])),
      [key]: what,
    }
  }
  fc.assert(
    fc.property(tree, secretName, secret, fc.boolean(), (value, key, what, isDeep) => {
      const planted = plant(value, key, isDeep ? [{ deep: what }] : what)
      const text = shown(planted)
      return !text.includes(JSON.stringify(what).slice(1, -1))
    }),
  )
})

test('no secret of a generated stanza passes, as an element, an attribute or a field', () => {
  fc.assert(
    fc.property(
      fc.array(plainName, { minLength: 1, maxLength: 5 }),
      secretName,
      secret,
      fc.constantFrom('element', 'attribute', 'field'),
      (path, name, what, where) => {
        const leaf =
          where === 'element'
            ? xml(name, {}, what)
            : where === 'attribute'
              ? xml('x', { [name]: what })
              : xml('x', { xmlns: 'jabber:x:data' }, xml('field', { var: name }, xml('value', {}, what)))
        const stanza = path.reduceRight<Element>((inner, each) => xml(each, {}, inner), leaf)
        const plain = xml('x', {}, what).children.map((child) => xml('y', {}, String(child)).toString())
        return !plain.some((text) => written(stanza).includes(text.slice(3, -4)))
      },
    ),
  )
})

test('markup that is too deep for us is hidden all the same, and quickly', () => {
  const deep = `${'<a>'.repeat(9000)}<password>${SECRET}</password>${'</a>'.repeat(9000)}`
  expect(shown({ content: deep })).not.toContain(SECRET)
  for (const evil of [
    '?token'.repeat(3000),
    '<pass'.repeat(3000),
    '"pass"'.repeat(3000),
    '<field '.repeat(3000),
  ])
    expect(() => shown({ content: evil })).not.toThrow()
  expect(new Element('x', {}).toString()).toBe('<x/>')
})
