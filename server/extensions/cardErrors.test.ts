import { expect, test } from 'vitest'
import { MAX_UPLOAD_BYTES } from '#protocol/avatar.ts'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const OF = { of: 'doc@hill.example' }
const TO = { to: 'users.hill.example' }
const INFO = { bytes: 9, id: 'a', type: 'image/png' }
const MORE = { id: 'b', url: 'https://hill.example/b', bytes: 9, type: 'image/gif' }
const withMore = (more: unknown) => ({ ...INFO, additional: [MORE, more] })

/** The first thing that XMPP-FTW, or we, find wrong with a payload. */
test.each<[event: string, payload: unknown, description: string]>([
  ['xmpp.avatar.upload', {}, "Missing 'content' key"],
  ['xmpp.avatar.upload', { content: '', id: 7 }, "Missing 'content' key"],
  ['xmpp.avatar.upload', { content: { a: 1 } }, 'Image content should be a string'],
  ['xmpp.avatar.upload', { content: 'AAAA', id: { a: 1 } }, 'Avatar id should be a string'],
  ['xmpp.avatar.upload', { content: 'a picture!', id: 7 }, 'Avatar id should be a string'],
  ['xmpp.avatar.upload', { content: 'a picture!' }, "'content' is not base64"],
  ['xmpp.avatar.metadata', {}, "Missing 'bytes' key"],
  ['xmpp.avatar.metadata', { additional: 'x' }, "Missing 'bytes' key"],
  ['xmpp.avatar.metadata', { bytes: 0, id: 'a', type: 'image/png' }, "Missing 'bytes' key"],
  ['xmpp.avatar.metadata', { bytes: 9, type: 'image/png' }, "Missing 'id' key"],
  ['xmpp.avatar.metadata', { bytes: 9, id: 'a' }, "Missing 'type' key"],
  ['xmpp.avatar.metadata', { ...INFO, additional: 'x' }, 'Additional must be an array'],
  ['xmpp.avatar.metadata', withMore({}), "Missing 'id' key in additional"],
  ['xmpp.avatar.metadata', withMore(null), "Missing 'id' key in additional"],
  ['xmpp.avatar.metadata', withMore({ ...MORE, url: '' }), "Missing 'url' key in additional"],
  ['xmpp.avatar.metadata', withMore({ ...MORE, bytes: 0 }), "Missing 'bytes' key in additional"],
  ['xmpp.avatar.metadata', withMore({ ...MORE, type: null }), "Missing 'type' key in additional"],
  ['xmpp.avatar.metadata', { ...INFO, bytes: 'many' }, "'bytes' must be a number"],
  ['xmpp.avatar.data', {}, "Missing 'of' key"],
  ['xmpp.avatar.data', OF, "Missing 'id' key"],
  ['xmpp.avatar.data', { ...OF, id: 0 }, "Missing 'id' key"],
  ['xmpp.avatar.subscribe', {}, "Missing 'of' key"],
  ['xmpp.avatar.unsubscribe', {}, "Missing 'of' key"],
  ['xmpp.vcard.get', { to: 'a@@b' }, "'to' is not a valid address"],
  ['xmpp.vcard.set', { photo: { binval: 'a picture!' } }, "'photo' is not base64"],
  ['xmpp.register.get', {}, "Missing 'to' key"],
  ['xmpp.register.set', { form: {} }, "Missing 'to' key"],
  ['xmpp.register.set', { ...TO, form: {} }, 'Badly formatted data form'],
  ['xmpp.register.password', {}, "Missing 'to' key"],
  ['xmpp.register.password', { ...TO, form: [null] }, 'Badly formatted data form'],
  ['xmpp.register.unregister', {}, "Missing 'to' key"],
  ['xmpp.register.unregister', { ...TO, form: 'x' }, 'Badly formatted data form'],
  ['xmpp.search.get', {}, "Missing 'to' key"],
  ['xmpp.search.do', {}, "Missing 'to' key"],
  ['xmpp.search.do', TO, "Missing 'basic' or 'form' key"],
  ['xmpp.search.do', { ...TO, basic: null, form: '' }, "Missing 'basic' or 'form' key"],
  ['xmpp.search.do', { ...TO, form: {} }, 'Badly formatted data form'],
  ['xmpp.search.do', { ...TO, basic: { 'a/><b': 'x' } }, "'basic' has a key that names no field"],
  ['xmpp.search.do', { ...TO, basic: { 'x:a': 'x' } }, "'basic' has a key that names no field"],
  ['xmpp.search.do', { ...TO, basic: { xmlns: 'x' } }, "'basic' has a key that names no field"],
])('%s %j: %s, with an answer and without one', async (event, payload, description) => {
  const session = new TestManager(createExtensions()).online()
  const refused = { type: 'modify', condition: 'client-error', description, request: payload }
  const answers = session.ask(event, payload)
  await settled()
  expect(answers).toEqual([[expect.objectContaining(refused)]])
  expect(session.told).toEqual([])
  expect(session.sent).toEqual([])
  session.socket.call(event, payload)
  await settled()
  const isKeysFirst = /^xmpp\.avatar\.(?:un)?subscribe$/u.test(event)
  expect(session.told).toMatchObject([
    ['xmpp.error.client', { description: isKeysFirst ? description : 'Missing callback' }],
  ])
  expect(session.sent).toEqual([])
})

