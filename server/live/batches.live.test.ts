import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { BatchProgress, ChangeResult } from '#protocol/affiliations.ts'
import type { Affiliation } from '#protocol/occupants.ts'
import { type CuttableLink, openCuttableLink } from '../../e2e/servers/cuttableLink.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { Cast, freshRoom, type Person } from './cast.ts'
import type { Peer } from './peer.ts'
import { openRoom } from './rooms.ts'

const MANY = 500
const GUESTS = 600

describe.each(inject('targets'))('batches on $kind', (target) => {
  const here = new Cast(target)
  let link: CuttableLink
  let gateway: Gateway
  /** People behind a link that can be cut. */
  let there: Cast
  let doc: Person
  let marty: Person
  beforeAll(async () => {
    const { server } = target
    link = await openCuttableLink(server)
    gateway = await startGateway({ ...server, host: '127.0.0.1', port: link.port })
    there = new Cast({ ...target, url: gateway.url })
    ;[doc, marty] = await Promise.all([there.enter('doc'), here.enter('marty')])
  })
  afterAll(async () => {
    link.close()
    await Promise.all([here.end(), gateway.stop()])
  })

  const people = (count: number, affiliation: Affiliation = 'member') =>
    Array.from({ length: count }, (_, n) => ({ jid: `p${n}@hill.example`, affiliation }))

  /** A room with somebody in it who runs it and hears of every change. */
  async function watchedRoom(name: string): Promise<{ room: string; heard: string[] }> {
    const room = await openRoom(name, doc, [marty])
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'admin' })
    await marty.hear('xmpp.muc.roster', { room, nick: 'marty', affiliation: 'admin' })
    const heard: string[] = []
    marty.socket.on('xmpp.muc.affiliation.push', (push) => {
      if (push.room === room) heard.push(`${push.jid.user}@${push.jid.domain} ${push.affiliation}`)
    })
    return { room, heard }
  }

  const failed = ({ results }: BatchProgress): ChangeResult[] => results.filter(({ error }) => error)

  /** What the room and everybody in it must have seen of `people(MANY)`: each change, once. */
  async function expectAllOnce(room: string, heard: string[]): Promise<void> {
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(members).toHaveLength(MANY)
    await marty.ok('xmpp.ping', {})
    expect(heard.toSorted()).toEqual(
      people(MANY)
        .map(({ jid }) => `${jid} member`)
        .toSorted(),
    )
  }

  /** A batch that is under way when this returns, by a link so slow that it stays so until `link.pace(0)`. */
  async function begin(room: string, id: string, by: Peer = doc): Promise<{ done: Promise<BatchProgress> }> {
    link.pace(50)
    const done = by.ok('xmpp.muc.affiliation.batch', { room, id, changes: people(MANY) })
    await by.hear('xmpp.muc.affiliation.progress', { id, results: [{}] })
    return { done }
  }

  it('every row has its result; a refusal stops nobody else', async () => {
    const { room } = await watchedRoom('rows')
    const changes = [
      { jid: 'jennifer@hill.example', affiliation: 'member' },
      { jid: doc.jid, affiliation: 'none' },
      { jid: 'spam.example', affiliation: 'outcast', reason: 'Manure' },
      { jid: 'Jennifer@hill.example/phone', affiliation: 'member' },
      { jid: 'jennifer@hill.example', affiliation: 'admin' },
    ] as const
    const batch = await doc.ok('xmpp.muc.affiliation.batch', { room, id: 'rows', changes: [...changes] })
    expect(batch).toMatchObject({ room, id: 'rows', state: 'done', total: 5, settled: 5 })
    expect(batch.results.map(({ jid, error }) => [jid, error?.reason])).toEqual([
      ['jennifer@hill.example', undefined],
      [doc.jid, 'last-owner'],
      ['spam.example', undefined],
      ['Jennifer@hill.example/phone', undefined],
      ['jennifer@hill.example', undefined],
    ])
    const admins = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'admin' })
    expect(admins.map(({ jid }) => jid?.user)).toContain('jennifer')
  })

  it('in a room that is not there, each row says so', async () => {
    const batch = { room: freshRoom(target, 'nowhere'), id: 'nowhere', changes: people(3) }
    const { results } = await doc.ok('xmpp.muc.affiliation.batch', batch)
    expect(results.map(({ error }) => error?.reason)).toEqual(Array(3).fill('not-found'))
  })

  it('who lost their rights midway learns it row by row', async () => {
    const { room } = await watchedRoom('demotion')
    const changes = [...people(5), { jid: marty.jid, affiliation: 'none' as const }]
    const asAdmin = await marty.ok('xmpp.muc.affiliation.batch', { room, id: 'a', changes })
    // COMPAT: neither Prosody 0.12 nor ejabberd 23.01 lets an admin step down.
    expect(failed(asAdmin)).toMatchObject([{ jid: marty.jid, error: { reason: 'not-allowed' } }])
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'none' })
    const asNobody = await marty.ok('xmpp.muc.affiliation.batch', {
      room,
      id: 'b',
      changes: people(5, 'none'),
    })
    expect(failed(asNobody).map(({ error }) => error?.reason)).toEqual(Array(5).fill('not-allowed'))
  })

  it('a link that is cut midway and resumed loses no change and makes none twice', async () => {
    const { room, heard } = await watchedRoom('resumed')
    const { done } = await begin(room, 'resumed')
    link.cut()
    await doc.hear('xmpp.muc.affiliation.progress', { id: 'resumed', state: 'waiting' })
    link.mend()
    link.pace(0)
    await doc.hear('xmpp.session.state', { state: 'online', resumed: true })
    const batch = await done
    expect(batch).toMatchObject({ state: 'done', total: MANY, settled: MANY })
    expect(failed(batch)).toEqual([])
    await expectAllOnce(room, heard)
  })

  it('a session begun anew midway loses no change and makes none twice', async () => {
    const { room, heard } = await watchedRoom('anew')
    doc.forget()
    const { done } = await begin(room, 'anew')
    link.cut()
    await doc.hear('xmpp.muc.affiliation.progress', { id: 'anew', state: 'waiting' })
    await endSessionOf(doc)
    link.mend()
    link.pace(0)
    await doc.hear('xmpp.session.state', { state: 'online', resumed: false }, 20_000)
    const batch = await done
    expect(batch).toMatchObject({ state: 'done', total: MANY, settled: MANY })
    expect(failed(batch)).toEqual([])
    await doc.silent('xmpp.chat.error', {}, 0)
    await expectAllOnce(room, heard)
  })

  // Who binds the same resource takes the old session's place: there is nothing left to resume.
  async function endSessionOf(person: Person): Promise<void> {
    const { jid } = await there.tab(person.cookie).hear('xmpp.connection')
    const usurper = here.script()
    usurper.say('xmpp.login', { ...person.account, resource: jid.resource })
    await usurper.hear('xmpp.connection')
    await usurper.raw('xmpp.logout')
  }

  it('a batch outlives its tab: another one is told of it, and the same id joins it', async () => {
    const { room } = await watchedRoom('tabs')
    const first = there.tab(doc.cookie)
    const { done } = await begin(room, 'tabs', first)
    done.catch(() => {})
    first.close()
    const second = there.tab(doc.cookie)
    const told = await second.hear('xmpp.muc.affiliation.progress', { id: 'tabs' })
    expect(told.results).toHaveLength(told.settled)
    expect(told.settled).toBeGreaterThan(0)
    link.pace(0)
    const joined = await second.ok('xmpp.muc.affiliation.batch', { room, id: 'tabs', changes: people(1) })
    expect(joined).toMatchObject({ state: 'done', settled: MANY })
  })

  it('a cancelled one stops, and says what was done', async () => {
    const { room } = await watchedRoom('cancelled')
    link.pace(50)
    const done = doc.ok('xmpp.muc.affiliation.batch', { room, id: 'c', changes: people(1000) })
    await doc.hear('xmpp.muc.affiliation.progress', { id: 'c', state: 'running' })
    await doc.ok('xmpp.muc.affiliation.cancel', { room, id: 'c' })
    link.pace(0)
    const { state, settled, results } = await done
    expect(state).toBe('cancelled')
    expect(results).toHaveLength(settled)
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(members).toHaveLength(settled)
  })

  it('a list of thousands comes whole', { timeout: 60_000 }, async () => {
    const room = await openRoom('large', doc)
    // Long addresses: what is too much for one stanza elsewhere must not be too much here.
    const changes = Array.from({ length: GUESTS }, (_, n) => ({
      jid: `${'somebody-with-a-long-name-'.repeat(36)}${n}@hill.example`,
      affiliation: 'member' as const,
    }))
    for (const id of ['1', '2', '3', '4', '5', '6'])
      await doc.ok('xmpp.muc.affiliation.batch', { room, id, changes: changes.splice(0, 100) })
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(members).toHaveLength(GUESTS)
  })
})
