import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('roles on $kind', (target) => {
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  let biff: Person
  let room: string
  beforeAll(async () => {
    ;[doc, marty, biff] = await Promise.all([cast.enter('doc'), cast.enter('marty'), cast.enter('biff')])
    room = await openRoom('school', doc, [marty, biff])
    for (const witness of [doc, marty, biff]) witness.forget()
  })
  afterAll(() => cast.end())

  it('lists hold who has a role', async () => {
    const moderators = await doc.ok('xmpp.muc.role.get', { room, role: 'moderator' })
    expect(moderators).toEqual([
      expect.objectContaining({ nick: 'doc', role: 'moderator', affiliation: 'owner' }),
    ])
    const participants = await doc.ok('xmpp.muc.role.get', { room, role: 'participant' })
    expect(participants.map((item) => item.nick).toSorted()).toEqual(['biff', 'marty'])
  })

  it('a moderator’s role is given and taken', async () => {
    expect(await doc.ok('xmpp.muc.role.set', { room, nick: 'marty', role: 'moderator' })).toBe(true)
    await marty.hear('xmpp.muc.roster', { nick: 'marty', role: 'moderator' })
    expect(await doc.ok('xmpp.muc.role.set', { room, nick: 'marty', role: 'participant' })).toBe(true)
    await marty.hear('xmpp.muc.roster', { nick: 'marty', role: 'participant' })
  })

  it('who is no moderator may change nobody’s role, nor read who has one', async () => {
    const role = await biff.refused('xmpp.muc.role.set', { room, nick: 'doc', role: 'none' })
    expect(role).toMatchObject({ condition: 'not-allowed', reason: 'not-allowed' })
    const list = await biff.refused('xmpp.muc.role.get', { room, role: 'moderator' })
    expect(list).toMatchObject({ condition: 'forbidden', reason: 'forbidden' })
  })

  it('nobody has that nick: not found', async () => {
    const error = await doc.refused('xmpp.muc.role.set', { room, nick: 'ghost', role: 'none' })
    expect(error).toMatchObject({
      // COMPAT: ejabberd 23.01 says not-acceptable.
      condition: target.kind === 'prosody' ? 'item-not-found' : 'not-acceptable',
      reason: 'not-found',
    })
  })

  it('an owner’s role is not for an admin to take', async () => {
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'admin' })
    const error = await marty.refused('xmpp.muc.role.set', { room, nick: 'doc', role: 'participant' })
    expect(error).toMatchObject({ condition: 'not-allowed', reason: 'not-allowed' })
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'none' })
  })

  it('a kicked occupant leaves the list, and hears who did it and why', async () => {
    expect(await doc.ok('xmpp.muc.role.set', { room, nick: 'biff', role: 'none', reason: 'Manure' })).toBe(
      true,
    )
    const own = await biff.hear('xmpp.muc.roster', { nick: 'biff', present: false })
    expect(own).toMatchObject({ room, self: true, reason: 'Manure', role: 'none' })
    expect(own.status).toContain(307)
    const seen = await marty.hear('xmpp.muc.roster', { nick: 'biff', present: false })
    expect(seen).toMatchObject({ reason: 'Manure' })
    expect(seen.status).toContain(307)
    expect(await biff.refused('xmpp.muc.message', { room, content: 'Butthead' })).toMatchObject({
      reason: 'not-joined',
    })
  })
})
