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

// Prosody 0.12 has no service that one registers with; a component of ours stands in for it (`services.live.test.ts`).
const NICK = 'muc#register_roomnick'
const withDesk = inject('targets').filter(({ kind }) => kind === 'ejabberd')
describe.each(withDesk)('registering with a service of $kind', (target) => {
  const cast = new Cast(target)
  const to = target.server.mucDomain
  afterAll(() => cast.end())

  it('is done by its own form, told afterwards, and taken back', async () => {
    const marty = await cast.enter('marty')
    const { form, registered, instructions } = await marty.ok('xmpp.register.get', { to })
    expect(registered).toBeUndefined()
    expect(instructions).toBeTypeOf('string')
    expect(form?.fields).toContainEqual(expect.objectContaining({ var: NICK }))
    const nick = `Calvin ${Math.random().toString(36).slice(2)}`
    const filled = [{ var: NICK, value: nick }]
    expect(await marty.ok('xmpp.register.set', { to, form: filled })).toEqual({ registered: true })
    const after = await marty.ok('xmpp.register.get', { to })
    expect(after.registered).toBe(true)
    expect(after.form?.fields).toContainEqual(expect.objectContaining({ var: NICK, value: nick }))
    const doc = await cast.enter('doc')
    await doc.ok('xmpp.register.get', { to })
    expect(await doc.refused('xmpp.register.set', { to, form: filled })).toMatchObject({
      condition: 'conflict',
    })
    expect(await marty.ok('xmpp.register.unregister', { to })).toBe(true)
    expect((await marty.ok('xmpp.register.get', { to })).registered).toBeUndefined()
    expect(await doc.ok('xmpp.register.set', { to, form: filled })).toEqual({ registered: true })
  })
})
