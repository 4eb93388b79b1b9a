import { afterEach, expect, test, vi } from 'vitest'
import { settled, TestManager } from '../xmpp/testManager.ts'
import { createExtensions } from './index.ts'
import { testClientErrors } from './testClientErrors.ts'

const SLOT = 'xmpp.upload.slot'
const FILE = { name: 'almanac.jpg', size: 1950, type: 'image/jpeg' }
const WHOLE = "'size' must be a whole number of bytes"
const NS = 'urn:xmpp:http:upload:0'
const GOOD = 'https://upload.hill.example/1/almanac.jpg'

afterEach(() => vi.useRealTimers())

testClientErrors(
  {
    upload: [
      [SLOT, {}, "Missing 'name' key"],
      [SLOT, { name: '' }, "Missing 'name' key"],
      [SLOT, { name: {} }, "'name' must be text"],
      [SLOT, { name: 'a' }, "Missing 'size' key"],
      [SLOT, { name: 'a', size: 0 }, "Missing 'size' key"],
      [SLOT, { name: 'a', size: '1' }, WHOLE],
      [SLOT, { name: 'a', size: -1 }, WHOLE],
      [SLOT, { name: 'a', size: 1.5 }, WHOLE],
      [SLOT, { name: 'a', size: 1e300 }, WHOLE],
      [SLOT, { ...FILE, type: {} }, "'type' must be text"],
      ['xmpp.chat.message', { to: 'doc@hill.example', content: 'a', oob: {} }, "Missing 'url' key"],
    ],
  },
  [
    ['xmpp.upload.service', {}],
    [SLOT, FILE],
  ],
)

/** A server with an upload service, which answers what a test says. */
class Service {
  readonly session: TestManager
  asked = 0
  slot = ''
  parts = "<item jid='upload.hill.example'/>"
  #seen = 0

  constructor(origins: readonly string[] = []) {
    this.session = new TestManager(createExtensions(origins)).online()
  }

  async ask(event: string, data: unknown): Promise<unknown> {
    const answers = this.session.ask(event, data)
    for (let round = 0; round < 4; round++) {
      await settled()
      this.#answer()
    }
    await settled()
    expect(answers).toHaveLength(1)
    const [error, reply] = answers[0] ?? []
    return error ?? reply
  }

  #answer(): void {
    const { sent } = this.session.client
    for (const iq of sent.slice(this.#seen)) {
      this.asked++
      const { id, to } = iq.attrs
      const child = iq.getChildElements()[0]
      const content = child?.is('request')
        ? this.slot
        : child?.getNS()?.endsWith('#items')
          ? `<query xmlns='${child.getNS()}'>${this.parts}</query>`
          : `<query xmlns='${child?.getNS()}'>${to?.startsWith('upload') ? `<feature var='${NS}'/>` : ''}</query>`
      const type = content.startsWith('<error') ? 'error' : 'result'
      this.session.receive(`<iq type='${type}' id='${id}' from='${to}'>${content}</iq>`)
    }
    this.#seen = sent.length
  }

  slotOf(put: string, get: string, headers = ''): void {
    const escaped = (url: string) => url.replace(/&/gu, '&amp;').replace(/'/gu, '&apos;')
    this.slot = `<slot xmlns='${NS}'><put url='${escaped(put)}'>${headers}</put><get url='${escaped(get)}'/></slot>`
  }
}

test('the service is looked for once in a session, and again in the next', async () => {
  const service = new Service()
  service.slotOf(GOOD, GOOD)
  expect(await service.ask('xmpp.upload.service', {})).toEqual({ jid: 'upload.hill.example' })
  expect(service.asked).toBe(3)
  await service.ask(SLOT, FILE)
  await service.ask(SLOT, FILE)
  expect(service.asked).toBe(5)
  service.session.bind()
  await service.ask('xmpp.upload.service', {})
  expect(service.asked).toBeGreaterThanOrEqual(8)
})

test('a service that was not there is looked for again', async () => {
  const service = new Service()
  service.parts = ''
  const none = { reason: 'unsupported', condition: 'item-not-found' }
  expect(await service.ask(SLOT, FILE)).toMatchObject(none)
  service.parts = "<item jid='upload.hill.example'/>"
  expect(await service.ask('xmpp.upload.service', {})).toEqual({ jid: 'upload.hill.example' })
})

test.each([
  ['a place within the network', 'http://10.0.0.1/put', GOOD],
  ['a place within the network to fetch it from', GOOD, 'http://10.0.0.1/get'],
  ['another host', 'https://elsewhere.example/put', GOOD],
  ['another host to fetch it from', GOOD, 'https://elsewhere.example/get'],
  ['a script', 'javascript:alert(1)', GOOD],
  ['a script to fetch', GOOD, 'javascript:alert(1)'],
  ['somebody’s name in it', 'https://marty:1985@upload.hill.example/put', GOOD],
  ['no TLS', 'http://upload.hill.example/put', GOOD],
  ['a line break', 'https://upload.hill.example/\u0085Host: elsewhere.example', GOOD],
])('S32: a slot with %s is refused', async (_, put, get) => {
  const service = new Service(['http://127.0.0.1:5280'])
  service.slotOf(put, get)
  expect(await service.ask(SLOT, FILE)).toEqual({
    type: 'cancel',
    condition: 'not-acceptable',
    description: 'The service names a place for the file that is not its own',
    reason: 'protocol',
    by: 'upload.hill.example',
  })
})

test('S32: a slot without a place is refused', async () => {
  const service = new Service()
  for (const slot of ['', `<slot xmlns='${NS}'/>`, `<slot xmlns='${NS}'><put/><get url='${GOOD}'/></slot>`]) {
    service.slot = slot
    expect(await service.ask(SLOT, FILE)).toMatchObject({ reason: 'protocol' })
  }
})

test('S32: of the headers three are passed on, each in one line', async () => {
  const service = new Service()
  const header = (name: string, value: string) => `<header name='${name}'>${value}</header>`
  const headers =
    header('AUTHORIZATION', 'Basic a&#13;&#10;Host: evil.example') +
    header('Cookie\r\n', 'b&#10;') +
    header('Expires', 'c') +
    header('Host', 'evil.example') +
    header('Authorization: x\nHost', 'evil.example') +
    header('Content-Type', 'text/html') +
    header('__proto__', 'x') +
    '<header>d</header>'
  service.slotOf(GOOD, GOOD, headers)
  expect(await service.ask(SLOT, FILE)).toEqual({
    put: {
      url: GOOD,
      headers: { Authorization: 'Basic aHost: evil.example', Cookie: 'b', Expires: 'c' },
    },
    get: { url: GOOD },
  })
})

test('where the operator said so, files go there', async () => {
  const service = new Service(['http://127.0.0.1:5280'])
  service.slotOf('http://127.0.0.1:5280/upload/1', 'http://127.0.0.1:5280/upload/1')
  expect(await service.ask(SLOT, FILE)).toMatchObject({ get: { url: 'http://127.0.0.1:5280/upload/1' } })
})

test('one file too many is told with the seconds to wait', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2015-10-21T16:29:00Z') })
  const service = new Service()
  const condition = "<resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
  service.slot = `<error type='wait'>${condition}<retry xmlns='${NS}' stamp='2015-10-21T16:30:01Z'/></error>`
  expect(await service.ask(SLOT, FILE)).toMatchObject({ type: 'wait', reason: 'rate-limited', detail: '61' })
  service.slot = `<error type='cancel'><not-allowed xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>`
  expect(await service.ask(SLOT, FILE)).toEqual({ type: 'cancel', condition: 'not-allowed' })
})
