import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshAccount, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('roles and affiliations on $kind', (target) => {
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  let biff: Person
  let room: string
  const jidOf = (person: Person) => {
    const [user, domain] = person.jid.split('@')
    return { user, domain }
  }
  beforeAll(async () => {
    ;[doc, marty, biff] = await Promise.all([cast.enter('doc'), cast.enter('marty'), cast.enter('biff')])
    room = await openRoom('school', doc, [marty, biff])
    for (const witness of [doc, marty, biff]) witness.forget()
  })
  afterAll(() => cast.end())

  it('an owner makes somebody a member, an admin, and nobody again; all see each', async () => {
    for (const [affiliation, role] of [
      ['member', 'participant'],
      ['admin', 'moderator'],
      // COMPAT: ejabberd 23.01 takes the voice of who was an admin.
      ['none', target.kind === 'ejabberd' ? 'visitor' : 'participant'],
    ] as const) {
      expect(await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation })).toBe(true)
      for (const witness of [doc, marty, biff])
        expect(await witness.hear('xmpp.muc.roster', { nick: 'marty', affiliation })).toMatchObject({
          room,
          nick: 'marty',
          role,
          present: true,
        })
    }
  })

  it('lists hold who has an affiliation', async () => {
    await doc.ok('xmpp.muc.affiliation', {
      room,
      jid: marty.jid,
      affiliation: 'member',
      reason: 'Good student',
    })
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(members).toEqual([expect.objectContaining({ affiliation: 'member', jid: jidOf(marty) })])
    const owners = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'owner' })
    expect(owners).toEqual([expect.objectContaining({ affiliation: 'owner', jid: jidOf(doc) })])
  })

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

  it('who is no admin may change nobody', async () => {
    const affiliation = await biff.refused('xmpp.muc.affiliation', {
      room,
      jid: doc.jid,
      affiliation: 'outcast',
    })
    expect(affiliation).toMatchObject({ condition: expect.stringMatching(/^(?:forbidden|not-allowed)$/u) })
    const role = await biff.refused('xmpp.muc.role.set', { room, nick: 'doc', role: 'none' })
    expect(role).toMatchObject({ condition: expect.stringMatching(/^(?:forbidden|not-allowed)$/u) })
  })

  it('the last owner cannot step down', async () => {
    const error = await doc.refused('xmpp.muc.affiliation', { room, jid: doc.jid, affiliation: 'member' })
    expect(error.condition).toMatch(/^(?:conflict|not-allowed)$/u)
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

  it('a banned one leaves, is on the list, and cannot come back', async () => {
    await biff.ok('xmpp.muc.join', { room, nick: 'biff' })
    const ban = { room, jid: biff.jid, affiliation: 'outcast', reason: 'Enough' } as const
    expect(await doc.ok('xmpp.muc.affiliation', ban)).toBe(true)
    const own = await biff.hear('xmpp.muc.roster', { nick: 'biff', affiliation: 'outcast' })
    expect(own).toMatchObject({ present: false, self: true, reason: 'Enough' })
    expect(own.status).toContain(301)
    const outcasts = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'outcast' })
    expect(outcasts).toEqual([expect.objectContaining({ affiliation: 'outcast', jid: jidOf(biff) })])
    const error = await biff.refused('xmpp.muc.join', { room, nick: 'biff' })
    expect(error).toMatchObject({ type: 'auth', condition: 'forbidden', reason: 'banned' })
    await doc.ok('xmpp.muc.affiliation', { room, jid: biff.jid, affiliation: 'none' })
    await biff.ok('xmpp.muc.join', { room, nick: 'biff' })
  })

  it('somebody absent may be given an affiliation', async () => {
    const { jid } = freshAccount(target, 'jennifer')
    expect(await doc.ok('xmpp.muc.affiliation', { room, jid, affiliation: 'admin' })).toBe(true)
    const admins = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'admin' })
    expect(admins.map((item) => `${item.jid?.user}@${item.jid?.domain}`)).toEqual([jid])
  })

  it('an affiliation that does not exist is refused here', async () => {
    const [error] = await doc.raw('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'king' })
    expect(error).toMatchObject({ type: 'modify', condition: 'client-error', reason: 'bad-data' })
  })
})
