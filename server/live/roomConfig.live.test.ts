import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshRoom, type Person } from './cast.ts'
import { openRoom, setField } from './rooms.ts'

describe.each(inject('targets'))('the form of a room on $kind', (target) => {
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
  })
  afterAll(() => cast.end())

  it('a reserved room is locked until its owner has filled the form', async () => {
    const room = freshRoom(target, 'lab')
    const joined = await doc.ok('xmpp.muc.create', { room, nick: 'Doc' })
    expect(joined.status).toEqual(expect.arrayContaining([110, 201]))
    const form = await doc.ok('xmpp.muc.room.config.get', { room })
    expect(form.formType).toBe('http://jabber.org/protocol/muc#roomconfig')
    expect(form.fields?.find((field) => field.var === 'muc#roomconfig_roomname')).toMatchObject({
      type: 'text-single',
      label: expect.any(String),
    })
    expect(
      form.fields?.find((field) => field.var === 'muc#roomconfig_whois')?.options?.length,
    ).toBeGreaterThan(1)
    expect(await setField(doc, room, { 'muc#roomconfig_roomname': 'The lab <&>' })).toBe(true)
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'Marty' })).toMatchObject({ nick: 'Marty' })
    const info = await marty.ok('xmpp.discover.info', { of: room })
    expect(info).toContainEqual(
      expect.objectContaining({
        kind: 'identity',
        category: 'conference',
        type: 'text',
        name: 'The lab <&>',
      }),
    )
  })

  it('cancelling the form of a reserved room undoes it', async () => {
    const room = freshRoom(target, 'nowhere')
    await doc.ok('xmpp.muc.create', { room, nick: 'Doc' })
    const { error } = await doc.ask('xmpp.muc.cancel', { room })
    expect(error?.condition ?? 'gone').toMatch(/^(?:gone|bad-request)$/u)
  })

  it('a change of the form is told to those inside by its status code', async () => {
    const room = await openRoom('square', doc, [marty])
    await setField(doc, room, { 'muc#roomconfig_roomname': 'Town square' })
    const { status } = await marty.hear('xmpp.muc.room.config', { room })
    expect(status).toContain(104)
  })

  it('who is no owner cannot see or change the form', async () => {
    const room = await openRoom('closed', doc, [marty])
    expect(await marty.refused('xmpp.muc.room.config.get', { room })).toMatchObject({
      condition: 'forbidden',
    })
    const form = [{ var: 'muc#roomconfig_roomname', value: 'Mine' }]
    expect(await marty.refused('xmpp.muc.room.config.set', { room, form })).toMatchObject({
      condition: 'forbidden',
    })
  })

  it('a members-only room refuses others as such, and lets a member in', async () => {
    const room = await openRoom('club', doc, [], { 'muc#roomconfig_membersonly': true })
    expect(await marty.refused('xmpp.muc.join', { room, nick: 'Marty' })).toMatchObject({
      type: 'auth',
      condition: 'registration-required',
      reason: 'members-only',
    })
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'member' })
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'Marty' })).toMatchObject({
      self: { affiliation: 'member', role: 'participant' },
    })
  })

  it('a destroyed room sends its people away, and says where to', async () => {
    const room = await openRoom('cafe', doc, [marty])
    const alternative = freshRoom(target, 'diner')
    expect(await doc.ok('xmpp.muc.destroy', { room, alternative, reason: 'It is 1985' })).toBe(true)
    expect(await marty.hear('xmpp.muc.destroy', { room })).toMatchObject({
      room,
      nick: 'marty',
      present: false,
      self: true,
      alternative,
      reason: 'It is 1985',
    })
    expect(await marty.refused('xmpp.muc.message', { room, content: 'Anybody?' })).toMatchObject({
      reason: 'not-joined',
    })
  })

  it('a form that is none is refused here', async () => {
    for (const [form, description] of [
      [undefined, "Missing 'form' key"],
      ['x', 'Badly formatted data form'],
    ])
      expect(await doc.raw('xmpp.muc.room.config.set', { room: 'r@c.test', form })).toMatchObject([
        { description },
      ])
  })
})
