import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { isSameOrigin } from './origin.ts'

const from = (headers: Record<string, string | undefined>) => ({ headers }) as unknown as IncomingMessage
const HOST = { host: 'chat.example:3000' }

test.each([
  ['our own page', { ...HOST, origin: 'http://chat.example:3000' }],
  ['our own page behind TLS', { host: 'chat.example', origin: 'https://chat.example' }],
  ['a host in capitals', { host: 'Chat.Example', origin: 'https://chat.example' }],
  ['an origin that the operator named', { ...HOST, origin: 'https://other.example' }],
  ['a script', HOST],
])('%s may connect', (_, headers) => {
  expect(isSameOrigin(from(headers), ['https://other.example'])).toBe(true)
})

test.each([
  ['another site', { ...HOST, origin: 'https://evil.example' }],
  ['another port', { ...HOST, origin: 'http://chat.example:3001' }],
  ['a name that begins like ours', { host: 'chat.example', origin: 'https://chat.example.evil.example' }],
  ['no origin to speak of', { ...HOST, origin: 'null' }],
  ['a file', { ...HOST, origin: 'file://' }],
  ['an extension', { host: 'abc', origin: 'chrome-extension://abc' }],
  ['nonsense', { ...HOST, origin: 'x y' }],
  ['a browser that hides its origin but sends our cookie', { ...HOST, cookie: 'sid=1' }],
  ['a browser that hides its origin but not its metadata', { ...HOST, 'sec-fetch-site': 'cross-site' }],
  ['a request without a host', { origin: 'https://chat.example' }],
  [
    'a forwarded host that nobody vouches for',
    { ...HOST, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ],
])('%s may not', (_, headers) => {
  expect(isSameOrigin(from(headers), ['https://other.example'])).toBe(false)
})
