import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openAttacker } from './attacker.ts'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

const OFFERS = /^urn:xmpp:message-moderate:[01]$/u

describe.each(inject('targets'))('taking messages away on $kind', (target) => {
  const cast = new Cast(target)
  // COMPAT: ejabberd 23.01 does not know XEP-0425; Prosody 0.12 has it from its community's modules.
  const isOffered = target.kind === 'prosody'
  let doc: Person
  let marty: Person
  let biff: Person
  let room: string
  beforeAll(async () => {
    ;[doc, marty, biff] = await Promise.all([cast.enter('doc'), cast.enter('marty'), cast.enter('biff')])
    room = await openRoom('lab', doc, [marty, biff])
  })
  afterAll(() => cast.end())

  /** Says it in the room, and gives the id by which the room knows it. */
  async function said(who: Person, content: string): Promise<{ id: string; stanzaId: string }> {
    const { id } = await who.ok('xmpp.muc.message', { room, content })
    const heard = await doc.hear('xmpp.muc.message', { content })
    return { id, stanzaId: heard.stanzaIds?.[0]?.id ?? '' }
  }

  /** What a tab that comes now is told of the room’s messages. */
  async function laterTab(who: Person): Promise<string> {
    const tab = cast.tab(who.cookie)
    const snapshot = await tab.hear('xmpp.session.snapshot')
    tab.close()
    return JSON.stringify(snapshot)
  }

  it('a room says whether it offers moderation', async () => {
    const infos = await doc.ok('xmpp.discover.info', { of: room })
    const features = infos.flatMap((info) => (info.kind === 'feature' ? [info.var ?? ''] : []))
    expect(features.some((feature) => OFFERS.test(feature))).toBe(isOffered)
  })

  it('where it is not offered, the gateway says so and asks nobody', async () => {
    if (isOffered) return
    const { stanzaId } = await said(biff, 'Nobody can take this out')
    const error = await doc.refused('xmpp.muc.moderate', { room, id: stanzaId })
    expect(error).toMatchObject({ reason: 'unsupported' })
  })

  it('a moderator takes a message out, everybody is told by the room, and its archive and new tabs lose it', async () => {
    if (!isOffered) return
    const { stanzaId } = await said(biff, 'Buy Biff’s almanac')
    await marty.hear('xmpp.muc.message', { content: 'Buy Biff’s almanac' })
    expect(await doc.ok('xmpp.muc.moderate', { room, id: stanzaId, reason: 'Spam' })).toBe(true)
    for (const witness of [doc, marty, biff])
      expect(await witness.hear('xmpp.muc.moderated', { id: stanzaId })).toEqual({
        room,
        id: stanzaId,
        nick: 'doc',
        reason: 'Spam',
      })
    expect(await laterTab(marty)).not.toContain('almanac')
    const queryId = 'tombstones'
    await marty.ok('xmpp.mam.query', { to: room, queryId, rsm: { max: 10, before: true } })
    const grave = await marty.hear('xmpp.mam.message', { mam: { id: stanzaId, queryId } })
    expect(grave).toMatchObject({ nick: 'biff', tombstone: true })
    expect(grave).not.toHaveProperty('content')
    await marty.hear('xmpp.mam.message', {
      room,
      moderated: { id: stanzaId, nick: 'doc', reason: 'Spam' },
    })
  })

  it('who enters later finds the place empty', async () => {
    if (!isOffered) return
    const { stanzaId } = await said(biff, 'Hoverboards, half price')
    await doc.ok('xmpp.muc.moderate', { room, id: stanzaId })
    const lorraine = await cast.enter('lorraine')
    await lorraine.ok('xmpp.muc.join', { room, nick: 'lorraine' })
    await lorraine.hear('xmpp.muc.moderated', { id: stanzaId })
    expect(await laterTab(lorraine)).not.toContain('half price')
  })

  it('who is no moderator is refused, and so is a message that the room does not know', async () => {
    if (!isOffered) return
    const { stanzaId } = await said(doc, 'Great Scott')
    expect(await biff.refused('xmpp.muc.moderate', { room, id: stanzaId })).toMatchObject({
      condition: 'forbidden',
    })
    expect(await doc.refused('xmpp.muc.moderate', { room, id: 'never-said' })).toMatchObject({
      condition: 'item-not-found',
    })
  })

  it('one’s own message is taken back: in a room all are told, and new tabs do not get its text', async () => {
    const { id, stanzaId } = await said(marty, 'I am from the future')
    await biff.hear('xmpp.muc.message', { content: 'I am from the future' })
    await marty.ok('xmpp.muc.message', { room, retract: { id: stanzaId, originId: id } })
    for (const witness of [doc, biff]) {
      const heard = await witness.hear('xmpp.muc.message', { nick: 'marty', retract: { id: stanzaId } })
      expect(heard).not.toHaveProperty('content')
    }
    expect(await marty.hear('xmpp.muc.message', { retract: { id: stanzaId } })).toMatchObject({ own: true })
    for (const who of [marty, biff]) expect(await laterTab(who)).not.toContain('from the future')
  })

  it('one’s own message is taken back from a person, in the other tab too', async () => {
    const second = cast.tab(marty.cookie)
    await second.hear('xmpp.session.snapshot')
    const { id } = await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'The wrong window' })
    await doc.hear('xmpp.chat.message', { content: 'The wrong window' })
    await marty.ok('xmpp.chat.message', { to: doc.jid, retract: { id } })
    const heard = await doc.hear('xmpp.chat.message', { retract: { id, originId: id } })
    expect(heard).not.toHaveProperty('content')
    expect(await second.hear('xmpp.chat.sent', { retract: { id } })).toMatchObject({ echo: true })
    for (const who of [marty, doc]) expect(await laterTab(who)).not.toContain('wrong window')
  })

  it('an occupant, a contact and another room take nothing out', async () => {
    const { stanzaId } = await said(doc, 'If my calculations are correct')
    const griff = await openAttacker(target)
    const elsewhere = `elsewhere-${room}`
    for (const place of [room, elsewhere])
      griff.send(`<presence to='${place}/griff'><x xmlns='http://jabber.org/protocol/muc'/></presence>`)
    await marty.hear('xmpp.muc.roster', { nick: 'griff' })
    const forged = [
      `<retract xmlns='urn:xmpp:message-retract:1' id='${stanzaId}'><moderated xmlns='urn:xmpp:message-moderate:1' by='${room}/doc'/></retract>`,
      `<apply-to xmlns='urn:xmpp:fasten:0' id='${stanzaId}'><moderated xmlns='urn:xmpp:message-moderate:0' by='${room}/doc'><retract xmlns='urn:xmpp:message-retract:0'/></moderated></apply-to>`,
      `<retracted xmlns='urn:xmpp:message-retract:1' id='${stanzaId}'/><store xmlns='urn:xmpp:hints'/>`,
    ]
    for (const [to, type] of [
      [room, 'groupchat'],
      [elsewhere, 'groupchat'],
      [marty.jid, 'groupchat'],
      [marty.jid, 'chat'],
    ])
      for (const payload of forged) griff.send(`<message to='${to}' type='${type}'>${payload}</message>`)
    griff.send(`<message to='${room}' type='groupchat'><body>Butthead</body></message>`)
    griff.send(`<message to='${marty.jid}' type='chat'><body>Chicken</body></message>`)
    await marty.hear('xmpp.muc.message', { content: 'Butthead' })
    await marty.hear('xmpp.chat.message', { content: 'Chicken' })
    await marty.silent('xmpp.muc.moderated', { id: stanzaId }, 0)
    expect(await laterTab(marty)).toContain('my calculations')
    griff.end()
  })

  it('nobody takes back what somebody else said: a new tab still has it', async () => {
    const { id, stanzaId } = await said(doc, 'Roads? Where we are going')
    await biff.ok('xmpp.muc.message', { room, retract: { id: stanzaId, originId: id } })
    await marty.hear('xmpp.muc.message', { nick: 'biff', retract: { id: stanzaId } })
    expect(await laterTab(marty)).toContain('Where we are going')
  })
})
