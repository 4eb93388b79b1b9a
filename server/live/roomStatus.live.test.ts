import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshRoom, type Person } from './cast.ts'
import { locked, openRoom, setField } from './rooms.ts'

describe.each(inject('targets'))('what a room tells about itself and its people on $kind', (target) => {
  const cast = new Cast(target)
  const isProsody = target.kind === 'prosody'
  let doc: Person
  let marty: Person
  let biff: Person
  beforeAll(async () => {
    ;[doc, marty, biff] = await Promise.all([cast.enter('doc'), cast.enter('marty'), cast.enter('biff')])
  })
  afterAll(() => cast.end())

  /** COMPAT: Prosody names the actor by nick, ejabberd 23.01 as well. */
  const byDoc = { nick: 'doc' }

  it('a new room says 201 to its maker, and 110 to whoever enters', async () => {
    const room = freshRoom(target, 'new')
    const made = await doc.ok('xmpp.muc.create', { room, nick: 'doc', instant: true })
    expect(made.status).toEqual(expect.arrayContaining([110, 201]))
    const joined = await marty.ok('xmpp.muc.join', { room, nick: 'marty' })
    expect(joined.status).toContain(110)
    expect(joined.status).not.toContain(201)
  })

  it.each([
    ['its name', { 'muc#roomconfig_roomname': 'Hill Valley' }, [104]],
    ['that all see who one is', { 'muc#roomconfig_whois': 'anyone' }, isProsody ? [104, 172] : [172]],
    ['that only moderators do', { 'muc#roomconfig_whois': 'moderators' }, isProsody ? [104, 173] : [173]],
    ['its password', locked('flux'), [104]],
  ])('changing %s is told to everybody', async (_what, changes, codes) => {
    const room = await openRoom('changing', doc, [marty], { 'muc#roomconfig_whois': 'moderators' })
    if (codes.includes(173)) await setField(doc, room, { 'muc#roomconfig_whois': 'anyone' })
    await setField(doc, room, changes)
    for (const witness of [doc, marty]) {
      // Making the room ready was told as well.
      let status: number[] = []
      while (!codes.every((code) => status.includes(code)))
        ({ status } = await witness.hear('xmpp.muc.room.config', { room }))
    }
  })

  if (isProsody)
    it('switching the archive on and off is told: 170 and 171', async () => {
      const room = await openRoom('diary', doc, [marty])
      const field = 'muc#roomconfig_enablearchiving'
      await setField(doc, room, { [field]: false })
      expect((await marty.hear('xmpp.muc.room.config', { room })).status).toContain(171)
      await setField(doc, room, { [field]: true })
      expect((await marty.hear('xmpp.muc.room.config', { room })).status).toContain(170)
    })

  it('a kick is 307 with who and why, for the one who goes and for those who stay', async () => {
    const room = await openRoom('pub', doc, [marty, biff])
    await doc.ok('xmpp.muc.role.set', { room, nick: 'biff', role: 'none', reason: 'Manure' })
    for (const witness of [biff, marty]) {
      const gone = await witness.hear('xmpp.muc.roster', { room, nick: 'biff', present: false })
      expect(gone).toMatchObject({ status: expect.arrayContaining([307]), reason: 'Manure', actor: byDoc })
      expect(gone.self).toBe(witness === biff || undefined)
    }
    await biff.silent('xmpp.muc.rejoining', { room }, 200)
    expect(await biff.refused('xmpp.muc.message', { room, content: 'Hello?' })).toMatchObject({
      reason: 'not-joined',
    })
  })

  it('a ban is 301 with who and why', async () => {
    const room = await openRoom('cafe', doc, [marty, biff])
    await doc.ok('xmpp.muc.affiliation', { room, jid: biff.jid, affiliation: 'outcast', reason: 'Bully' })
    for (const witness of [biff, marty]) {
      const gone = await witness.hear('xmpp.muc.roster', { room, nick: 'biff', present: false })
      expect(gone).toMatchObject({
        status: expect.arrayContaining([301]),
        reason: 'Bully',
        affiliation: 'outcast',
      })
      expect(gone.actor).toEqual(byDoc)
    }
    await biff.silent('xmpp.muc.rejoining', { room }, 200)
  })

  it('who is no member any more leaves a members’ room with 321', async () => {
    const room = await openRoom('club', doc, [], { 'muc#roomconfig_membersonly': true })
    await doc.ok('xmpp.muc.affiliation', { room, jid: biff.jid, affiliation: 'member' })
    await biff.ok('xmpp.muc.join', { room, nick: 'biff' })
    await doc.ok('xmpp.muc.affiliation', { room, jid: biff.jid, affiliation: 'none', reason: 'Fees' })
    const gone = await biff.hear('xmpp.muc.roster', { room, self: true, present: false })
    expect(gone).toMatchObject({ status: expect.arrayContaining([321]), reason: 'Fees' })
    await biff.silent('xmpp.muc.rejoining', { room }, 200)
  })

  it('a room that becomes its members’ own puts the others out with 322', async () => {
    const room = await openRoom('ball', doc, [biff])
    await setField(doc, room, { 'muc#roomconfig_membersonly': true })
    const gone = await biff.hear('xmpp.muc.roster', { room, self: true, present: false })
    expect(gone.status).toEqual(expect.arrayContaining([322]))
    await biff.silent('xmpp.muc.rejoining', { room }, 200)
  })

  it('a room that is destroyed says why and where to go, and nobody tries to come back', async () => {
    const room = await openRoom('mall', doc, [marty])
    const alternative = await openRoom('new-mall', doc)
    await doc.ok('xmpp.muc.destroy', { room, reason: 'Lone pine', alternative })
    for (const witness of [doc, marty]) {
      const gone = await witness.hear('xmpp.muc.destroy', { room })
      expect(gone).toMatchObject({ self: true, present: false, reason: 'Lone pine', alternative })
    }
    await marty.silent('xmpp.muc.rejoining', { room }, 200)
  })

  it('a new nick is 303 with both names; one that is taken changes nothing', async () => {
    const room = await openRoom('names', doc, [marty])
    await marty.ok('xmpp.muc.nick', { room, nick: 'Calvin' })
    for (const witness of [doc, marty]) {
      const renamed = await witness.hear('xmpp.muc.roster', { room, oldNick: 'marty' })
      expect(renamed).toMatchObject({ nick: 'Calvin', status: expect.arrayContaining([303]) })
    }
    expect(await marty.refused('xmpp.muc.nick', { room, nick: 'doc' })).toMatchObject({
      reason: 'nick-conflict',
    })
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'Calvin' })).toMatchObject({ nick: 'Calvin' })
  })

  it('a new nick that the server writes otherwise is told as the server has it', async () => {
    const room = await openRoom('spelling', doc, [marty])
    expect(await marty.ok('xmpp.muc.nick', { room, nick: 'Cl\u200Bint' })).toBe(true)
    expect(await doc.hear('xmpp.muc.roster', { room, oldNick: 'marty' })).toMatchObject({ nick: 'Clint' })
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'Clint' })).toMatchObject({ nick: 'Clint' })
  })
})
