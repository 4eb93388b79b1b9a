import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshAccount, freshRoom, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('affiliations on $kind', (target) => {
  const cast = new Cast(target)
  const isProsody = target.kind === 'prosody'
  const { domain } = target.server
  let doc: Person
  let marty: Person
  let biff: Person
  let room: string
  const jidOf = (person: Person) => ({ user: person.jid.split('@')[0], domain })
  const set = (who: Person, jid: string, affiliation: 'owner' | 'admin' | 'member' | 'none' | 'outcast') =>
    who.ok('xmpp.muc.affiliation', { room, jid, affiliation })
  const refusal = (
    who: Person,
    jid: string,
    affiliation: 'owner' | 'admin' | 'member' | 'none' | 'outcast',
  ) => who.refused('xmpp.muc.affiliation', { room, jid, affiliation })
  beforeAll(async () => {
    ;[doc, marty, biff] = await Promise.all([cast.enter('doc'), cast.enter('marty'), cast.enter('biff')])
    room = await openRoom('town', doc, [marty, biff])
    for (const witness of [doc, marty, biff]) witness.forget()
  })
  afterAll(() => cast.end())

  it('an owner makes somebody a member, an admin, and nobody again; all see each', async () => {
    for (const [affiliation, role] of [
      ['member', 'participant'],
      ['admin', 'moderator'],
      // COMPAT: ejabberd 23.01 takes the voice of who was an admin.
      ['none', isProsody ? 'participant' : 'visitor'],
    ] as const) {
      expect(await set(doc, marty.jid, affiliation)).toBe(true)
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
    await set(doc, marty.jid, 'member')
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(members).toEqual([expect.objectContaining({ affiliation: 'member', jid: jidOf(marty) })])
    const owners = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'owner' })
    expect(owners).toEqual([expect.objectContaining({ affiliation: 'owner', jid: jidOf(doc) })])
  })

  it('all lists may be asked for at once, and each fails alone', async () => {
    await set(doc, marty.jid, 'admin')
    const lists = await Promise.all(
      (['owner', 'admin', 'member', 'outcast'] as const).map((affiliation) =>
        marty.ask('xmpp.muc.affiliation.get', { room, affiliation }),
      ),
    )
    // COMPAT: Prosody 0.12 shows an admin no owners; ejabberd 23.01 does.
    expect(lists.map(({ error }) => error?.reason)).toEqual([
      isProsody ? 'forbidden' : undefined,
      ...Array(3),
    ])
    await set(doc, marty.jid, 'none')
    const refused = await marty.refused('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(refused).toMatchObject({ condition: 'forbidden', reason: 'forbidden' })
  })

  it('somebody absent may be given an affiliation; who runs the room hears whom and why', async () => {
    await set(doc, marty.jid, 'admin')
    const { jid } = freshAccount(target, 'jennifer')
    const change = { room, jid, affiliation: 'member', reason: 'Nice & kind' } as const
    expect(await doc.ok('xmpp.muc.affiliation', change)).toBe(true)
    const [user] = jid.split('@')
    for (const witness of [doc, marty]) {
      const push = await witness.hear('xmpp.muc.affiliation.push', { jid: { user } })
      expect(push).toMatchObject({ room, affiliation: 'member', jid: { user, domain } })
      // COMPAT: ejabberd 23.01 leaves the reason out of the notice.
      expect(push.reason).toBe(isProsody ? 'Nice & kind' : undefined)
    }
    await biff.silent('xmpp.muc.affiliation.push')
  })

  it('a full address counts by its bare part', async () => {
    const { jid } = freshAccount(target, 'linda')
    expect(await set(doc, `${jid}/phone`, 'member')).toBe(true)
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    expect(members.map((item) => item.jid?.user)).toContain(jid.split('@')[0])
    expect(members.every((item) => item.jid?.resource === undefined)).toBe(true)
  })

  it('a banned one leaves, is on the list, and cannot come back', async () => {
    const ban = { room, jid: biff.jid, affiliation: 'outcast', reason: 'Enough' } as const
    expect(await doc.ok('xmpp.muc.affiliation', ban)).toBe(true)
    const own = await biff.hear('xmpp.muc.roster', { nick: 'biff', affiliation: 'outcast' })
    expect(own).toMatchObject({ present: false, self: true, reason: 'Enough' })
    expect(own.status).toContain(301)
    const [outcast] = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'outcast' })
    // COMPAT: Prosody 0.12 forgets why somebody is banned.
    const reason = isProsody ? {} : { reason: 'Enough' }
    expect(outcast).toEqual({ affiliation: 'outcast', jid: jidOf(biff), ...reason })
    const error = await biff.refused('xmpp.muc.join', { room, nick: 'biff' })
    expect(error).toMatchObject({ type: 'auth', condition: 'forbidden', reason: 'banned' })
    await set(doc, biff.jid, 'none')
    await biff.ok('xmpp.muc.join', { room, nick: 'biff' })
  })

  it('a whole domain is banned, listed and let in again', async () => {
    const crook = cast.script()
    crook.say('xmpp.login.anonymous', { jid: target.server.anonymousDomain })
    const { jid } = await crook.hear('xmpp.connection')
    await crook.ok('xmpp.muc.join', { room, nick: 'crook' })
    await set(doc, jid.domain, 'outcast')
    const outcasts = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'outcast' })
    expect(outcasts).toEqual([expect.objectContaining({ jid: { domain: jid.domain } })])
    // COMPAT: ejabberd 23.01 leaves those in the room who are there already.
    if (!isProsody) await crook.ok('xmpp.muc.leave', { room })
    await crook.hear('xmpp.muc.roster', { nick: 'crook', present: false })
    expect(await crook.refused('xmpp.muc.join', { room, nick: 'crook' })).toMatchObject({ reason: 'banned' })
    await set(doc, jid.domain, 'none')
    await crook.ok('xmpp.muc.join', { room, nick: 'crook' })
  })

  it('a list names the nick that somebody reserved, where the room keeps it', async () => {
    await set(doc, marty.jid, 'member')
    const desk = isProsody ? room : target.server.mucDomain
    const { form } = await marty.ok('xmpp.muc.register.info', { room: desk })
    const field = form?.fields?.find(({ var: name }) => /nick/iu.test(name ?? ''))?.var ?? ''
    const nick = `Calvin ${marty.jid.split('@')[0]}`
    await marty.ok('xmpp.muc.register', { room: desk, form: [{ var: field, value: nick }] })
    const members = await doc.ok('xmpp.muc.affiliation.get', { room, affiliation: 'member' })
    const item = members.find(({ jid }) => jid?.user === marty.jid.split('@')[0])
    // COMPAT: ejabberd 23.01 keeps nicks for its whole room service, and names none in a room's lists.
    expect(item?.nick).toBe(isProsody ? nick : undefined)
    await set(doc, marty.jid, 'none')
  })

  it('who owns the room changes it without being inside', async () => {
    await set(doc, marty.jid, 'owner')
    await marty.ok('xmpp.muc.leave', { room })
    await marty.hear('xmpp.muc.roster', { nick: 'marty', self: true, present: false })
    const { jid } = freshAccount(target, 'strickland')
    expect(await set(marty, jid, 'member')).toBe(true)
    await set(doc, marty.jid, 'none')
    await marty.ok('xmpp.muc.join', { room, nick: 'marty' })
  })

  it('the last owner can neither step down nor ban themselves', async () => {
    await set(doc, marty.jid, 'admin')
    for (const affiliation of ['admin', 'member', 'none', 'outcast'] as const)
      expect(await refusal(doc, doc.jid, affiliation)).toMatchObject({
        // COMPAT: ejabberd 23.01 says not-allowed where §10.5 says conflict.
        condition: isProsody ? 'conflict' : 'not-allowed',
        reason: 'last-owner',
      })
    await set(doc, marty.jid, 'owner')
    expect(await set(doc, doc.jid, 'admin')).toBe(true)
    await set(marty, doc.jid, 'owner')
    await set(doc, marty.jid, 'none')
  })

  it('an admin changes no owner, no admin, and makes none', async () => {
    await set(doc, marty.jid, 'admin')
    for (const [jid, affiliation] of [
      [doc.jid, 'outcast'],
      [doc.jid, 'none'],
      [biff.jid, 'admin'],
      [biff.jid, 'owner'],
      [marty.jid, 'owner'],
      [marty.jid, 'outcast'],
      // COMPAT: neither Prosody 0.12 nor ejabberd 23.01 lets an admin step down.
      [marty.jid, 'member'],
      [marty.jid, 'none'],
    ] as const)
      expect(await refusal(marty, jid, affiliation)).toMatchObject({
        type: 'cancel',
        condition: 'not-allowed',
        reason: 'not-allowed',
      })
    await set(doc, marty.jid, 'none')
  })

  it('who is no admin may change nobody, inside or outside', async () => {
    // COMPAT: both say not-allowed where §9 says forbidden.
    const refused = { condition: 'not-allowed', reason: 'not-allowed' }
    expect(await refusal(biff, doc.jid, 'outcast')).toMatchObject(refused)
    const stranger = await cast.enter('stranger')
    expect(await refusal(stranger, biff.jid, 'member')).toMatchObject(refused)
  })

  it('what is no room says so', async () => {
    const member = { jid: marty.jid, affiliation: 'member' } as const
    const nowhere = await doc.refused('xmpp.muc.affiliation', {
      room: freshRoom(target, 'nowhere'),
      ...member,
    })
    expect(nowhere).toMatchObject({ condition: 'item-not-found', reason: 'not-found' })
    for (const address of [biff.jid, domain]) {
      const error = await doc.refused('xmpp.muc.affiliation', { room: address, ...member })
      expect(error).toMatchObject({ condition: 'service-unavailable', reason: 'unsupported' })
    }
    const remote = { room: 'clock@rooms.elsewhere.example', ...member }
    const error = await doc.refused('xmpp.muc.affiliation', remote)
    expect(error.reason).toBe(isProsody ? 'not-allowed' : 'forbidden')
    expect(error.description).toEqual(expect.any(String))
  })

  it('an affiliation that does not exist, and an address that is none, are refused here', async () => {
    const [king] = await doc.raw('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'king' })
    expect(king).toMatchObject({ type: 'modify', condition: 'client-error', reason: 'bad-data' })
    const [empty] = await doc.raw('xmpp.muc.affiliation', { room, jid: '', affiliation: 'member' })
    expect(empty).toMatchObject({ condition: 'client-error', description: "Missing 'jid' key" })
    const [bad] = await doc.raw('xmpp.muc.affiliation', { room, jid: 'a@b@c', affiliation: 'member' })
    expect(bad).toMatchObject({ condition: 'client-error', reason: 'bad-jid' })
  })
})
