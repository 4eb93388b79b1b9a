import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { RawClient } from '../../e2e/perf/rawClient.ts'
import { Strangers } from '../../e2e/perf/strangers.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { RawSocket } from '../testGateway.ts'
import { Cast, type Person } from './cast.ts'
import { rawAccount } from './rawAccount.ts'

const PATIENCE_MS = 300_000
/** Each from an address of its own, so that no limit of one address hides what many do. */
const from = (i: number) => ({ 'X-Forwarded-For': `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}` })

// What one stranger, or many, make the gateway hold, as its own process; which server stands behind is all the same.
describe.each(inject('targets').slice(0, 1))('what strangers make the gateway hold', (target) => {
  let gateway: Gateway
  let cast: Cast
  beforeAll(async () => {
    gateway = await startGateway(target.server, { limits: true, env: { TRUST_PROXY: 'loopback' } })
    cast = new Cast({ ...target, url: gateway.url })
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
  })

  const rssMib = () =>
    Number(/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(`/proc/${gateway.pid}/status`, 'utf8'))?.[1]) / 1024
  const opened = () => readdirSync(`/proc/${gateway.pid}/fd`).length
  const raw = (headers: Record<string, string>) =>
    new RawSocket(gateway.port, headers, 'EIO=4&transport=websocket')
  /** Somebody new comes in and is heard. */
  const newcomer = async (name: string): Promise<Person> => {
    const person = await cast.enter(name)
    await person.ok('xmpp.chat.message', { to: person.jid, content: `${name} is in` })
    await person.hear('xmpp.chat.message', { content: `${name} is in` })
    return person
  }

  it(
    'S49: thousands of headers, long protocols and a million fragments cost twenty megabytes at most',
    async () => {
      const headers = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`X-${i}`, 'a']))
      const protocols = { 'Sec-WebSocket-Protocol': 'a, '.repeat(7000) }
      const byte = Buffer.from([0, 0x81, 0, 0, 0, 0, 0x20])
      const many = Buffer.concat(Array.from({ length: 100_000 }, () => byte))
      const waste = async () => {
        for (const each of [headers, protocols]) {
          const sockets = Array.from({ length: 20 }, (_, i) => raw({ ...from(i), ...each }))
          for (const one of sockets) await one.closed()
          for (const { text } of sockets) expect(text).toMatch(/^HTTP\/1\.1 431 /u)
        }
        const fragmented = await raw(from(99)).join()
        fragmented.frame('4', { isLast: false })
        for (let i = 0; i < 10; i++) fragmented.write(many)
        await fragmented.closed()
      }
      // What is compiled and cached by then is no waste.
      for (let i = 0; i < 5; i++) await waste()
      const before = rssMib()
      const seen: number[] = []
      for (let i = 0; i < 5; i++) {
        await waste()
        seen.push(rssMib())
      }
      expect(Math.max(...seen) - before).toBeLessThan(20)
    },
    PATIENCE_MS,
  )

  it(
    'S67: fifty readers who stall are let go, each after 4 MiB that wait for it; somebody new gets in meanwhile',
    async () => {
      const victim = await newcomer('victim')
      const sender = await new RawClient(await rawAccount({ ...target, url: gateway.url }, 'griff')).start()
      const free = opened()
      const readers = await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          raw({ ...from(i), Cookie: victim.cookie, Origin: gateway.url }).join(),
        ),
      )
      for (const each of readers) each.stall()
      const before = rssMib()
      const body = 'x'.repeat(100_000)
      let peak = 0
      let said = 0
      while (opened() > free + 2) {
        sender.send(
          `<message to='${victim.jid}' type='chat'><body>${said} ${body}</body><no-store xmlns='urn:xmpp:hints'/></message>`,
        )
        await victim.hear('xmpp.chat.message', { content: `${said} ${body}` }, 60_000)
        victim.forget()
        peak = Math.max(peak, rssMib() - before)
        if (said++ === 10) await newcomer('meanwhile')
      }
      // And what is collected a moment later.
      expect(peak).toBeLessThan(50 * 4 + 100)
      for (const each of readers) each.close()
      sender.end()
    },
    PATIENCE_MS,
  )

  it(
    'S67: somebody new gets in while five hundred send their headers slowly and two thousand never join',
    async () => {
      const before = rssMib()
      const slow = Strangers.slow(gateway.port).gather(500)
      const unjoined = Strangers.unjoined(gateway.port).gather(2000)
      try {
        await expect.poll(() => unjoined.answered, { timeout: 120_000 }).toBeGreaterThanOrEqual(2000)
        await newcomer('newcomer')
        expect(rssMib() - before).toBeLessThan(100)
      } finally {
        slow.end()
        unjoined.end()
      }
    },
    PATIENCE_MS,
  )
})
