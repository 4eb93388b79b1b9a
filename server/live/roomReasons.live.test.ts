import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshRoom, type Person } from './cast.ts'
import { locked, openRoom, setField } from './rooms.ts'

describe.each(inject('targets'))('why a room cannot be entered, on $kind', (target) => {
  const cast = new Cast(target)
  const isProsody = target.kind === 'prosody'
  let doc: Person
  let marty: Person
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
  })
  afterAll(() => cast.end())

  /** What Marty hears: the acknowledgement, and the same as an event. */
  async function refused(room: string, nick = 'Marty', password?: string) {
    const error = await marty.refused('xmpp.muc.join', { room, nick, ...(password ? { password } : {}) })
    const told = await marty.hear('xmpp.muc.error', { room, type: 'presence' })
    expect(told.error).toEqual(error)
    return error
  }

  it('a ban is `banned`, a list of members `members-only`', async () => {
    const room = await openRoom('ball', doc, [], { 'muc#roomconfig_membersonly': true })
    expect(await refused(room)).toMatchObject({ condition: 'registration-required', reason: 'members-only' })
    const open = await openRoom('parade', doc)
    await doc.ok('xmpp.muc.affiliation', { room: open, jid: marty.jid, affiliation: 'outcast' })
    expect(await refused(open)).toMatchObject({ condition: 'forbidden', reason: 'banned' })
  })

  if (!isProsody)
    it('too many people are `full`', async () => {
      const room = await openRoom('diner', doc, [], { 'muc#roomconfig_maxusers': '1' })
      expect(await refused(room)).toMatchObject({ type: 'wait', reason: 'full' })
    })

  if (isProsody)
    it('a room that its owner has not opened yet is `not-found`', async () => {
      const room = freshRoom(target, 'garage')
      await doc.ok('xmpp.muc.create', { room, nick: 'Doc' })
      expect(await refused(room)).toMatchObject({ condition: 'item-not-found', reason: 'not-found' })
    })

  it('a host that has no rooms is `not-found`', async () => {
    expect(await refused(`x@pubsub.${target.server.domain}`)).toMatchObject({ reason: 'not-found' })
  })

  if (isProsody)
    it('a service that is down is `remote-timeout`', async () => {
      expect(await refused(`x@component.${target.server.domain}`)).toMatchObject({
        type: 'wait',
        condition: 'remote-server-timeout',
        reason: 'remote-timeout',
      })
    })

  // COMPAT: Prosody says `not-allowed` of it and ejabberd `forbidden`, which in a room would be something else.
  it('a server that ours does not talk to is `remote-timeout`, not a ban', async () => {
    expect(await refused('x@rooms.nowhere.example')).toMatchObject({ reason: 'remote-timeout' })
  })

  it('the nick of somebody else is `nick-conflict`, be it here or only registered', async () => {
    const room = await openRoom('twins', doc)
    expect(await refused(room, 'doc')).toMatchObject({ condition: 'conflict', reason: 'nick-conflict' })
    const nick = `Clint ${Math.random().toString(36).slice(2)}`
    // COMPAT: ejabberd 23.01 registers nicks with its whole service.
    const desk = isProsody ? room : target.server.mucDomain
    const { form } = await doc.ok('xmpp.muc.register.info', { room: desk })
    const field = form?.fields?.find(({ var: name }) => /nick/iu.test(name ?? ''))?.var ?? ''
    await doc.ok('xmpp.muc.register', { room: desk, form: [{ var: field, value: nick }] })
    expect(await refused(room, nick)).toMatchObject({ condition: 'conflict', reason: 'nick-conflict' })
    await marty.ok('xmpp.muc.join', { room, nick: 'Marty' })
    const error = await marty.refused('xmpp.muc.nick', { room, nick })
    expect(error).toMatchObject({ condition: 'conflict', reason: 'nick-conflict' })
  })

  it('a nick that the server writes otherwise is the one that the answer tells', async () => {
    const room = await openRoom('spelling', doc)
    const joined = await marty.ok('xmpp.muc.join', { room, nick: 'Cal\u200Bvin' })
    expect(joined).toMatchObject({ nick: 'Calvin', status: expect.arrayContaining([110]) })
    await marty.hear('xmpp.muc.roster', { nick: 'Calvin', self: true })
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'Underwear' })
    expect(await marty.hear('xmpp.muc.message', { id })).toMatchObject({ nick: 'Calvin', own: true })
  })

  it('the session’s own copy of a password that was changed is told as such, and kept until another is right', async () => {
    const room = await openRoom('vault', doc, [], locked('old'))
    await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password: 'old' })
    await marty.ok('xmpp.muc.leave', { room })
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'Marty' })).toMatchObject({ nick: 'Marty' })
    await marty.ok('xmpp.muc.leave', { room })
    await setField(doc, room, locked('new'))
    marty.forget()
    for (let i = 0; i < 2; i++)
      expect(await refused(room)).toMatchObject({ reason: 'wrong-password', stored: true })
    expect(await refused(room, 'Marty', 'newer')).not.toHaveProperty('stored')
    await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password: 'new' })
    await marty.ok('xmpp.muc.leave', { room })
    await marty.ok('xmpp.muc.join', { room, nick: 'Marty' })
    await marty.ok('xmpp.muc.leave', { room })
    expect(await marty.ok('xmpp.muc.forget', { room })).toBe(true)
    expect(await refused(room)).toMatchObject({ reason: 'password-required' })
  })

  it('the sixth guess in a minute is not even sent, however the room is written', async () => {
    const room = await openRoom('safe', doc, [], locked('1955'))
    for (const name of [room, room.toUpperCase(), room, room.toUpperCase(), room])
      await marty.refused('xmpp.muc.join', { room: name, nick: 'Marty', password: 'guess' })
    const error = await marty.refused('xmpp.muc.join', { room, nick: 'Marty', password: '1955' })
    expect(error).toMatchObject({ type: 'wait', reason: 'rate-limited' })
    expect(Number(error.detail)).toBeGreaterThan(0)
  })
})
