import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'

const NODE = 'urn:xmpp:mds:displayed:0'
const DOC = 'doc@hill.example'
let session: TestManager

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  session = new TestManager(createExtensions()).online()
})
afterEach(() => vi.useRealTimers())

const read = async (id: string, jid = DOC) => {
  const answers = session.ask('xmpp.displayed.set', { jid, id })
  await settled()
  expect(answers).toEqual([[null, true]])
}
const published = () =>
  session.client.sent.flatMap((stanza) => {
    const item = stanza.getChild('pubsub')?.getChild('publish')?.getChild('item')
    const id = item?.getChild('displayed', NODE)?.getChild('stanza-id')?.attrs.id
    return item ? [`${item.attrs.id} ${id}`] : []
  })
const pushed = () => session.told.filter(([name]) => name === 'xmpp.displayed.push').map(([, data]) => data)
async function answer(error = '', place = -1): Promise<void> {
  const id = session.client.sent.at(place)?.attrs.id
  session.receive(`<iq type='${error ? 'error' : 'result'}' id='${id}'>${error}</iq>`)
  await settled()
}
const notified = (id: string, jid = DOC) =>
  session.receive(
    `<message from='marty@hill.example'><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='${NODE}'><item id='${jid}'><displayed xmlns='${NODE}'><stanza-id xmlns='urn:xmpp:sid:0' by='marty@hill.example' id='${id}'/></displayed></item></items></event></message>`,
  )

test('who reads along publishes at once, and then the last word every few seconds', async () => {
  for (const id of ['a', 'b', 'c']) await read(id)
  expect(published()).toEqual([`${DOC} a`])
  expect(pushed()).toMatchObject([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
  await answer()
  vi.advanceTimersByTime(3000)
  expect(published()).toEqual([`${DOC} a`, `${DOC} c`])
  await answer()
  vi.advanceTimersByTime(60_000)
  expect(published()).toHaveLength(2)
})

test('conversations do not wait for each other, and the same mark from two tabs is one', async () => {
  await read('a')
  await read('a')
  await read('a', 'lorraine@hill.example')
  expect(published()).toEqual([`${DOC} a`, 'lorraine@hill.example a'])
  expect(pushed()).toHaveLength(2)
})

test('the echo of what was published does not take a tab back; another device’s mark is told', async () => {
  await read('a')
  await read('b')
  notified('a')
  expect(pushed()).toMatchObject([{ id: 'a' }, { id: 'b' }])
  notified('phone')
  expect(pushed()).toMatchObject([{ id: 'a' }, { id: 'b' }, { id: 'phone' }])
})

test('a server that keeps no marks is asked once in a session; tabs agree all the same', async () => {
  const refusal =
    "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
  await read('a')
  await answer(refusal)
  vi.advanceTimersByTime(3000)
  await read('b')
  expect(published()).toEqual([`${DOC} a`])
  expect(pushed()).toMatchObject([{ id: 'a' }, { id: 'b' }])
})

test('what the server had not taken when the session was lost is published in the next one', async () => {
  await read('a')
  await read('b')
  session.bind()
  expect(published()).toEqual([`${DOC} a`, `${DOC} b`])
})

test('the marks are read once in a session, and again in the next', async () => {
  const asked = () => session.sent.filter((each) => each.includes('<items') && each.includes(NODE)).length
  const get = async () => {
    const answers = session.ask('xmpp.displayed.get', {})
    await settled()
    return answers
  }
  await get()
  await get()
  expect(asked()).toBe(1)
  session.bind()
  const answers = await get()
  expect(asked()).toBe(2)
  session.receive(
    `<iq type='result' id='${session.client.sent.at(-1)?.attrs.id}'><pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='${NODE}'/></pubsub></iq>`,
  )
  await settled()
  expect(answers).toEqual([[null, []]])
})

test('another account on the same socket hears and publishes nothing of the first', async () => {
  await read('a')
  session.client.emit('online', { jid: { user: 'biff', domain: 'hill.example', resource: 'x' } })
  expect(published()).toEqual([`${DOC} a`])
})
