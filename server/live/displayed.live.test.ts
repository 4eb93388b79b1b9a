import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Outsider } from '../../e2e/pages/outsider.ts'
import { befriend, Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

const NODE = 'urn:xmpp:mds:displayed:0'
const PUBSUB = 'http://jabber.org/protocol/pubsub'

describe.each(inject('targets'))('what was read, on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let elsewhere: Person
  let doc: Person
  let phone: Outsider

  async function client(person: Person): Promise<Outsider> {
    const outsider = await Outsider.enter(target.server, { ...person.account, name: 'phone' })
    outsider.send('<presence/>')
    return outsider
  }
  let count = 0
  /** What the server keeps, as a foreign client reads it. */
  async function kept(): Promise<string> {
    const id = `by-hand-${++count}`
    phone.send(`<iq type='get' id='${id}'><pubsub xmlns='${PUBSUB}'><items node='${NODE}'/></pubsub></iq>`)
    return phone.hear(`id="${id}"`)
  }
  const item = (jid: string, by: string, id: string) =>
    `<item id='${jid}'><displayed xmlns='${NODE}'><stanza-id xmlns='urn:xmpp:sid:0' by='${by}' id='${id}'/></displayed></item>`
  /** Doc says it, Marty hears it; the id that Marty's archive gave it. */
  async function heard(content: string): Promise<string> {
    await doc.ok('xmpp.chat.message', { to: marty.jid, content, markable: true })
    const { stanzaIds } = await marty.hear('xmpp.chat.message', { content, markable: true })
    return stanzaIds?.[0]?.id ?? ''
  }

  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
    await befriend(marty, doc)
    elsewhere = await cast.again(marty)
    phone = await client(marty)
  })
  afterAll(async () => {
    phone.leave()
    await cast.end()
  })

  it('a new account has read nothing', async () => {
    expect(await marty.ok('xmpp.displayed.get', {})).toEqual([])
  })

  it('a look is told to every tab and every device, and kept as other clients read it', async () => {
    const tab = cast.tab(marty.cookie)
    await tab.hear('xmpp.session.snapshot')
    const mark = { jid: doc.jid, id: await heard('Great Scott') }
    expect(mark.id).not.toBe('')
    expect(await marty.ok('xmpp.displayed.set', mark)).toBe(true)
    for (const each of [marty, tab, elsewhere]) expect(await each.hear('xmpp.displayed.push')).toEqual(mark)
    const items = await kept()
    expect(items).toContain(`id="${mark.id}"`)
    expect(items).toContain(`by="${marty.jid}"`)
    expect(items).toContain(`id="${doc.jid}"`)
    expect(await (await cast.again(marty)).ok('xmpp.displayed.get', {})).toEqual([mark])
  })

  it('who reads along publishes the last word', async () => {
    const ids = [await heard('One'), await heard('Two'), await heard('Three')]
    for (const id of ids) await marty.ok('xmpp.displayed.set', { jid: doc.jid, id })
    await elsewhere.hear('xmpp.displayed.push', { id: ids[2] as string })
    const items = await kept()
    expect(items).toContain(`id="${ids[2]}"`)
    expect(items).not.toContain(`id="${ids[1]}"`)
  })

  it('a room is named by the room’s own archive', async () => {
    const room = await openRoom('displayed', doc, [marty])
    await doc.ok('xmpp.muc.message', { room, content: 'Hello all' })
    const { stanzaIds } = await marty.hear('xmpp.muc.message', { content: 'Hello all' })
    const mark = { jid: room, id: stanzaIds?.[0]?.id ?? '', room: true as const }
    await marty.ok('xmpp.displayed.set', mark)
    expect(await elsewhere.hear('xmpp.displayed.push', { jid: room })).toEqual(mark)
  })

  it('what another client reads arrives; what a stranger says of it does not', async () => {
    const id = await heard('On the phone')
    marty.forget()
    const items = `<items node='${NODE}'>${item(doc.jid, marty.jid, 'forged')}</items>`
    const griff = await client(await cast.enter('griff'))
    griff.send(
      `<message to='${marty.jid}' type='headline'><event xmlns='${PUBSUB}#event'>${items}</event></message>`,
    )
    const publish = `<publish node='${NODE}'>${item(doc.jid, marty.jid, id)}</publish>`
    phone.send(`<iq type='set' id='read'><pubsub xmlns='${PUBSUB}'>${publish}</pubsub></iq>`)
    expect(await phone.hear('id="read"')).toContain('type="result"')
    expect(await marty.hear('xmpp.displayed.push')).toEqual({ jid: doc.jid, id })
    await marty.silent('xmpp.displayed.push')
    griff.leave()
  })

  it('nobody else can read it', async () => {
    const biff = await client(await cast.enter('biff'))
    const get = `<pubsub xmlns='${PUBSUB}'><items node='${NODE}'/></pubsub>`
    biff.send(`<iq type='get' id='spy' to='${marty.jid}'>${get}</iq>`)
    expect(await biff.hear('id="spy"')).toContain('type="error"')
    biff.leave()
  })

  it('a guest keeps nothing beyond the visit, and nothing fails', async () => {
    const guest = cast.script()
    guest.say('xmpp.login.anonymous', { jid: target.server.anonymousDomain })
    await guest.hear('xmpp.connection')
    expect(await guest.ok('xmpp.displayed.get', {})).toEqual([])
    expect(await guest.ok('xmpp.displayed.set', { jid: doc.jid, id: 'x' })).toBe(true)
    expect(await guest.hear('xmpp.displayed.push')).toEqual({ jid: doc.jid, id: 'x' })
  })

  it('a person learns that their message was read, on all their devices', async () => {
    const { id } = await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'Read me', markable: true })
    await doc.hear('xmpp.chat.message', { id, markable: true })
    const second = await cast.again(doc)
    await second.ok('xmpp.ping', {})
    doc.say('xmpp.chat.displayed', { to: marty.jid, id })
    for (const each of [marty, elsewhere]) {
      const { from, to } = await each.hear('xmpp.chat.displayed', { id })
      expect([`${from.user}@${from.domain}`, to]).toEqual([doc.jid, undefined])
    }
    // The one who read it knows it with every client, also one that keeps no marks.
    expect(await second.hear('xmpp.chat.displayed', { id })).toMatchObject({
      to: { user: marty.jid.split('@')[0] },
    })
  })

  it('a marker for somebody who is away waits for them', async () => {
    const jennifer = await cast.enter('jennifer')
    await befriend(jennifer, doc)
    const { id } = await jennifer.ok('xmpp.chat.message', { to: doc.jid, content: 'Bye', markable: true })
    await doc.hear('xmpp.chat.message', { id })
    const headers = { cookie: jennifer.cookie, origin: target.url }
    await fetch(`${target.url}/session`, { method: 'DELETE', headers })
    await doc.hear('xmpp.presence', { show: 'offline', from: { user: jennifer.jid.split('@')[0] as string } })
    doc.say('xmpp.chat.displayed', { to: jennifer.jid, id })
    await doc.ok('xmpp.ping', {})
    // COMPAT: ejabberd 23.01 stores it a moment after it took it.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await (await cast.again(jennifer)).hear('xmpp.chat.displayed', { id })
  })
})