test.each([
  ['xmpp.avatar.subscribe', OF],
  ['xmpp.avatar.unsubscribe', OF],
])('%s without a callback: Missing callback, after its keys', async (event, payload) => {
  const session = new TestManager(createExtensions()).online()
  session.socket.call(event, payload, 'x')
  await settled()
  expect(session.told).toMatchObject([['xmpp.error.client', { description: 'Missing callback' }]])
})

test('a picture that is too large is refused with the limit, and not quoted whole', async () => {
  const session = new TestManager(createExtensions()).online()
  const content = Buffer.alloc(MAX_UPLOAD_BYTES + 1).toString('base64')
  for (const [event, payload] of [
    ['xmpp.avatar.upload', { content }],
    ['xmpp.vcard.set', { photo: { binval: content } }],
  ] as const) {
    const answers = session.ask(event, payload)
    await settled()
    expect(answers).toMatchObject([[{ reason: 'too-long', detail: String(MAX_UPLOAD_BYTES) }]])
    expect(JSON.stringify(answers).length).toBeLessThan(3000)
  }
  expect(session.sent).toEqual([])
  session.ask('xmpp.avatar.upload', { content: Buffer.alloc(MAX_UPLOAD_BYTES).toString('base64') })
  await settled()
  expect(session.sent).toHaveLength(1)
})

test('what a refusal quotes holds no password, in fields or in a form', async () => {
  const session = new TestManager(createExtensions()).online()
  const secret = 'canary 1.21 GW'
  const form = [
    { var: 'password', value: secret },
    { var: 'pin', type: 'text-private', value: secret },
  ]
  for (const event of ['xmpp.register.set', 'xmpp.register.password', 'xmpp.register.unregister'])
    for (const payload of [
      { username: 'marty', password: secret },
      { ...TO, password: { deep: secret } },
      { ...TO, form: [...form, 7] },
      { form },
    ]) {
      session.socket.call(event, payload)
      const answers = session.ask(event, payload)
      await settled()
      if (answers.length > 0) expect(JSON.stringify(answers)).toContain('client-error')
      expect(JSON.stringify(answers)).not.toContain('canary')
    }
  expect(session.told.length).toBeGreaterThan(0)
  expect(JSON.stringify(session.told)).not.toContain('canary')
})

test.each([
  ['xmpp.avatar.upload', { content: 'AAAA', id: 0 }],
  ['xmpp.avatar.metadata', { disable: 1, bytes: {}, additional: 7 }],
  ['xmpp.vcard.get', { to: false }],
  ['xmpp.register.set', { ...TO, username: false, form: 0 }],
])('%s %j goes out: what is falsy was not given, and nothing else is needed', async (event, payload) => {
  const session = new TestManager(createExtensions()).online()
  expect(session.ask(event, payload)).toEqual([])
  await settled()
  expect(session.sent).toHaveLength(1)
})
