import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('voice on $kind', (target) => {
  const cast = new Cast(target)
  let doc: Person
  let marty: Person
  let room: string
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    room = await openRoom('lecture', doc, [marty], { 'muc#roomconfig_moderatedroom': true })
    await doc.ok('xmpp.muc.role.set', { room, nick: 'marty', role: 'visitor' })
    await marty.hear('xmpp.muc.roster', { nick: 'marty', role: 'visitor' })
  })
  afterAll(() => cast.end())

  it('a visitor’s words come back as not allowed', async () => {
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'May I?' })
    expect(await marty.hear('xmpp.muc.error', { id })).toMatchObject({
      type: 'message',
      room,
      error: { type: 'auth', condition: 'forbidden' },
    })
  })

  it('the request reaches the moderator, also in a later tab, until the grant gives voice', async () => {
    expect(await marty.ok('xmpp.muc.voice', { room, role: 'participant' })).toBe(true)
    const request = await doc.hear('xmpp.muc.voice.requests', { room })
    expect(request).toMatchObject({ room, nick: 'marty', role: 'participant' })
    const [user, domain] = marty.jid.split('@')
    const later = cast.tab(doc.cookie)
    await later.hear('xmpp.muc.voice.requests', { room, nick: 'marty' })
    expect(request.jid).toMatchObject({ user, domain })
    const jid = `${user}@${domain}/${request.jid?.resource ?? ''}`
    expect(await doc.ok('xmpp.muc.voice.answer', { room, nick: 'marty', jid, allow: true })).toBe(true)
    expect(await marty.hear('xmpp.muc.roster', { nick: 'marty', role: 'participant' })).toMatchObject({
      room,
    })
    await marty.ok('xmpp.muc.message', { room, content: 'Thank you' })
    await doc.hear('xmpp.muc.message', { content: 'Thank you' })
    expect(await later.hear('xmpp.muc.voice.answered', { nick: 'marty' })).toEqual({
      room,
      nick: 'marty',
      allow: true,
    })
    const latest = cast.tab(doc.cookie)
    await latest.hear('xmpp.session.snapshot')
    await latest.silent('xmpp.muc.voice.requests', { room }, 0)
  })
})
