import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshRoom, type Person } from './cast.ts'
import { locked, setField } from './rooms.ts'

describe.each(inject('targets'))('rooms on $kind', (target) => {
  const cast = new Cast(target)
  const room = freshRoom(target, 'clocktower')
  const password = '1.21 GW & <more>'
  let doc: Person
  let marty: Person
  let lorraine: Person
  beforeAll(async () => {
    ;[doc, marty, lorraine] = await Promise.all([
      cast.enter('doc'),
      cast.enter('marty'),
      cast.enter('lorraine'),
    ])
  })
  afterAll(() => cast.end())

  it('an instant room is made with its maker as owner and moderator', async () => {
    const joined = await doc.ok('xmpp.muc.create', { room, nick: 'Doc', instant: true })
    expect(joined).toMatchObject({ room, nick: 'Doc', self: { affiliation: 'owner', role: 'moderator' } })
    expect(joined.status).toEqual(expect.arrayContaining([110, 201]))
    expect(await doc.hear('xmpp.muc.roster', { nick: 'Doc' })).toMatchObject({
      room,
      nick: 'Doc',
      affiliation: 'owner',
      role: 'moderator',
      present: true,
      self: true,
    })
  })

  it('a password is set through the room’s form', async () => {
    expect(await setField(doc, room, locked(password))).toBe(true)
    const form = await doc.ok('xmpp.muc.room.config.get', { room })
    expect(form.fields?.find((field) => field.var === 'muc#roomconfig_roomsecret')?.value).toBe(password)
  })

  it('joining without the password says that one is required', async () => {
    const error = await marty.refused('xmpp.muc.join', { room, nick: 'Marty' })
    expect(error).toMatchObject({ type: 'auth', condition: 'not-authorized', reason: 'password-required' })
    expect(await marty.hear('xmpp.muc.error')).toMatchObject({
      type: 'presence',
      room,
      nick: 'Marty',
      error: { reason: 'password-required' },
    })
  })

  it('joining with a wrong one says that it is wrong', async () => {
    const error = await marty.refused('xmpp.muc.join', { room, nick: 'Marty', password: '1.21 MW' })
    expect(error).toMatchObject({ condition: 'not-authorized', reason: 'wrong-password' })
    expect(JSON.stringify(error)).not.toContain('1.21 MW')
  })

  it('joining with the right one enters, and both see each other', async () => {
    const joined = await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password })
    expect(joined).toMatchObject({ room, nick: 'Marty', self: { affiliation: 'none', role: 'participant' } })
    expect(await marty.hear('xmpp.muc.roster', { nick: 'Doc' })).toMatchObject({
      room,
      affiliation: 'owner',
      role: 'moderator',
      present: true,
    })
    const seen = await doc.hear('xmpp.muc.roster', { nick: 'Marty' })
    // The owner of a semi-anonymous room learns who it is (§15.6.2).
    expect(seen.jid).toMatchObject({ user: marty.jid.split('@')[0], domain: target.server.domain })
    expect(seen).not.toHaveProperty('self')
  })

  it('joining a room that one is in already is no new entry', async () => {
    const joined = await marty.ok('xmpp.muc.join', { room, nick: 'Marty', password })
    expect(joined).toMatchObject({ room, nick: 'Marty' })
  })

  it('a message is reflected to its sender as own and reaches the others', async () => {
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'Hello, room 🕰️' })
    const own = await marty.hear('xmpp.muc.message', { content: 'Hello, room 🕰️' })
    expect(own).toMatchObject({
      room,
      nick: 'Marty',
      private: false,
      own: true,
      id,
      format: 'plain',
      originId: id,
    })
    const theirs = await doc.hear('xmpp.muc.message', { content: 'Hello, room 🕰️' })
    expect(theirs).toMatchObject({ room, nick: 'Marty', private: false, id })
    expect(theirs).not.toHaveProperty('own')
    expect(theirs.stanzaIds?.[0]?.by).toBe(room)
  })

  it('a chat state in a room travels alone', async () => {
    await marty.ok('xmpp.muc.message', { room, state: 'composing' })
    expect(await doc.hear('xmpp.muc.message', { state: 'composing' })).toMatchObject({ nick: 'Marty', room })
  })

  it('a private message reaches its addressee alone', async () => {
    await marty.ok('xmpp.muc.message', { room, to: 'Doc', content: 'psst' })
    expect(await doc.hear('xmpp.muc.message', { content: 'psst' })).toMatchObject({
      room,
      nick: 'Marty',
      private: true,
      content: 'psst',
    })
  })

  it('a private message to nobody comes back', async () => {
    const { id } = await marty.ok('xmpp.muc.message', { room, to: 'Einstein', content: 'woof' })
    const bounce = await marty.hear('xmpp.muc.error', { id })
    expect(bounce).toMatchObject({
      type: 'message',
      room,
      nick: 'Einstein',
      error: { condition: 'item-not-found' },
    })
  })

  it('the owner’s subject is told to all, an empty one clears it, and a participant may not', async () => {
    await setField(doc, room, { 'muc#roomconfig_changesubject': false })
    expect(await doc.ok('xmpp.muc.subject', { room, subject: 'Save the tower' })).toBe(true)
    expect(await marty.hear('xmpp.muc.subject', { subject: 'Save the tower' })).toMatchObject({
      room,
      nick: 'Doc',
    })
    expect(await doc.ok('xmpp.muc.subject', { room })).toBe(true)
    expect(await marty.hear('xmpp.muc.subject', { subject: false, nick: 'Doc' })).toMatchObject({ room })
    const error = await marty.refused('xmpp.muc.subject', { room, subject: 'Mine' })
    expect(error).toMatchObject({ type: 'auth', condition: 'forbidden' })
  })

  it('a new nick is told as the old one’s, and a taken one is refused', async () => {
    expect(await marty.ok('xmpp.muc.nick', { room, nick: 'Calvin' })).toBe(true)
    expect(await doc.hear('xmpp.muc.roster', { oldNick: 'Marty' })).toMatchObject({ nick: 'Calvin', room })
    const error = await marty.refused('xmpp.muc.nick', { room, nick: 'Doc' })
    expect(error).toMatchObject({ type: 'cancel', condition: 'conflict', reason: 'nick-conflict' })
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'still me' })
    expect(await marty.hear('xmpp.muc.message', { id })).toMatchObject({ nick: 'Calvin', own: true })
  })

  it('a nick that is taken cannot be joined with', async () => {
    const error = await lorraine.refused('xmpp.muc.join', { room, nick: 'Doc', password })
    expect(error).toMatchObject({ type: 'cancel', condition: 'conflict', reason: 'nick-conflict' })
  })

  it('history is given as asked: the last one, or none', async () => {
    for (const content of ['one', 'two', 'three']) {
      await doc.ok('xmpp.muc.message', { room, content })
      await doc.hear('xmpp.muc.message', { content })
    }
    await lorraine.ok('xmpp.muc.join', { room, nick: 'Lorraine', password, history: { maxstanzas: 1 } })
    const past = await lorraine.hear('xmpp.muc.message', { content: 'three' })
    expect(past).toMatchObject({ room, nick: 'Doc', private: false, delay: { when: expect.any(String) } })
    await lorraine.silent('xmpp.muc.message', { content: 'two' }, 200)
    await lorraine.ok('xmpp.muc.leave', { room })
    await lorraine.hear('xmpp.muc.roster', { nick: 'Lorraine', present: false })
    await lorraine.ok('xmpp.muc.join', { room, nick: 'Lorraine', password, history: { maxstanzas: 0 } })
    await lorraine.silent('xmpp.muc.message', {}, 200)
  })

  it('leaving tells the others, with the reason, and ends what may be said there', async () => {
    expect(await lorraine.ok('xmpp.muc.leave', { room, reason: 'The dance' })).toBe(true)
    const left = { nick: 'Lorraine', present: false, statusText: 'The dance' }
    expect(await doc.hear('xmpp.muc.roster', left)).toMatchObject({ room, role: 'none' })
    await lorraine.hear('xmpp.muc.roster', { nick: 'Lorraine', present: false, self: true })
    const error = await lorraine.refused('xmpp.muc.message', { room, content: 'Hello?' })
    expect(error).toMatchObject({ description: 'Not registered with this room', reason: 'not-joined' })
  })

  it.each([
    ['xmpp.muc.join', { nick: 'x' }, "Missing 'room' key"],
    ['xmpp.muc.join', { room: 'r@c.test' }, "Missing 'nick' key"],
    ['xmpp.muc.message', { room: 'r@c.test' }, 'Message content or chat state not provided'],
    ['xmpp.muc.message', { room: 'r@c.test', content: 'x' }, 'Not registered with this room'],
    ['xmpp.muc.leave', { room: 'r@c.test' }, 'Not registered with this room'],
  ])('%s with %o is refused', async (name, data, description) => {
    const [error] = await marty.raw(name, data)
    expect(error).toMatchObject({ type: 'modify', condition: 'client-error', description })
  })
})
