import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { locked, openRoom } from './rooms.ts'

describe.each(inject('targets'))('discovery, ping and version on $kind', (target) => {
  const { domain, mucDomain } = target.server
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  let docFull: string
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    const late = cast.tab(doc.cookie)
    const { jid } = await late.hear('xmpp.connection')
    docFull = `${jid.user}@${jid.domain}/${jid.resource}`
    doc.say('xmpp.presence', { to: marty.jid })
    marty.say('xmpp.presence', { to: doc.jid })
    await marty.hear('xmpp.presence', { from: { user: jid.user } })
  })
  afterAll(() => cast.end())

  it('the server lists its services', async () => {
    const items = await marty.ok('xmpp.discover.items', { of: domain })
    expect(items.map((item) => item.jid)).toContain(mucDomain)
  })

  it('the room service says what it is and lists public rooms by name', async () => {
    const room = await openRoom('listed', doc, [], {
      'muc#roomconfig_publicroom': true,
      'muc#roomconfig_roomname': 'Listed & <named>',
    })
    const info = await marty.ok('xmpp.discover.info', { of: mucDomain })
    expect(info).toContainEqual(
      expect.objectContaining({ kind: 'identity', category: 'conference', type: 'text' }),
    )
    expect(info).toContainEqual({ kind: 'feature', var: 'http://jabber.org/protocol/muc' })
    const rooms = await marty.ok('xmpp.discover.items', { of: mucDomain })
    expect(rooms.find((item) => item.jid === room)?.name).toMatch(/^Listed & <named>/u)
  })

  it('a room tells its features and its extended form', async () => {
    const room = await openRoom('informed', doc, [], locked('secret'))
    const info = await marty.ok('xmpp.discover.info', { of: room })
    expect(info).toContainEqual({ kind: 'feature', var: 'muc_passwordprotected' })
    const form = info.find((item) => item.kind === 'form')?.form
    expect(form?.formType).toBe('http://jabber.org/protocol/muc#roominfo')
    expect(form?.fields?.some((field) => field.var === 'muc#roominfo_occupants')).toBe(true)
  })

  it('what does not exist is the server’s own refusal', async () => {
    const error = await marty.refused('xmpp.discover.info', { of: `no-such-room-at-all@${mucDomain}` })
    expect(error).toMatchObject({ type: 'cancel', condition: 'item-not-found' })
  })

  it('another page of ours answers for its person: what it is, what it can, and its caps node', async () => {
    const info = await marty.ok('xmpp.discover.info', { of: docFull })
    expect(info).toContainEqual(
      expect.objectContaining({ kind: 'identity', category: 'client', type: 'web' }),
    )
    for (const feature of ['http://jabber.org/protocol/disco#info', 'urn:xmpp:receipts', 'urn:xmpp:ping'])
      expect(info).toContainEqual({ kind: 'feature', var: feature })
    expect(await doc.hear('xmpp.discover.client')).toMatchObject({ from: expect.stringContaining(marty.jid) })
    doc.say('xmpp.presence', { to: marty.jid, status: 'caps' })
    const { client } = await marty.hear('xmpp.presence', { status: 'caps' })
    const node = `${client?.node}#${client?.ver}`
    expect(await marty.ok('xmpp.discover.info', { of: docFull, node })).toEqual(
      expect.arrayContaining(info.filter((item) => item.kind === 'feature')),
    )
  })

  it('a ping is answered by the server and by a person’s page, which hears of it', async () => {
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
    expect(await marty.ok('xmpp.ping', { to: docFull })).toBe(true)
    expect(await doc.hear('xmpp.ping')).toMatchObject({ id: expect.any(String) })
    const error = await marty.refused('xmpp.ping', { to: `${doc.jid}/nobody-here` })
    expect(error.condition).toBe('service-unavailable')
  })

  it('the server says its software; a page says its name and nothing of use to an attacker', async () => {
    const { name } = await marty.ok('xmpp.version.get', { to: domain })
    expect(name?.toLowerCase()).toBe(target.kind)
    expect(await marty.ok('xmpp.version.get', { to: docFull })).toEqual({ name: 'Hoverboard' })
  })

  it('what is missing is named before the callback is looked for', async () => {
    marty.say('xmpp.discover.items', {})
    expect(await marty.hear('xmpp.error.client')).toMatchObject({ description: "Missing 'of' key" })
    marty.say('xmpp.discover.items', { of: domain })
    expect(await marty.hear('xmpp.error.client')).toMatchObject({ description: 'Missing callback' })
  })
})
