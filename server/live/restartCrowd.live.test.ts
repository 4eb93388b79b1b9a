import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { freshAccount, postSession } from './cast.ts'
import { Peer } from './peer.ts'

const CROWD = 200
const AT_ONCE = 20

/** Everybody with a tab open when the gateway dies. */
describe.each(inject('targets'))('a crowd that comes back to a new gateway before $kind', (target) => {
  let gateway: Gateway
  const cookies: string[] = []
  beforeAll(async () => {
    gateway = await startGateway(target.server)
    const waiting = Array.from({ length: CROWD }, (_, n) => freshAccount(target, `u${n}`))
    const enter = async () => {
      for (let account = waiting.pop(); account; account = waiting.pop()) {
        const { error, cookie } = await postSession(gateway.url, { kind: 'register', ...account })
        if (error) throw new Error(JSON.stringify(error))
        cookies.push(cookie)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, enter))
  }, 180_000)
  afterAll(async () => {
    await gateway?.stop()
    if (gateway) rmSync(gateway.data, { recursive: true, force: true })
  })

  it('each is let in, nobody is asked for a password, and nobody is there twice', async () => {
    await gateway.kill()
    const { port, data } = gateway
    gateway = await startGateway(target.server, { port, data })
    const peers = cookies.map((cookie) => new Peer(gateway.url, cookie))
    await Promise.all(
      peers.map(async (peer) => {
        await peer.hear('xmpp.session.snapshot', {}, 60_000)
        expect(await peer.ok('xmpp.ping', {})).toBe(true)
      }),
    )
    const health = await (await fetch(`${gateway.url}/health`)).json()
    expect(health).toMatchObject({ status: 'ok', sessions: CROWD })
    for (const peer of peers) {
      await peer.silent('xmpp.session.state', { state: 'ended' }, 0)
      peer.close()
    }
  }, 120_000)
})
