import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Cast, freshAccount, type Person } from './cast.ts'

describe.each(inject('targets'))('the roster on $kind', (target) => {
  const cast = new Cast(target)
  const contact = freshAccount(target, 'jennifer').jid
  const [user] = contact.split('@')
  const jid = { user, domain: target.server.domain }
  let marty: Person
  let elsewhere: Person
  beforeAll(async () => {
    marty = await cast.enter('marty')
    elsewhere = await cast.again(marty)
  })
  afterAll(() => cast.end())

  it('of a new account is empty', async () => {
    expect(await marty.ok('xmpp.roster.get', {})).toEqual([])
  })

  it('an added contact is pushed to every session, with name and groups', async () => {
    expect(
      await marty.ok('xmpp.roster.add', { jid: contact, name: 'Jennifer', groups: ['School', 'Friends'] }),
    ).toBe(true)
    for (const session of [marty, elsewhere]) {
      const { groups, ...item } = await session.hear('xmpp.roster.push')
      expect(item).toEqual({ jid, subscription: 'none', name: 'Jennifer' })
      expect(groups?.toSorted()).toEqual(['Friends', 'School'])
    }
    const [item] = await marty.ok('xmpp.roster.get', {})
    expect(item).toMatchObject({ jid, subscription: 'none', name: 'Jennifer' })
  })

  it('an edit replaces name and groups', async () => {
    expect(await marty.ok('xmpp.roster.edit', { jid: contact, name: 'Jen', groups: ['1955'] })).toBe(true)
    expect(await elsewhere.hear('xmpp.roster.push', { name: 'Jen' })).toEqual({
      jid,
      subscription: 'none',
      name: 'Jen',
      groups: ['1955'],
    })
  })

  it('the older name of the edit takes no groups as none at all', async () => {
    expect(await marty.ok('xmpp.roster.group', { jid: contact, name: 'Jen', groups: [] })).toBe(true)
    await marty.hear('xmpp.roster.push', { name: 'Jen', groups: { 0: '1955' } })
    expect(await marty.hear('xmpp.roster.push', { name: 'Jen' })).toEqual({
      jid,
      subscription: 'none',
      name: 'Jen',
    })
  })

  it('a removed contact is pushed as removed and gone from the list', async () => {
    expect(await marty.ok('xmpp.roster.remove', { jid: contact })).toBe(true)
    expect(await elsewhere.hear('xmpp.roster.push', { subscription: 'remove' })).toEqual({
      jid,
      subscription: 'remove',
    })
    expect(await marty.ok('xmpp.roster.get', {})).toEqual([])
  })

  it('what is missing is named in XMPP-FTW’s words and order', async () => {
    const missingJid = await marty.raw('xmpp.roster.add', { name: 'x' })
    expect(missingJid).toEqual([
      {
        type: 'modify',
        condition: 'client-error',
        description: "Missing 'jid' key",
        request: { name: 'x' },
        reason: 'bad-data',
      },
    ])
    const [noGroups] = await marty.raw('xmpp.roster.edit', { jid: contact })
    expect(noGroups).toMatchObject({ description: "Missing 'groups' key" })
    const [badGroups] = await marty.raw('xmpp.roster.edit', { jid: contact, groups: 'all' })
    expect(badGroups).toMatchObject({ description: 'Groups should be an array' })
    marty.say('xmpp.roster.get', {})
    expect(await marty.hear('xmpp.error.client')).toMatchObject({ description: 'Missing callback' })
  })
})
