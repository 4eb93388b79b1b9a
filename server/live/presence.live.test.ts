import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { befriend, Cast, type Person } from './cast.ts'

const bare = (person: Person) => {
  const [user, domain] = person.jid.split('@')
  return { user, domain }
}

describe.each(inject('targets'))('presence on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let doc: Person
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
  })
  afterAll(() => cast.end())

  it('a request is heard by the other, and the roster tells that it is pending', async () => {
    marty.say('xmpp.presence.subscribe', { to: doc.jid })
    expect(await doc.hear('xmpp.presence.subscribe')).toEqual({ from: bare(marty) })
    expect(await marty.hear('xmpp.roster.push', { ask: 'subscribe' })).toEqual({
      jid: bare(doc),
      subscription: 'none',
      ask: 'subscribe',
    })
  })

  it('a refusal is news of a subscription, never availability', async () => {
    doc.say('xmpp.presence.unsubscribed', { to: marty.jid })
    expect(await marty.hear('xmpp.presence.subscription')).toEqual({ from: bare(doc), type: 'unsubscribed' })
    expect(await marty.hear('xmpp.roster.push', { subscription: 'none' })).toEqual({
      jid: bare(doc),
      subscription: 'none',
    })
    await marty.silent('xmpp.presence', { from: { user: bare(doc).user }, show: undefined }, 200)
  })

  it('a grant shows the other’s presence, with caps', async () => {
    marty.say('xmpp.presence.subscribe', { to: doc.jid })
    await doc.hear('xmpp.presence.subscribe')
    doc.say('xmpp.presence.subscribed', { to: marty.jid })
    expect(await marty.hear('xmpp.presence.subscription')).toEqual({ from: bare(doc), type: 'subscribed' })
    const presence = await marty.hear('xmpp.presence', { from: { user: bare(doc).user }, show: undefined })
    expect(presence.client).toMatchObject({ hash: 'sha-1' })
  })

  it('show, status text and priority reach the other; one’s own tabs hear what was sent', async () => {
    doc.say('xmpp.presence', { show: 'dnd', status: 'Great Scott', priority: 5 })
    expect(await doc.hear('xmpp.presence.own', { show: 'dnd' })).toEqual({
      show: 'dnd',
      status: 'Great Scott',
    })
    // Prosody says for who has none that there is no photo.
    const { photo = '', ...seen } = await marty.hear('xmpp.presence', { show: 'dnd' })
    expect(photo).toBe('')
    expect(seen).toEqual({
      from: expect.objectContaining(bare(doc)),
      show: 'dnd',
      status: 'Great Scott',
      priority: '5',
      client: expect.objectContaining({ hash: 'sha-1' }),
    })
  })

  it('a word that is no kind of presence is plain availability', async () => {
    doc.say('xmpp.presence', { show: 'busy' as 'dnd', status: 'Busy' })
    expect(await marty.hear('xmpp.presence', { status: 'Busy' })).not.toHaveProperty('show')
  })

  it('a presence without a payload is plain availability', async () => {
    doc.say('xmpp.presence')
    expect(await doc.hear('xmpp.presence.own')).toEqual({})
    const presence = await marty.hear('xmpp.presence', { from: { user: bare(doc).user }, show: undefined })
    expect(presence).not.toHaveProperty('show')
    expect(presence).not.toHaveProperty('status')
  })

  it('going offline is seen as offline, and coming back as available', async () => {
    doc.say('xmpp.presence.offline')
    expect(await marty.hear('xmpp.presence', { show: 'offline' })).toEqual({
      from: expect.objectContaining(bare(doc)),
      show: 'offline',
    })
    doc.say('xmpp.presence', {})
    await marty.hear('xmpp.presence', { from: { user: bare(doc).user }, show: undefined })
  })

  it('directed presence reaches somebody who is no contact', async () => {
    const biff = await cast.enter('biff')
    biff.say('xmpp.presence', { to: marty.jid, show: 'away', status: 'Hello' })
    expect(await marty.hear('xmpp.presence', { status: 'Hello' })).toMatchObject({
      from: bare(biff),
      show: 'away',
    })
  })

  it('withdrawing a subscription tells the other and takes the presence away', async () => {
    const george = await cast.enter('george')
    await befriend(george, marty)
    george.say('xmpp.presence.unsubscribe', { to: marty.jid })
    expect(await marty.hear('xmpp.presence.subscription', { type: 'unsubscribe' })).toEqual({
      from: bare(george),
      type: 'unsubscribe',
    })
    await george.hear('xmpp.roster.push', { subscription: 'from' })
  })

  it('a session that ends is seen as offline', async () => {
    const lorraine = await cast.enter('lorraine')
    await befriend(lorraine, marty)
    const headers = { cookie: lorraine.cookie, origin: target.url }
    await fetch(`${target.url}/session`, { method: 'DELETE', headers })
    await marty.hear('xmpp.presence', { show: 'offline', from: { user: bare(lorraine).user } })
  })

  it.each([
    [{ priority: 300 }, "'priority' is not valid"],
    [{ client: 'mine' }, "'client' key must be an object"],
    [{ client: { node: 'n', ver: 'v' } }, "Missing 'hash' key"],
  ])('%o is refused', async (data, description) => {
    marty.say('xmpp.presence', data)
    expect(await marty.hear('xmpp.error.client', { description })).toMatchObject({ reason: 'bad-data' })
  })
})
