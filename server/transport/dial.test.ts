import { createSocket } from 'node:dgram'
import { getServers, setServers } from 'node:dns'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { endpointsOf, isLoopback } from './dial.ts'
import { isInner, mustLeadOutside } from './innerAddress.ts'
import { negotiate } from './negotiate.ts'
import { configFor, MARTY } from './testClient.ts'
import { TestServer } from './testServer.ts'

const before = getServers()
const open: (() => void)[] = []

afterEach(() => {
  setServers(before)
  for (const close of open.splice(0)) close()
})

/** A name server on loopback that answers each question with what `records` returns, or not at all. */
async function nameServer(
  records: (name: string) => [target: string, port: number, priority: number][] | 'silent',
) {
  const udp = createSocket('udp4')
  open.push(() => udp.close())
  udp.on('message', (query, { port }) => {
    const labels: string[] = []
    let at = 12
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      labels.push(query.toString('latin1', at + 1, at + 1 + length))
      at += length + 1
    }
    const found = records(labels.join('.'))
    if (found === 'silent') return
    const header = Buffer.from(query.subarray(0, 12))
    header.writeUInt16BE(found.length > 0 ? 0x8180 : 0x8183, 2)
    header.writeUInt16BE(found.length, 6)
    header.writeUInt32BE(0, 8)
    const answers = found.map(([target, targetPort, priority]) => record(target, targetPort, priority))
    udp.send(Buffer.concat([header, query.subarray(12, at + 5), ...answers]), port, '127.0.0.1')
  })
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  setServers([`127.0.0.1:${(udp.address() as AddressInfo).port}`])
}

function record(target: string, port: number, priority: number): Buffer {
  const labels = target.split('.').filter(Boolean)
  const name = Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])),
    Buffer.from([0]),
  ])
  const head = Buffer.from([0xc0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0])
  head.writeUInt16BE(6 + name.length, 10)
  head.writeUInt16BE(priority, 12)
  head.writeUInt16BE(port, 16)
  return Buffer.concat([head, name])
}

const never = () => new AbortController().signal

test('the operator’s service is asked instead of any name server', async () => {
  const service = { host: '127.0.0.1', port: 5222, directTls: false }
  expect(await endpointsOf('hill.valley', { service, domains: [] }, never())).toEqual([service])
})

test('XEP-0368: records for direct TLS and for STARTTLS are one list, by priority', async () => {
  await nameServer((name) =>
    name.startsWith('_xmpps-client')
      ? [['tls.hill.valley', 443, 10]]
      : [
          ['a.hill.valley', 5222, 20],
          ['b.hill.valley', 5223, 5],
        ],
  )
  expect(await endpointsOf('hill.valley', { domains: [] }, never())).toEqual([
    { host: 'b.hill.valley', port: 5223, directTls: false },
    { host: 'tls.hill.valley', port: 443, directTls: true },
    { host: 'a.hill.valley', port: 5222, directTls: false },
  ])
})

test('RFC 6120 §3.2.2: a domain without records is asked itself', async () => {
  await nameServer(() => [])
  expect(await endpointsOf('hill.valley', { domains: [] }, never())).toEqual([
    { host: 'hill.valley', port: 5222, directTls: false },
  ])
})

test('a record without a name is none', async () => {
  await nameServer((name) => (name.startsWith('_xmpps') ? [['', 0, 0]] : [['a.hill.valley', 5222, 1]]))
  expect(await endpointsOf('hill.valley', { domains: [] }, never())).toHaveLength(1)
})

test('no more than a few servers of one domain are tried', async () => {
  await nameServer((name) =>
    name.startsWith('_xmpps') ? [] : Array.from({ length: 20 }, (_, i) => [`n${i}.hill.valley`, 5222, i]),
  )
  expect(await endpointsOf('hill.valley', { domains: [] }, never())).toHaveLength(6)
})

