import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { locked, openRoom } from './rooms.ts'

describe.each(inject('targets'))('invitations on $kind', (target) => {
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  const jidOf = (person: Person) => {
    const [user, domain] = person.jid.split('@')
    return { user, domain }
  }
  /** COMPAT: Prosody names the inviter as the occupant that they are, ejabberd by their own address. */
  const inviter = (room: string) => {
    const [user, domain] = room.split('@')
    return target.kind === 'prosody' ? { user, domain, resource: 'doc' } : jidOf(doc)
  }
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
  })
  afterAll(() => cast.end())

  it('by way of the room, it comes from the room, names the inviter, and opens the door', async () => {
    const room = await openRoom('dance', doc, [], {
      'muc#roomconfig_membersonly': true,
      ...locked('enchantment'),
    })
    expect(await doc.ok('xmpp.muc.invite', { room, to: marty.jid, reason: 'Under the sea' })).toBe(true)
    const invite = await marty.hear('xmpp.muc.invite', { room })
    expect(invite).toMatchObject({
      room,
      from: inviter(room),
      reason: 'Under the sea',
      password: 'enchantment',
    })
    expect(invite).not.toHaveProperty('direct')
    const { password } = invite
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password })).toMatchObject({
      nick: 'Marty',
    })
  })

  it('a decline reaches the inviter with its reason', async () => {
    const room = await openRoom('prom', doc)
    await doc.ok('xmpp.muc.invite', { room, to: marty.jid })
    const { from } = await marty.hear('xmpp.muc.invite', { room })
    const to = `${from?.user}@${from?.domain}${from?.resource ? `/${from.resource}` : ''}`
    expect(await marty.ok('xmpp.muc.invite.decline', { room, to, reason: 'Busy in 1985' })).toBe(true)
    expect(await doc.hear('xmpp.muc.invite.decline', { room })).toMatchObject({
      room,
      from: jidOf(marty),
      reason: 'Busy in 1985',
    })
  })

  it('from person to person it is marked as direct, with the password that was given', async () => {
    const room = await openRoom('garage', doc)
    const direct = { room, to: marty.jid, reason: 'Come over', password: 'gigawatt' }
    expect(await doc.ok('xmpp.muc.invite.direct', direct)).toBe(true)
    const invite = await marty.hear('xmpp.muc.invite', { direct: true })
    expect(invite).toEqual({
      room,
      from: expect.objectContaining(jidOf(doc)),
      reason: 'Come over',
      password: 'gigawatt',
      direct: true,
    })
  })

  it('an open invitation is told to a tab that comes later, an answered one is not', async () => {
    const room = await openRoom('hall', doc)
    await doc.ok('xmpp.muc.invite', { room, to: marty.jid })
    await marty.hear('xmpp.muc.invite', { room })
    const later = cast.tab(marty.cookie)
    await later.hear('xmpp.muc.invite', { room })
    await marty.ok('xmpp.muc.join', { room, nick: 'marty' })
    const latest = cast.tab(marty.cookie)
    await latest.hear('xmpp.session.snapshot')
    await latest.silent('xmpp.muc.invite', { room }, 100)
  })
})
