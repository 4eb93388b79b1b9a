import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type CuttableLink, openCuttableLink } from '../../e2e/servers/cuttableLink.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { Cast, type Person, postSession } from './cast.ts'

const NEW = 'changed <&> canary 88'
const SCRIPTED = 'scripted canary 55'
const BACK_MS = 20_000

describe.each(inject('targets'))('one’s own account on $kind', (target) => {
  const { domain, anonymousDomain } = target.server
  let link: CuttableLink
  let gateway: Gateway
  let cast: Cast
  let marty: Person

  const sealed = () => readdirSync(join(gateway.data, 'sessions'))
  const nameOf = (person: Person) => person.jid.split('@')[0] ?? ''
  const signIn = (jid: string, password: string) =>
    postSession(gateway.url, { kind: 'password', jid, password })
  const start = async (more: { port?: number; data?: string } = {}) => {
    gateway = await startGateway({ ...target.server, host: '127.0.0.1', port: link.port }, more)
    cast = new Cast({ ...target, url: gateway.url })
  }

  beforeAll(async () => {
    link = await openCuttableLink(target.server)
    await start()
    marty = await cast.enter('marty')
  })
  afterAll(async () => {
    await cast?.end().catch(() => {})
    await gateway?.stop()
    if (gateway) rmSync(gateway.data, { recursive: true, force: true })
    link?.close()
  })

  it('the server says who is registered', async () => {
    expect(await marty.ok('xmpp.register.get', { to: domain })).toMatchObject({
      registered: true,
      username: nameOf(marty),
      password: true,
    })
  })

  it('a refused change leaves everything as it was', async () => {
    const other = { to: domain, username: 'somebody-else', password: NEW }
    const error = await marty.refused('xmpp.register.password', other)
    expect(error.type).toMatch(/^(?:modify|cancel|auth)$/u)
    expect(JSON.stringify(error)).not.toContain('canary')
    expect((await signIn(marty.jid, marty.account.password)).status).toBe(200)
  })

  it('a changed password is the one from then on: for new sign-ins, and for this session’s way back', async () => {
    const { resource } = (await cast.tab(marty.cookie).hear('xmpp.connection')).jid
    const change = { to: domain, username: nameOf(marty), password: NEW }
    expect(await marty.ok('xmpp.register.password', change)).toEqual({ registered: true })
    expect((await signIn(marty.jid, marty.account.password)).error).toMatchObject({
      reason: 'wrong-password',
    })
    expect((await signIn(marty.jid, NEW)).status).toBe(200)
    marty.forget()
    link.cut()
    link.mend()
    await marty.hear('xmpp.session.state', { state: 'reconnecting' })
    await marty.hear('xmpp.session.state', { state: 'online' }, BACK_MS)
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
    await gateway.kill()
    await start({ port: gateway.port, data: gateway.data })
    const tab = cast.tab(marty.cookie)
    expect((await tab.hear('xmpp.connection', {}, BACK_MS)).jid.resource).toBe(resource)
    await tab.hear('xmpp.session.snapshot', {}, BACK_MS)
    expect(await tab.ok('xmpp.ping', {})).toBe(true)
    Object.assign(marty.account, { password: NEW })
  }, 90_000)

  it('a script changes its own, too, and its link comes back with it', async () => {
    const george = await cast.enter('george')
    const script = cast.script()
    script.say('xmpp.login', { jid: george.jid, password: george.account.password })
    await script.hear('xmpp.connection')
    const change = { to: domain, username: nameOf(george), password: SCRIPTED }
    expect(await script.ok('xmpp.register.password', change)).toEqual({ registered: true })
    link.cut()
    link.mend()
    await script.hear('xmpp.session.state', { state: 'reconnecting' })
    await script.hear('xmpp.session.state', { state: 'online' }, BACK_MS)
    expect(await script.ok('xmpp.ping', {})).toBe(true)
  }, 60_000)

  it('a guest has no account to change', async () => {
    const guest = cast.script()
    guest.say('xmpp.login.anonymous', { jid: anonymousDomain })
    await guest.hear('xmpp.connection')
    const { error } = await guest.ask('xmpp.register.unregister', { to: anonymousDomain })
    // COMPAT: ejabberd 23.01 deletes even what is not there.
    if (target.kind === 'ejabberd')
      await guest.hear('xmpp.session.state', { state: 'ended', reason: 'unregistered' })
    else expect(error?.type).toBe('cancel')
  })

  it('an account that was deleted is gone, with every session of it, and the gateway keeps nothing', async () => {
    const others = new Set(sealed())
    const doc = await cast.enter('doc')
    const lorraine = await cast.enter('lorraine')
    const elsewhere = await cast.again(lorraine)
    const own = () => sealed().filter((name) => !others.has(name))
    await expect.poll(own).toHaveLength(3)
    const second = cast.tab(lorraine.cookie)
    await second.hear('xmpp.session.snapshot')
    expect(await lorraine.ok('xmpp.register.unregister', { to: domain })).toBe(true)
    for (const tab of [lorraine, second, elsewhere])
      expect(await tab.hear('xmpp.session.state', { state: 'ended' })).toMatchObject({
        reason: 'unregistered',
      })
    await expect.poll(own).toHaveLength(1)
    expect((await signIn(lorraine.jid, lorraine.account.password)).error).toMatchObject({
      reason: 'wrong-password',
    })
    for (const { cookie } of [lorraine, elsewhere]) {
      const response = await fetch(`${gateway.url}/session`, { headers: { cookie } })
      expect((await response.json()).session).toBeNull()
    }
    expect(await doc.ok('xmpp.ping', {})).toBe(true)
  })

  it('a script that deletes its account hears so, and is out', async () => {
    const biff = await cast.enter('biff')
    const script = cast.script()
    script.say('xmpp.login', { jid: biff.jid, password: biff.account.password })
    await script.hear('xmpp.connection')
    expect(await script.ok('xmpp.register.unregister', { to: domain })).toBe(true)
    await script.hear('xmpp.session.state', { state: 'ended', reason: 'unregistered' })
    expect(await script.refused('xmpp.roster.get', {})).toMatchObject({ reason: 'not-connected' })
    // The page's session of the same account finds out by itself.
    await biff.hear('xmpp.session.state', { state: 'ended' }, BACK_MS)
  }, 60_000)

  it('nothing that the gateway wrote holds a password', () => {
    const log = gateway.log()
    expect(log).toMatch(/"event":"login"/u)
    for (const secret of ['canary', '1.21 GW', encodeURIComponent(NEW)]) expect(log).not.toContain(secret)
  })
})