test('J8: a name server that stays silent uses up no more than the attempt', async () => {
  await nameServer(() => 'silent')
  const deadline = new AbortController()
  const began = performance.now()
  setTimeout(() => deadline.abort(), 100)
  const waiting = negotiate(MARTY, { domains: ['hill.valley'] }, deadline.signal)
  await expect(waiting).rejects.toMatchObject({ reason: 'timeout' })
  expect(performance.now() - began).toBeLessThan(5000)
})

test('a server that does not answer costs a part of the attempt, and the next one is asked', async () => {
  const deaf = await new TestServer().start()
  const good = await new TestServer().start()
  open.push(
    () => void deaf.stop(),
    () => void good.stop(),
  )
  deaf.isSilent = true
  await nameServer((name) =>
    name.startsWith('_xmpps') ? [['localhost', deaf.port, 1]] : [['localhost', good.port, 2]],
  )
  const config = configFor(good, { service: undefined, innerAddresses: true, timers: { dialMs: 500 } })
  const { stream } = await negotiate(MARTY, config, never())
  expect(deaf.connections).toHaveLength(1)
  stream.close()
})

test.each([['localhost'], ['127.0.0.1']])(
  'S54: a name server that sends us to %s is not followed, unless the operator lets it',
  async (target) => {
    const inner = await new TestServer().start()
    open.push(() => void inner.stop())
    await nameServer((name) => (name.startsWith('_xmpps') ? [] : [[target, inner.port, 1]]))
    const log = vi.fn()
    const config = configFor(inner, { service: undefined, log })
    await expect(negotiate(MARTY, config, never())).rejects.toMatchObject({
      reason: 'unreachable',
      text: 'INNER_ADDRESS',
    })
    expect(inner.connections).toEqual([])
    expect(log).toHaveBeenCalledOnce()
    const { stream } = await negotiate(MARTY, { ...config, innerAddresses: true }, never())
    expect(inner.connections).toHaveLength(1)
    stream.close()
  },
)

test('S54: nor is one that sends us there for TLS from the first byte', async () => {
  const inner = await new TestServer().start()
  open.push(() => void inner.stop())
  await nameServer((name) => (name.startsWith('_xmpps') ? [['localhost', inner.port, 1]] : []))
  const config = configFor(inner, { service: undefined })
  await expect(negotiate(MARTY, config, never())).rejects.toMatchObject({ text: 'INNER_ADDRESS' })
  expect(inner.connections).toEqual([])
})

test.each([
  ['127.0.0.1', true],
  ['10.1.2.3', true],
  ['172.31.0.1', true],
  ['172.32.0.1', false],
  ['192.168.1.1', true],
  ['169.254.169.254', true],
  ['100.64.0.1', true],
  ['0.0.0.0', true],
  ['::1', true],
  ['::', true],
  ['::ffff:10.0.0.1', true],
  ['::ffff:7f00:1', true],
  ['fd00::1', true],
  ['fe80::1%lo', true],
  ['192.0.2.1', false],
  ['2001:db8::1', false],
])('whether %s is an inner address: %s', (address, wanted) => {
  expect(isInner(address)).toBe(wanted)
})

test('the operator’s service and a domain of the house may be anywhere', () => {
  const service = { host: '10.0.0.1', port: 5222, directTls: false }
  expect(mustLeadOutside('hill.valley', { domains: [] })).toBe(true)
  expect(mustLeadOutside('hill.valley', { domains: [], service })).toBe(false)
  expect(mustLeadOutside('hill.valley', { domains: [], innerAddresses: true })).toBe(false)
  for (const domain of ['xmpp.home.arpa', 'chat.local', 'intranet', '10.0.0.1'])
    expect(mustLeadOutside(domain, { domains: [] })).toBe(false)
})

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['10.0.0.1', false],
  ['0.0.0.0', false],
  ['', false],
])('whether %s never leaves the machine: %s', (host, wanted) => {
  expect(isLoopback(host)).toBe(wanted)
})
