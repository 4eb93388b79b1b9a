import { afterAll, describe, expect, inject, it } from 'vitest'
import { freePorts } from '../../e2e/servers/freePorts.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { openSilentPort } from '../../e2e/servers/silentPort.ts'
import type { ServerInfo } from '../../e2e/servers/testServer.ts'
import { Cast, postSession } from './cast.ts'

describe.each(inject('targets'))('reaching $kind', (target) => {
  const { server } = target
  const [account] = server.accounts
  const credentials = { kind: 'password', jid: account?.jid, password: account?.password }
  const gateways: Gateway[] = []
  afterAll(async () => {
    for (const gateway of gateways) await gateway.stop()
  })
  async function gatewayTo(changes: Partial<ServerInfo>, env: Record<string, string | undefined> = {}) {
    const gateway = await startGateway({ ...server, ...changes }, { env })
    gateways.push(gateway)
    return gateway
  }

  it('by TLS from the first byte works as well', async () => {
    const gateway = await gatewayTo({}, { XMPP_SERVICE: `xmpps://${server.host}:${server.tlsPort}` })
    expect((await postSession(gateway.url, credentials)).jid).toBe(account?.jid)
  })

  it('with a certificate of somebody unknown is refused as that', async () => {
    const gateway = await gatewayTo({}, { XMPP_CA: undefined })
    const { status, error } = await postSession(gateway.url, credentials)
    expect(status).toBe(502)
    expect(error).toMatchObject({ type: 'cancel', condition: 'unknown', reason: 'certificate' })
  })

  it('where nobody listens says unreachable', async () => {
    const [port = 0] = await freePorts(1)
    const gateway = await gatewayTo({ port })
    const { status, error } = await postSession(gateway.url, credentials)
    expect(status).toBe(502)
    expect(error).toMatchObject({ condition: 'unknown', reason: 'unreachable', detail: 'ECONNREFUSED' })
  })

  it('where somebody keeps silent gives up in time and says so', async () => {
    const silent = await openSilentPort()
    const gateway = await gatewayTo({ port: silent.port })
    const begun = Date.now()
    const { status, error } = await postSession(gateway.url, credentials)
    silent.close()
    expect(status).toBe(502)
    expect(error).toMatchObject({ reason: 'timeout' })
    expect(Date.now() - begun).toBeLessThan(25_000)
  })

  it('is the operator’s word: host, port and service in a login dial nothing', async () => {
    const trap = await openSilentPort()
    const cast = new Cast(target)
    const script = cast.script()
    const elsewhere = { host: '127.0.0.1', port: trap.port, service: `xmpp://127.0.0.1:${trap.port}` }
    const more = {
      bosh: { url: `http://127.0.0.1:${trap.port}` },
      websocket: { url: `ws://127.0.0.1:${trap.port}` },
    }
    script.say('xmpp.login', { jid: account?.jid, password: account?.password, ...elsewhere, ...more })
    expect((await script.hear('xmpp.connection')).jid.domain).toBe(server.domain)
    for (const jid of [`a@127.0.0.1:${trap.port}`, 'a@127.0.0.1', 'a@localhost.localdomain', 'a@[::1]']) {
      const other = cast.script()
      other.say('xmpp.login', { jid, password: 'x', ...elsewhere, ...more })
      expect((await other.hear('xmpp.error')).reason).toMatch(/^(?:unknown-domain|bad-jid)$/u)
    }
    const byPost = await postSession(target.url, { ...credentials, ...elsewhere, jid: 'a@10.0.0.1' })
    expect(byPost.error).toMatchObject({ reason: 'unknown-domain' })
    expect(trap.connections()).toBe(0)
    trap.close()
    await cast.end()
  })

  it('where accounts may not be made, says so before any packet leaves', async () => {
    const gateway = await startGateway(server, { registration: false })
    gateways.push(gateway)
    const { status, error } = await postSession(gateway.url, {
      ...credentials,
      kind: 'register',
      jid: `x${account?.jid}`,
    })
    expect(status).toBe(400)
    expect(error).toMatchObject({ reason: 'registration-closed' })
  })
})
