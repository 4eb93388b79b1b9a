import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

describe.each(inject('targets'))('registering with a room on $kind', (target) => {
  const cast = new Cast(target)
  const nick = `Calvin ${Math.random().toString(36).slice(2)}`
  let doc: Person
  let marty: Person
  let room: string
  let desk: string
  beforeAll(async () => {
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    room = await openRoom('registry', doc, [marty])
    await doc.ok('xmpp.muc.affiliation', { room, jid: marty.jid, affiliation: 'member' })
    // COMPAT: ejabberd 23.01 keeps nicks for its whole room service, and registers them there.
    desk = target.kind === 'ejabberd' ? target.server.mucDomain : room
  })
  afterAll(() => cast.end())

  it('who is not registered gets the form, and has no reserved nick', async () => {
    const info = await marty.ok('xmpp.muc.register.info', { room: desk })
    expect(info.form?.fields?.some((field) => /nick/iu.test(field.var ?? ''))).toBe(true)
    expect(info).not.toHaveProperty('registered')
    expect(await marty.refused('xmpp.muc.room.nick', { room })).toMatchObject({ type: 'cancel' })
  })

  it('registering reserves the nick', async () => {
    const { form } = await marty.ok('xmpp.muc.register.info', { room: desk })
    const field = form?.fields?.find(({ var: name }) => /nick/iu.test(name ?? ''))?.var ?? ''
    const filled = [{ var: field, value: nick }]
    expect(await marty.ok('xmpp.muc.register', { room: desk, form: filled })).toMatchObject({
      registered: true,
    })
    // COMPAT: nor does it tell a room's reserved nick (§7.12).
    if (target.kind === 'ejabberd')
      expect(await marty.refused('xmpp.muc.room.nick', { room })).toMatchObject({
        condition: 'item-not-found',
      })
    else expect(await marty.ok('xmpp.muc.room.nick', { room })).toEqual({ nick })
    expect(await marty.ok('xmpp.muc.register.info', { room: desk })).toMatchObject({ registered: true })
  })
})
