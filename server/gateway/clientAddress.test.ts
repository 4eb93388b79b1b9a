import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { clientAddress } from './clientAddress.ts'

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage
const trust = (address: string) => address === '10.0.0.1' || address === '10.0.0.2'

test.each([
  ['a stranger is himself, whatever he claims', '192.0.2.7', '198.51.100.1', '192.0.2.7'],
  ['a trusted proxy names the client', '10.0.0.1', '198.51.100.1', '198.51.100.1'],
  [
    'what the client claimed to the proxy does not count',
    '10.0.0.1',
    '203.0.113.9, 198.51.100.1',
    '198.51.100.1',
  ],
  ['a chain of trusted proxies is followed', '10.0.0.1', '198.51.100.1, 10.0.0.2', '198.51.100.1'],
  ['a proxy that asks for itself is itself', '10.0.0.1', undefined, '10.0.0.1'],
])('%s', (_, remote, forwarded, expected) => {
  expect(clientAddress(from(remote, forwarded), trust)).toBe(expected)
})
