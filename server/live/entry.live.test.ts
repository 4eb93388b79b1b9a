import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshRoom, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('what the door of a room says on $kind', (target) => {
  const cast = new Cast(target)
  const isProsody = target.kind === 'prosody'
  let doc: Person
  let marty: Person
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
  })
  afterAll(() => cast.end())

  it('those outside are told who is in a listed room, so that a free nick can be found', async () => {
    const room = await openRoom('names', doc, [], { 'muc#roomconfig_publicroom': true })
    const items = await marty.ok('xmpp.discover.items', { of: room })
    // COMPAT: Prosody 0.12 tells nobody outside who is in it.
    expect(items.map(({ jid }) => jid)).toEqual(isProsody ? [] : [`${room}/doc`])
  })

  it('a room that is being made says what it is, and lets nobody in', async () => {
    const room = freshRoom(target, 'unfinished')
    await doc.ok('xmpp.muc.create', { room, nick: 'Doc' })
    await marty.ok('xmpp.discover.info', { of: room })
    // COMPAT: ejabberd 23 locks no room.
    if (isProsody)
      expect(await marty.refused('xmpp.muc.join', { room, nick: 'Marty' })).toMatchObject({
        condition: 'item-not-found',
        reason: 'not-found',
      })
  })

  it('a room for members alone takes no requests as the servers come', async () => {
    const room = await openRoom('members', doc, [], { 'muc#roomconfig_membersonly': true })
    expect(await marty.refused('xmpp.muc.join', { room, nick: 'Marty' })).toMatchObject({
      condition: 'registration-required',
      reason: 'members-only',
    })
    const { condition } = await marty.refused('xmpp.muc.register.info', { room })
    expect(condition).toBe(isProsody ? 'registration-required' : 'service-unavailable')
  })

  it('a member asks the room, and is registered at once', async () => {
    const room = await openRoom('register', doc)
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'member' })
    if (!isProsody) return
    const form = [{ var: 'muc#register_roomnick', value: 'Calvin' }]
    await marty.ok('xmpp.muc.register', { room, form })
    expect(await doc.refused('xmpp.muc.nick', { room, nick: 'Calvin' })).toMatchObject({
      condition: 'conflict',
      reason: 'nick-conflict',
    })
    expect(await marty.ok('xmpp.muc.room.nick', { room })).toEqual({ nick: 'Calvin' })
  })

  it('a directory comes in parts where the service knows them', async () => {
    const rooms = []
    for (const name of ['one', 'two', 'three'])
      rooms.push(await openRoom(name, doc, [], { 'muc#roomconfig_publicroom': true }))
    const of = target.server.mucDomain
    const found = new Set<string | undefined>()
    let after: string | undefined
    let pages = 0
    do {
      const { reply, rsm } = await marty.ask('xmpp.discover.items', {
        of,
        rsm: { max: 2, ...(after === undefined ? {} : { after }) },
      })
      for (const { jid } of reply ?? []) found.add(jid)
      pages++
      after = reply?.length ? rsm?.last : undefined
    } while (after !== undefined && pages < 50)
    for (const room of rooms) expect(found).toContain(room)
    // COMPAT: Prosody 0.12 gives all rooms at once.
    if (isProsody) expect(pages).toBe(1)
    else expect(pages).toBeGreaterThan(1)
  })

  it('a word to somebody who is not there comes back with why', async () => {
    const room = await openRoom('whisper', doc, [marty])
    await marty.ok('xmpp.muc.message', { room, to: 'Nobody', content: 'Psst', id: 'whisper' })
    expect(await marty.hear('xmpp.muc.error', { room, id: 'whisper' })).toMatchObject({
      type: 'message',
      nick: 'Nobody',
      error: { condition: 'item-not-found' },
    })
  })

  it('the room that takes another one’s place is told with what opens it', async () => {
    const room = await openRoom('closing', doc, [marty])
    const alternative = freshRoom(target, 'successor')
    await doc.ok('xmpp.muc.destroy', { room, reason: 'Moved', alternative, password: ' 1.21 ' })
    expect(await marty.hear('xmpp.muc.destroy', { room, self: true })).toMatchObject({
      alternative,
      password: ' 1.21 ',
      reason: 'Moved',
    })
  })
})
