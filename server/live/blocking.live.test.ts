import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { befriend, Cast, type Person } from './cast.ts'

describe.each(inject('targets'))('blocking on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let biff: Person
  beforeAll(async () => {
    ;[marty, biff] = await Promise.all([cast.enter('marty'), cast.enter('biff')])
    await befriend(marty, biff)
  })
  afterAll(() => cast.end())

  const says = (content: string) => biff.ok('xmpp.chat.message', { to: marty.jid, content })

  it('at first nobody is blocked', async () => {
    expect(await marty.ok('xmpp.blocking.get', {})).toEqual([])
  })

  it('whom one blocks is heard no more, and looks away; every tab and every client hears of it', async () => {
    const tab = cast.tab(marty.cookie)
    const phone = await cast.again(marty)
    await phone.ok('xmpp.blocking.get', {})
    await tab.hear('xmpp.connection')
    await says('before')
    await marty.hear('xmpp.chat.message', { content: 'before' })
    expect(await marty.ok('xmpp.blocking.block', { jids: [biff.jid] })).toBe(true)
    for (const peer of [marty, tab, phone])
      expect(await peer.hear('xmpp.blocking.push')).toEqual({ action: 'block', jids: [biff.jid] })
    expect(await tab.ok('xmpp.blocking.get', {})).toEqual([biff.jid])
    // COMPAT: ejabberd 23 does not say goodbye to whom it blocks (§3.3 wants it).
    if (target.kind === 'prosody')
      await biff.hear('xmpp.presence', { from: { user: marty.jid.split('@')[0] }, show: 'offline' })
    await says('during')
    expect((await biff.hear('xmpp.chat.error')).error.condition).toBe('service-unavailable')
    const mine = { to: biff.jid, content: 'hello?' }
    await marty.ok('xmpp.chat.message', mine)
    const { error } = await marty.hear('xmpp.chat.error')
    expect(error.condition).toBe('not-acceptable')
    // COMPAT: ejabberd 23 does not say why.
    if (target.kind === 'prosody')
      expect(error.application).toEqual({ condition: 'blocked', xmlns: 'urn:xmpp:blocking:errors' })
    await marty.silent('xmpp.chat.message', { content: 'during' }, 0)
  })

  it('and is heard again once unblocked', async () => {
    expect(await marty.ok('xmpp.blocking.unblock', { jids: [biff.jid] })).toBe(true)
    expect(await marty.hear('xmpp.blocking.push')).toEqual({ action: 'unblock', jids: [biff.jid] })
    await says('after')
    await marty.hear('xmpp.chat.message', { content: 'after' })
  })

  it('a whole domain can be blocked, and everybody let through again', async () => {
    await marty.ok('xmpp.blocking.block', { jids: ['spam.example', 'griff@hill.example'] })
    expect((await marty.ok('xmpp.blocking.get', {})).sort()).toEqual(['griff@hill.example', 'spam.example'])
    marty.forget()
    await marty.ok('xmpp.blocking.unblock', { all: true })
    expect(await marty.ok('xmpp.blocking.get', {})).toEqual([])
    expect(await marty.hear('xmpp.blocking.push')).toMatchObject({ action: 'unblock' })
  })

  it('a tab that never asked for the list hears of a change that it makes', async () => {
    const lorraine = await cast.enter('lorraine')
    await lorraine.ok('xmpp.blocking.block', { jids: [biff.jid] })
    expect(await lorraine.hear('xmpp.blocking.push')).toEqual({ action: 'block', jids: [biff.jid] })
  })
})
