import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { type CuttableLink, openCuttableLink } from '../../e2e/servers/cuttableLink.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { Attacker } from './attacker.ts'
import { befriend, Cast, type Person } from './cast.ts'
import type { Peer } from './peer.ts'
import { locked, openRoom } from './rooms.ts'

const BACK_MS = 20_000
const PASSWORD = '1.21 GW'

/** Marty's gateway dies and comes back; Doc looks on from one that stays. */
describe.each(inject('targets'))('a gateway that starts anew before $kind', (target) => {
  const stage = new Cast(target)
  let link: CuttableLink
  let gateway: Gateway
  let cast: Cast
  let doc: Person
  let marty: Person
  let room: string

  const start = async (more: { port?: number; data?: string } = {}) => {
    gateway = await startGateway({ ...target.server, host: '127.0.0.1', port: link.port }, more)
  }
  const startAgain = () => start({ port: gateway.port, data: gateway.data })
  const sealed = () => readdirSync(join(gateway.data, 'sessions'))
  const infoOf = async (cookie: string) =>
    (await fetch(`${gateway.url}/session`, { headers: { cookie } })).json()
  const sessionOf = async (cookie: string) => (await infoOf(cookie)).session
  const nameIn = (jid: string) => jid.split('@')[0]

  beforeAll(async () => {
    link = await openCuttableLink(target.server)
    await start()
    cast = new Cast({ ...target, url: gateway.url })
    ;[doc, marty] = await Promise.all([stage.enter('doc'), cast.enter('marty')])
    await befriend(doc, marty)
    room = await openRoom('vault', doc, [], { 'muc#roomconfig_persistentroom': true, ...locked(PASSWORD) })
    await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password: PASSWORD })
    await marty.ok('xmpp.presence', { show: 'dnd', status: 'Driving' })
    await doc.hear('xmpp.presence', { from: { user: nameIn(marty.jid) }, status: 'Driving' })
    // Changes are gathered for a moment before they are written.
    await new Promise((resolve) => setTimeout(resolve, 1000))
  })
  afterAll(async () => {
    await stage.end()
    await cast?.end().catch(() => {})
    await gateway?.stop()
    if (gateway) rmSync(gateway.data, { recursive: true, force: true })
    link?.close()
  })

  /** A tab of Marty's after the restart: in the same session, in the room, and able to speak there. */
  async function isBack(tab: Peer, resource: string | undefined): Promise<void> {
    const { jid } = await tab.hear('xmpp.connection', {}, BACK_MS)
    expect(jid.resource).toBe(resource)
    await tab.hear('xmpp.session.snapshot', {}, BACK_MS)
    await tab.hear('xmpp.muc.roster', { room, nick: 'Marty', self: true, present: true }, BACK_MS)
    await tab.hear('xmpp.roster.push', { jid: { user: nameIn(doc.jid) }, subscription: 'both' })
    await tab.hear('xmpp.presence', { from: { user: nameIn(doc.jid) } })
    const { id } = await tab.ok('xmpp.muc.message', { room, content: `back as ${resource}` })
    await doc.hear('xmpp.muc.message', { room, id, nick: 'Marty' })
  }

  /** What Doc can see of Marty: in the room once, on the server once. */
  async function isOnce(resource: string | undefined): Promise<void> {
    const george = await stage.enter('george')
    await george.ok('xmpp.muc.join', { room, nick: 'George', password: PASSWORD })
    for (const nick of ['doc', 'Marty']) await george.hear('xmpp.muc.roster', { room, nick })
    await george.hear('xmpp.muc.roster', { room, self: true })
    await george.silent('xmpp.muc.roster', { room }, 0)
    await george.ok('xmpp.muc.leave', { room })
    const watcher = await stage.again(doc)
    const from = { user: nameIn(marty.jid) }
    expect(await watcher.hear('xmpp.presence', { from })).toMatchObject({
      from: { resource },
      show: 'dnd',
      status: 'Driving',
    })
    await watcher.silent('xmpp.presence', { from })
  }

  it('killed in the middle of things, it brings the same session back: rooms, presence, no ghost', async () => {
    const tab = cast.tab(marty.cookie)
    const { resource } = (await tab.hear('xmpp.connection')).jid
    await gateway.kill()
    await startAgain()
    expect(await sessionOf(marty.cookie)).toEqual({ jid: marty.jid, anonymous: false })
    await isBack(cast.tab(marty.cookie), resource)
    await isOnce(resource)
  }, 60_000)

  it('stopped, it says goodbye to everybody but its pages, and brings the session back', async () => {
    const tab = cast.tab(marty.cookie)
    const { resource } = (await tab.hear('xmpp.connection')).jid
    doc.forget()
    const begun = performance.now()
    expect(await gateway.end()).toBe(0)
    expect(performance.now() - begun).toBeLessThan(5000)
    await doc.hear('xmpp.presence', { from: { user: nameIn(marty.jid), resource }, show: 'offline' })
    await doc.hear('xmpp.muc.roster', { room, nick: 'Marty', present: false })
    await tab.silent('xmpp.session.state', { state: 'ended' })
    await startAgain()
    await isBack(cast.tab(marty.cookie), resource)
    await isOnce(resource)
  }, 60_000)

  it('all tabs and requests that come at once make one session', async () => {
    await gateway.kill()
    await startAgain()
    const tabs = [1, 2, 3].map(() => cast.tab(marty.cookie))
    const asked = await Promise.all([1, 2, 3].map(() => sessionOf(marty.cookie)))
    expect(asked.map((session) => session?.jid)).toEqual([marty.jid, marty.jid, marty.jid])
    const heard = await Promise.all(tabs.map((tab) => tab.hear('xmpp.connection', {}, BACK_MS)))
    expect(new Set(heard.map(({ jid }) => jid.resource)).size).toBe(1)
    const health = await (await fetch(`${gateway.url}/health`)).json()
    expect(health).toMatchObject({ status: 'ok', sessions: 1 })
    for (const tab of tabs) {
      await tab.hear('xmpp.muc.roster', { room, self: true, present: true }, BACK_MS)
      tab.close()
    }
  }, 60_000)

  it('while the server is away nobody is signed out: the tab is told, and is served when it is back', async () => {
    await gateway.kill()
    link.cut()
    await startAgain()
    expect(await sessionOf(marty.cookie)).toEqual({ jid: marty.jid, anonymous: false })
    const tab = cast.tab(marty.cookie)
    await tab.hear('xmpp.connection')
    await tab.hear('xmpp.session.state', { state: 'reconnecting' })
    await tab.silent('xmpp.session.snapshot', {}, 500)
    link.mend()
    await tab.hear('xmpp.session.snapshot', {}, BACK_MS)
    await tab.hear('xmpp.muc.roster', { room, self: true, present: true }, BACK_MS)
    await tab.silent('xmpp.session.state', { state: 'ended' }, 0)
  }, 60_000)

  it('a cookie of another gateway beside ours is ignored, and one alone is nobody', async () => {
    const other = `__Host-sid=${'o'.repeat(43)}`
    expect(await sessionOf(`${other}; ${marty.cookie}`)).toMatchObject({ jid: marty.jid })
    expect(await sessionOf(other)).toBeNull()
    const tab = cast.tab(`${other}; ${marty.cookie}`)
    expect(await tab.ok('xmpp.ping', {})).toBe(true)
  })

  it('whoever signed out, or was signed out elsewhere, stays out after a restart', async () => {
    const [left, ended] = [await cast.again(marty), await cast.again(marty)]
    const headers = { cookie: left.cookie, origin: gateway.url }
    await fetch(`${gateway.url}/session`, { method: 'DELETE', headers })
    const tab = cast.tab(marty.cookie)
    const list = await tab.ok('xmpp.session.list', {})
    expect(list).toHaveLength(2)
    expect(list.find(({ current }) => !current)).toMatchObject({ tabs: 1 })
    expect(await tab.ok('xmpp.session.end', { others: true })).toEqual({ ended: 1 })
    await ended.hear('xmpp.session.state', { state: 'ended', reason: 'ended-elsewhere' })
    expect(sealed()).toHaveLength(1)
    await gateway.kill()
    await startAgain()
    for (const { cookie } of [left, ended]) expect(await sessionOf(cookie)).toBeNull()
    expect(await sessionOf(marty.cookie)).toMatchObject({ jid: marty.jid })
  }, 60_000)

  it('a session that has not come back yet is listed, and can be ended from another browser', async () => {
    const other = await cast.again(marty)
    await gateway.kill()
    await startAgain()
    const tab = cast.tab(marty.cookie)
    await tab.hear('xmpp.session.snapshot', {}, BACK_MS)
    const list = await tab.ok('xmpp.session.list', {})
    const asleep = list.find(({ current }) => !current)
    expect(asleep).toMatchObject({ tabs: 0, since: expect.any(Number), seen: expect.any(Number) })
    expect(await tab.ok('xmpp.session.end', { id: asleep?.id ?? '' })).toEqual({ ended: 1 })
    expect(await sessionOf(other.cookie)).toBeNull()
    expect(await tab.refused('xmpp.session.end', { id: asleep?.id ?? '' })).toMatchObject({
      reason: 'not-found',
    })
    const ofDoc = await doc.ok('xmpp.session.list', {})
    expect(ofDoc.filter(({ id }) => list.some((each) => each.id === id))).toEqual([])
  }, 60_000)

  it('a password that was changed meanwhile ends it, and says so', async () => {
    const user = nameIn(marty.jid) ?? ''
    const { host, port, domain, caFile } = target.server
    const { password } = marty.account
    const client = new Attacker({ kind: 'tcp', host, port, domain, caFile, user, password })
    await client.start()
    await gateway.kill()
    const changed = client.answerTo('change')
    client.send(
      `<iq type='set' id='change'><query xmlns='jabber:iq:register'><username>${user}</username><password>new</password></query></iq>`,
    )
    expect((await changed).attrs.type).toBe('result')
    client.end()
    link.cut()
    await startAgain()
    expect(await sessionOf(marty.cookie)).toMatchObject({ jid: marty.jid })
    const tab = cast.tab(marty.cookie)
    await tab.hear('xmpp.session.state', { state: 'reconnecting' }, BACK_MS)
    link.mend()
    await tab.hear('xmpp.session.state', { state: 'ended', reason: 'wrong-password' }, BACK_MS)
    // A page that comes too late to hear it asks.
    expect(await infoOf(marty.cookie)).toMatchObject({
      session: null,
      ended: { jid: marty.jid, reason: 'wrong-password' },
    })
    await vi.waitFor(() => expect(sealed()).toEqual([]), 5000)
  }, 60_000)

  it('a second gateway on the same folder says who has it, and ends', async () => {
    await expect(startGateway(target.server, { data: gateway.data })).rejects.toThrow(
      new RegExp(`in use by another Hoverboard \\(process ${gateway.pid}\\)`, 'u'),
    )
  })

  it('a disk that takes nothing is said in health and in the log, and people come in all the same', async () => {
    const other = await startGateway(target.server, { env: { HOVERBOARD_DATA: '/dev/null/none' } })
    const guests = new Cast({ ...target, url: other.url })
    const george = await guests.enter('george')
    expect(await george.ok('xmpp.ping', {})).toBe(true)
    const health = await fetch(`${other.url}/health`)
    expect(health.status).toBe(200)
    expect(await health.json()).toMatchObject({ status: 'degraded', sealing: 'failing' })
    expect(other.log()).toContain('"event":"sealing-fails"')
    await guests.end()
    await other.stop()
  })
})
