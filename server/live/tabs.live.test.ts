import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { befriend, Cast, type Person } from './cast.ts'
import type { Peer } from './peer.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('tabs of one session on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let doc: Person
  let second: Peer
  let room: string
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
    await befriend(marty, doc)
    room = await openRoom('tabs', doc, [marty])
    await doc.ok('xmpp.muc.subject', { room, subject: 'For every tab' })
    await marty.hear('xmpp.muc.subject', { subject: 'For every tab' })
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'before the second tab' })
    await marty.hear('xmpp.chat.message', { content: 'before the second tab' })
  })
  afterAll(() => cast.end())

  it('share one XMPP session: the second has the same full address', async () => {
    second = cast.tab(marty.cookie)
    const { jid } = await second.hear('xmpp.connection')
    const third = cast.tab(marty.cookie)
    expect((await third.hear('xmpp.connection')).jid).toEqual(jid)
    third.close()
  })

  it('a later tab is told roster, presences, rooms, people, subject and messages', async () => {
    expect(await second.hear('xmpp.roster.push', { subscription: 'both' })).toMatchObject({
      jid: { user: doc.jid.split('@')[0] },
    })
    await second.hear('xmpp.presence', { from: { user: doc.jid.split('@')[0] } })
    await second.hear('xmpp.presence.own')
    expect(await second.hear('xmpp.muc.roster', { nick: 'marty', room })).toMatchObject({ self: true })
    expect(await second.hear('xmpp.muc.roster', { nick: 'doc', room })).toMatchObject({
      affiliation: 'owner',
    })
    await second.hear('xmpp.muc.subject', { subject: 'For every tab', room })
    const old = await second.hear('xmpp.chat.message', { content: 'before the second tab' })
    expect(old.delay?.when).toEqual(expect.any(String))
  })

  it('what one says, the other shows', async () => {
    const { id } = await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'from the first' })
    expect(await second.hear('xmpp.chat.sent', { content: 'from the first' })).toMatchObject({
      echo: true,
      id,
      format: 'plain',
      to: { user: doc.jid.split('@')[0] },
      delay: { when: expect.any(String) },
    })
    await marty.silent('xmpp.chat.sent', { id }, 100)
    const { id: fromSecond } = await second.ok('xmpp.chat.message', {
      to: doc.jid,
      content: 'from the second',
    })
    expect(await marty.hear('xmpp.chat.sent', { id: fromSecond })).toMatchObject({ echo: true })
  })

  it('a private message in a room is shown by the others as own', async () => {
    const { id } = await marty.ok('xmpp.muc.message', { room, to: 'doc', content: 'between us' })
    expect(await second.hear('xmpp.muc.message', { id })).toMatchObject({
      room,
      to: 'doc',
      nick: 'doc',
      private: true,
      own: true,
      content: 'between us',
    })
  })

  it('both hear what others say, once', async () => {
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'to every tab' })
    await doc.ok('xmpp.muc.message', { room, content: 'to every tab in here' })
    for (const tab of [marty, second]) {
      await tab.hear('xmpp.chat.message', { content: 'to every tab' })
      await tab.hear('xmpp.muc.message', { content: 'to every tab in here' })
      await tab.silent('xmpp.chat.message', { content: 'to every tab' }, 100)
    }
  })

  it('closing all and coming back finds the same session, still in its room', async () => {
    marty.close()
    second.close()
    await doc.silent('xmpp.muc.roster', { nick: 'marty', present: false }, 300)
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'while nobody looked' })
    const back = cast.tab(marty.cookie)
    await back.hear('xmpp.chat.message', { content: 'while nobody looked' })
    await back.hear('xmpp.muc.roster', { nick: 'marty', room, present: true })
    await back.ok('xmpp.muc.message', { room, content: 'never left' })
    await doc.hear('xmpp.muc.message', { content: 'never left' })
  })

  it('somebody who left a room is not told again to a later tab', async () => {
    const other = await openRoom('left', doc)
    const tab = cast.tab(marty.cookie)
    await tab.ok('xmpp.muc.join', { room: other, nick: 'marty' })
    await tab.ok('xmpp.muc.leave', { room: other })
    await tab.hear('xmpp.muc.roster', { room: other, self: true, present: false })
    const later = cast.tab(marty.cookie)
    await later.hear('xmpp.session.snapshot')
    await later.silent('xmpp.muc.roster', { room: other }, 100)
  })
})
