import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { commands } from '#protocol/index.ts'
import { befriend, type Person } from './cast.ts'
import { makeNode } from './makeNode.ts'
import { locked, openRoom } from './rooms.ts'
import { StockCast } from './stockCast.ts'

const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const cases = inject('targets').flatMap((target) =>
  (['import', 'require'] as const).map((how) => ({ target, how, kind: target.kind })),
)

describe.each(cases)('the package in a stock xmpp-ftw by $how, on $kind', ({ target, how }) => {
  const cast = new StockCast(target, how)
  let doc: Person
  let marty: Person
  beforeAll(async () => {
    doc = await cast.enter('doc')
    marty = await cast.enter('marty')
    for (const each of [doc, marty]) await each.ok('xmpp.roster.get', {})
    for (const each of [doc, marty]) each.say('xmpp.presence', {})
    await befriend(doc, marty)
  })
  afterAll(() => cast.end())

  it('contacts are listed, renamed and removed', async () => {
    const jid = `clara@${target.server.domain}`
    expect(await doc.ok('xmpp.roster.add', { jid, name: 'Clara', groups: ['1885'] })).toBe(true)
    await doc.hear('xmpp.roster.push', { name: 'Clara', groups: ['1885'] })
    expect(await doc.ok('xmpp.roster.edit', { jid, name: 'C', groups: [] })).toBe(true)
    const items = await doc.ok('xmpp.roster.get', {})
    expect(items).toContainEqual(expect.objectContaining({ name: 'C', subscription: 'none' }))
    expect(await doc.ok('xmpp.roster.remove', { jid })).toBe(true)
    await doc.hear('xmpp.roster.push', { subscription: 'remove' })
  })

  it('presence is seen', async () => {
    marty.say('xmpp.presence', { show: 'away', status: '1955' })
    await doc.hear('xmpp.presence', { show: 'away', status: '1955' })
  })

  it('both write, and what was written counts as taken over', async () => {
    for (const [one, other] of [
      [marty, doc],
      [doc, marty],
    ] as const) {
      const { id } = await one.ok('xmpp.chat.message', {
        to: other.jid,
        content: 'Great Scott',
        receipt: true,
      })
      await one.hear('xmpp.delivery.confirmed', { to: other.jid, id })
      await other.hear('xmpp.chat.message', { content: 'Great Scott', id, receipt: true })
      other.say('xmpp.chat.receipt', { to: one.jid, id })
      await one.hear('xmpp.chat.receipt', { id })
    }
  })

  it('a room with a password is made, entered, talked in, and run', async () => {
    const room = await openRoom('lab', doc, [], locked('gigawatts'))
    const refusal = await marty.refused('xmpp.muc.join', { room, nick: 'marty' })
    expect(refusal).toMatchObject({ reason: 'password-required' })
    const joined = await marty.ok('xmpp.muc.join', { room, nick: 'marty', password: 'gigawatts' })
    expect(joined).toMatchObject({ room, nick: 'marty', self: { role: 'participant' } })
    await doc.hear('xmpp.muc.roster', { room, nick: 'marty', present: true })
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'Doc?' })
    await doc.hear('xmpp.muc.message', { room, nick: 'marty', content: 'Doc?', private: false })
    await marty.hear('xmpp.muc.message', { id, own: true })
    expect(await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'admin' })).toBe(true)
    await marty.hear('xmpp.muc.roster', { room, nick: 'marty', affiliation: 'admin', self: true })
    const admins = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'admin' })
    expect(admins).toMatchObject([{ jid: { user: marty.jid.split('@')[0] } }])
    // What its archive tells must not be taken for what is said in it now.
    const page = await marty.ask('xmpp.mam.query', { to: room, queryId: 'past' })
    expect(page.error).toBeNull()
    await marty.hear('xmpp.mam.message', { room, content: 'Doc?', mam: { queryId: 'past' } })
    await marty.silent('xmpp.muc.message', { content: 'Doc?' })
    await marty.ok('xmpp.muc.leave', { room })
    await doc.hear('xmpp.muc.roster', { room, nick: 'marty', present: false })
  })

  it('servers and people answer what they are asked', async () => {
    const info = await doc.ok('xmpp.discover.info', { of: target.server.domain })
    expect(info).toContainEqual(expect.objectContaining({ kind: 'identity', category: 'server' }))
    expect(await doc.ok('xmpp.ping', {})).toBe(true)
    const { resource } = await marty
      .hear('xmpp.presence', { from: { user: nameOf(marty) } })
      .then(({ from }) => from)
    expect(await doc.ok('xmpp.version.get', { to: `${marty.jid}/${resource}` })).toMatchObject({
      name: 'Hoverboard',
    })
  })

  it('the archive of an account is read', async () => {
    const { error } = await doc.ask('xmpp.mam.query', { with: marty.jid, queryId: 'all' })
    expect(error).toBeNull()
    await doc.hear('xmpp.mam.message', { content: 'Great Scott', mam: { queryId: 'all' } })
  })

  it('rooms are remembered', async () => {
    const room = `attic@${target.server.mucDomain}`
    expect(await doc.ok('xmpp.bookmarks.set', { room, autojoin: false })).toBe(true)
    expect(await doc.ok('xmpp.bookmarks.get', {})).toMatchObject({ supported: true, bookmarks: [{ room }] })
  })

  it('a node is made, told of and read', async () => {
    const at = { to: `pubsub.${target.server.domain}`, node: `clock-${randomUUID()}` }
    await makeNode(doc, at)
    expect(await marty.ok('xmpp.pubsub.subscribe', at)).toMatchObject({ subscription: 'subscribed' })
    expect(await doc.ok('xmpp.pubsub.publish', { ...at, id: 'strike', content: '10:04' })).toEqual({
      id: 'strike',
    })
    await marty.hear('xmpp.pubsub.push.item', { node: at.node, id: 'strike', entry: { body: '10:04' } })
    expect(await marty.ok('xmpp.pubsub.retrieve', at)).toMatchObject([{ id: 'strike' }])
  })

  it('cards, pictures and those one will not hear are kept by the server', async () => {
    expect(await doc.ok('xmpp.vcard.set', { fn: 'Emmett Brown' })).toBe(true)
    expect(await marty.ok('xmpp.vcard.get', { to: doc.jid })).toMatchObject({ fn: 'Emmett Brown' })
    const { id, bytes } = await doc.ok('xmpp.avatar.upload', { content: PICTURE })
    expect(await doc.ok('xmpp.avatar.metadata', { id, bytes, type: 'image/png' })).toBe(true)
    await marty.hear('xmpp.avatar.push.metadata', { from: { user: nameOf(doc) }, avatars: [{ id }] })
    const jids = [`biff@${target.server.domain}`]
    expect(await marty.ok('xmpp.blocking.block', { jids })).toBe(true)
    await marty.hear('xmpp.blocking.push', { action: 'block' })
    expect(await marty.ok('xmpp.blocking.get', {})).toEqual(jids)
  })

  it('every command of the contract has somebody who answers it', async () => {
    // Those of sessions and of what passes are the gateway's own.
    const names = Object.keys(commands).filter(
      (name) => !/^xmpp\.(?:login|logout|trace|session\.(?!visibility))/u.test(name),
    )
    const silent = []
    for (const name of names) {
      const answer = await marty.raw(name, {}).catch(() => undefined)
      if (answer === undefined) silent.push(name)
    }
    expect(silent).toEqual([])
  })

  it('who signs in after somebody else is in none of their rooms, and what ended is told so', async () => {
    const room = await openRoom('den', marty)
    await marty.ok('xmpp.logout', undefined)
    expect(await marty.refused('xmpp.roster.get', {})).toMatchObject({ condition: 'not-connected' })
    expect(await marty.refused('xmpp.muc.message', { room, content: 'x' })).toMatchObject({
      condition: 'not-connected',
    })
    await marty.silent('xmpp.error')
    const { account } = await cast.enter('biff')
    marty.say('xmpp.login', account)
    await marty.hear('xmpp.connection', { jid: { user: account.jid.split('@')[0] } })
    expect(await marty.refused('xmpp.muc.message', { room, content: 'x' })).toMatchObject({
      description: 'Not registered with this room',
    })
    await marty.silent('xmpp.muc.rejoining')
  })

  it('no host has ended, and none complains of anything', () => {
    for (const host of cast.hosts) {
      expect(host.isRunning).toBe(true)
      expect(host.log).toBe('')
    }
  })
})

const nameOf = (person: Person) => person.jid.split('@')[0]
