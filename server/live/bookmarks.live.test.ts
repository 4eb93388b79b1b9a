import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Outsider } from '../../e2e/pages/outsider.ts'
import { Cast, freshRoom, type Person } from './cast.ts'

const BOOKMARKS = 'urn:xmpp:bookmarks:1'
const PUBSUB = 'http://jabber.org/protocol/pubsub'

describe.each(inject('targets'))('bookmarks on $kind', (target) => {
  const cast = new Cast(target)
  const lab = freshRoom(target, 'lab')
  const cafe = freshRoom(target, 'cafe')
  const kept = { room: lab, name: 'The Lab', nick: 'Marty', password: ' 88 mph ', autojoin: true }
  let marty: Person
  let elsewhere: Person
  let other: Outsider

  async function client(person: Person): Promise<Outsider> {
    const outsider = await Outsider.enter(target.server, { ...person.account, name: 'marty' })
    outsider.send('<presence/>')
    return outsider
  }
  let count = 0
  /** An answer to a stanza that a foreign client writes by hand. */
  async function ask(outsider: Outsider, type: 'get' | 'set', content: string): Promise<string> {
    const id = `by-hand-${++count}`
    outsider.send(`<iq type='${type}' id='${id}'>${content}</iq>`)
    return outsider.hear(`id="${id}"`)
  }
  const publish = (item: string) =>
    `<pubsub xmlns='${PUBSUB}'><publish node='${BOOKMARKS}'>${item}</publish></pubsub>`
  const bookmark = (room: string, attrs = '', inside = '') =>
    `<item id='${room}'><conference xmlns='${BOOKMARKS}' ${attrs}>${inside}</conference></item>`

  beforeAll(async () => {
    marty = await cast.enter('marty')
    elsewhere = await cast.again(marty)
    other = await client(marty)
  })
  afterAll(async () => {
    other.leave()
    await cast.end()
  })

  it('a new account has none, and can keep some', async () => {
    expect(await marty.ok('xmpp.bookmarks.get', {})).toEqual({ supported: true, bookmarks: [] })
  })

  it('a bookmark is told to every session and kept as it was set', async () => {
    expect(await marty.ok('xmpp.bookmarks.set', kept)).toBe(true)
    expect(await marty.hear('xmpp.bookmarks.push')).toEqual(kept)
    expect(await elsewhere.hear('xmpp.bookmarks.push')).toEqual(kept)
    const second = { room: cafe, autojoin: false }
    await marty.ok('xmpp.bookmarks.set', second)
    const { bookmarks } = await elsewhere.ok('xmpp.bookmarks.get', {})
    expect(bookmarks.toSorted((a, b) => a.room.localeCompare(b.room))).toEqual([second, kept])
  })

  it('nobody else can read them', async () => {
    const biff = await cast.enter('biff')
    const outsider = await client(biff)
    outsider.send(
      `<iq type='get' id='spy' to='${marty.jid}'><pubsub xmlns='${PUBSUB}'><items node='${BOOKMARKS}'/></pubsub></iq>`,
    )
    const answer = await outsider.hear('id="spy"')
    outsider.leave()
    expect(answer).toContain('type="error"')
    expect(answer).not.toContain('88 mph')
  })

  it('what another client sets arrives, and what it put in beside is kept when we edit', async () => {
    const inside = "<nick>Doc</nick><extensions><pin xmlns='urn:x-hill:pin'>left</pin></extensions>"
    await ask(other, 'set', publish(bookmark(cafe, "name='Café' autojoin='1'", inside)))
    expect(await marty.hear('xmpp.bookmarks.push', { name: 'Café' })).toEqual({
      room: cafe,
      name: 'Café',
      nick: 'Doc',
      autojoin: true,
    })
    await marty.ok('xmpp.bookmarks.set', { room: cafe, name: 'Lou’s', autojoin: false })
    const items = await ask(other, 'get', `<pubsub xmlns='${PUBSUB}'><items node='${BOOKMARKS}'/></pubsub>`)
    expect(items).toMatch(/name="Lou’s"/u)
    expect(items).toMatch(/<pin xmlns="urn:x-hill:pin">left<\/pin>/u)
    expect(items).not.toContain('Doc')
  })

  it('a removed one is gone, and other sessions are told not to enter it', async () => {
    elsewhere.forget()
    expect(await marty.ok('xmpp.bookmarks.remove', { room: lab })).toBe(true)
    expect(await marty.hear('xmpp.bookmarks.retract')).toEqual({ room: lab })
    // COMPAT: ejabberd 23.01 tells nobody of a retraction.
    if (target.kind === 'ejabberd')
      expect(await elsewhere.hear('xmpp.bookmarks.push', { room: lab })).toMatchObject({ autojoin: false })
    else expect(await elsewhere.hear('xmpp.bookmarks.retract')).toEqual({ room: lab })
    const { bookmarks } = await marty.ok('xmpp.bookmarks.get', {})
    expect(bookmarks.map(({ room }) => room)).toEqual([cafe])
  })

  it('what an old client keeps in private storage is brought over, and does not come back once removed', async () => {
    const george = await cast.enter('george')
    const old = await client(george)
    const rooms = `<conference jid='${lab}' name='Old lab' autojoin='true'><nick>George</nick></conference><conference jid='no room'/>`
    await ask(
      old,
      'set',
      `<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'>${rooms}</storage></query>`,
    )
    const { bookmarks } = await george.ok('xmpp.bookmarks.get', {})
    expect(bookmarks).toEqual([{ room: lab, name: 'Old lab', nick: 'George', autojoin: true }])
    await expect
      .poll(() => ask(old, 'get', `<pubsub xmlns='${PUBSUB}'><items node='${BOOKMARKS}'/></pubsub>`))
      .toContain(lab)
    await george.ok('xmpp.bookmarks.remove', { room: lab })
    expect(await george.ok('xmpp.bookmarks.get', {})).toEqual({ supported: true, bookmarks: [] })
    old.leave()
  })

  it('a stranger’s notification is not believed', async () => {
    const griff = await cast.enter('griff')
    const outsider = await client(griff)
    marty.forget()
    const items = `<items node='${BOOKMARKS}'>${bookmark(lab, "autojoin='true'")}</items>`
    outsider.send(
      `<message to='${marty.jid}' type='headline'><event xmlns='${PUBSUB}#event'>${items}</event></message>`,
    )
    await marty.silent('xmpp.bookmarks.push')
    outsider.leave()
  })

  it('a guest has none, and nothing fails', async () => {
    const guest = cast.script()
    guest.say('xmpp.login.anonymous', { jid: target.server.anonymousDomain })
    await guest.hear('xmpp.connection')
    expect(await guest.ok('xmpp.bookmarks.get', {})).toEqual({ supported: false, bookmarks: [] })
    expect(await guest.refused('xmpp.bookmarks.set', { room: lab, autojoin: true })).toMatchObject({
      reason: 'unsupported',
    })
  })

  it('a new tab is told the bookmarks, and that the rooms were entered', async () => {
    expect(await marty.ok('xmpp.bookmarks.autojoin', {})).toBe(true)
    await marty.ok('xmpp.bookmarks.autojoin', { done: true })
    const tab = cast.tab(marty.cookie)
    const { bookmarks } = await tab.hear('xmpp.bookmarks.list')
    expect(bookmarks.map(({ room }) => room)).toEqual([cafe])
    expect(await tab.ok('xmpp.bookmarks.autojoin', {})).toBe(false)
    expect(await elsewhere.ok('xmpp.bookmarks.autojoin', {})).toBe(true)
  })
})
