import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { pidOf } from '../../e2e/faults/serverProcess.ts'
import { type CuttableLink, openCuttableLink } from '../../e2e/servers/cuttableLink.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { startServer } from '../../e2e/servers/servers.ts'
import type { TestServer } from '../../e2e/servers/testServer.ts'
import { archiveOf, Burst } from './burst.ts'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

const MANY = 400

describe.each(inject('targets').map(({ kind }) => kind))('what is said while %s comes and goes', (kind) => {
  let server: TestServer
  let link: CuttableLink
  let gateway: Gateway
  let cast: Cast
  let doc: Person
  let marty: Person
  let room: string
  beforeAll(async () => {
    server = await startServer(kind)
    link = await openCuttableLink(server)
    gateway = await startGateway({ ...server, port: link.port, host: '127.0.0.1' })
    cast = new Cast({ kind, server, url: gateway.url })
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    room = await openRoom('bursts', doc, [marty], { 'muc#roomconfig_persistentroom': true })
    // COMPAT: killed soon after, ejabberd's Mnesia has forgotten who registered; a proper stop writes it down.
    for (const person of [doc, marty]) person.forget()
    await server.restart()
    for (const [person, nick] of [
      [doc, 'doc'],
      [marty, 'marty'],
    ] as const)
      await person.hear('xmpp.muc.roster', { room, nick, self: true, present: true }, 30_000)
    for (const person of [doc, marty]) person.forget()
  }, 120_000)
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
    link?.close()
    await server?.stop()
  })

  /** Kills it without a word, and starts it again where nobody else does. */
  async function kill(): Promise<void> {
    process.kill(pidOf(server), 'SIGKILL')
    // The embedded Prosody is started again by whoever started it.
    if (kind === 'ejabberd') await server.restart(true)
  }

  // Else nothing was in doubt, and nothing shown.
  async function beganAnew(): Promise<void> {
    await marty.hear('xmpp.session.state', { state: 'online', resumed: false }, 60_000)
  }

  async function settle(burst: Burst): Promise<void> {
    await burst.allTold(90_000)
    expect(burst.failed).toEqual([])
    const { to, isRoom } = burst
    const reader = await cast.again(marty)
    if (isRoom) await reader.ok('xmpp.muc.join', { room, nick: 'reader' })
    const archived = await archiveOf(reader, isRoom ? { to } : { with: to })
    // Lost, doubled and out of order are each a difference here.
    expect(archived.filter((id) => burst.ids.includes(id))).toEqual(burst.ids)
    await fetch(`${gateway.url}/session`, {
      method: 'DELETE',
      headers: { cookie: reader.cookie, origin: gateway.url },
    })
  }

  it('F4: killed in the middle of a burst to a person: nothing lost, doubled or out of order', async () => {
    const burst = new Burst(marty, { to: doc.jid })
    await burst.say(MANY, { at: MANY / 2, begin: kill })
    await beganAnew()
    await settle(burst)
  }, 150_000)

  it('F4: killed in the middle of a burst to a room: the same', async () => {
    marty.forget()
    const burst = new Burst(marty, { room })
    await burst.say(MANY, { at: MANY / 2, begin: kill })
    await beganAnew()
    await settle(burst)
  }, 150_000)

  it('F7: a link that is reset again and again during bursts: the same', async () => {
    const bursts = [new Burst(marty, { to: doc.jid }), new Burst(marty, { room })]
    const reset = async () => {
      for (let i = 0; i < 5; i++) {
        link.cut()
        link.mend()
        await new Promise((resolve) => setTimeout(resolve, 1500))
      }
    }
    await Promise.all(
      bursts.map((burst, i) => burst.say(MANY / 2, { at: 50, ...(i ? {} : { begin: reset }) })),
    )
    for (const burst of bursts) await settle(burst)
  }, 150_000)

  it('what a page offers again after a break is found or said, never twice', async () => {
    const burst = new Burst(marty, { to: doc.jid })
    await burst.say(20)
    await burst.allTold(20_000)
    const at = new Date().toISOString()
    // Another session knows nothing of the first one, as after a gateway's restart.
    const later = await cast.again(marty)
    const fresh = randomUUID()
    const again = { to: doc.jid, again: true, at }
    for (const id of [...burst.ids.slice(-3), fresh])
      await later.ok('xmpp.chat.message', { ...again, id, content: 'again' })
    for (const id of burst.ids.slice(-3)) await later.hear('xmpp.delivery.confirmed', { to: doc.jid, id })
    await later.hear('xmpp.delivery.confirmed', { to: doc.jid, id: fresh })
    const archived = await archiveOf(later, { with: doc.jid })
    expect(archived.slice(-4)).toEqual([...burst.ids.slice(-3), fresh])
  }, 60_000)
})
