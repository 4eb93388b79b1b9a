import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Outsider } from '../../e2e/pages/outsider.ts'
import { Cast, type Person } from './cast.ts'

/** The smallest GIF. */
const DOT = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')

describe.each(inject('targets'))('cards on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let doc: Person
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
  })
  afterAll(() => cast.end())

  const card = {
    fn: 'Marty McFly',
    n: { family: 'McFly', given: 'Marty', middle: false as const },
    nickname: 'Calvin',
    bday: '1968-06-12',
    title: 'Guitarist',
    role: 'Pinhead',
    url: 'https://hill.example/marty?a=1&b=2',
    desc: 'Nobody calls me <chicken>.',
    org: { orgname: 'The Pinheads', orgunit: 'Strings' },
    email: [{ home: false as const, userid: 'marty@hill.example' }],
    tel: [{ work: false as const, voice: false as const, number: '303-555-1212' }],
    adr: [{ home: false as const, street: '9303 Lyon Drive', locality: 'Hill Valley' }],
  }

  it('who has set none has none', async () => {
    const got = await marty.ok('xmpp.vcard.get', {})
    expect(got).toEqual({})
  })

  it('a card is kept as it was set, and others can read it', async () => {
    expect(await marty.ok('xmpp.vcard.set', card)).toBe(true)
    for (const got of [
      await marty.ok('xmpp.vcard.get', {}),
      await doc.ok('xmpp.vcard.get', { to: marty.jid }),
    ]) {
      expect(got).toMatchObject({
        fn: card.fn,
        nickname: card.nickname,
        bday: card.bday,
        title: card.title,
        role: card.role,
        url: card.url,
      })
      expect(got.desc).toBe(card.desc)
      expect(got.n).toMatchObject({ family: 'McFly', given: 'Marty' })
      expect(got.org).toMatchObject({ orgname: 'The Pinheads' })
      expect(got.email).toMatchObject([{ userid: 'marty@hill.example' }])
      expect(got.tel).toMatchObject([{ number: '303-555-1212' }])
      expect(got.adr).toMatchObject([{ street: '9303 Lyon Drive', locality: 'Hill Valley' }])
    }
  })

  it('a photo stays when the rest is changed', async () => {
    await marty.ok('xmpp.vcard.set', { ...card, photo: { type: 'image/gif', binval: DOT } })
    await marty.ok('xmpp.vcard.set', { ...card, nickname: 'Clint' })
    expect(await doc.ok('xmpp.vcard.get', { to: marty.jid })).toMatchObject({
      nickname: 'Clint',
      photo: { type: 'image/gif', binval: DOT },
    })
  })

  it('contacts hear the hash of the photo', async () => {
    const george = await cast.enter('george')
    george.say('xmpp.presence.subscribe', { to: marty.jid })
    await marty.hear('xmpp.presence.subscribe')
    marty.say('xmpp.presence.subscribed', { to: george.jid })
    await george.hear('xmpp.presence.subscription', { type: 'subscribed' })
    // Prosody adds it to each presence as it is sent.
    marty.say('xmpp.presence', { status: 'With a photo' })
    const presence = await george.hear('xmpp.presence', { status: 'With a photo' })
    // COMPAT: ejabberd tells it only where mod_vcard_xupdate is on.
    expect(presence.photo === undefined || /^[0-9a-f]{40}$/u.test(presence.photo)).toBe(true)
    expect(presence.photo !== undefined).toBe(target.kind === 'prosody')
  })

  it('a photo that is no picture, or too heavy, does not reach the page', async () => {
    const biff = await cast.enter('biff')
    const outsider = await Outsider.enter(target.server, { ...biff.account, name: 'biff' })
    for (const [id, binval] of [
      ['svg', SVG],
      ['html', Buffer.from('<html>').toString('base64')],
      ['heavy', Buffer.concat([Buffer.from(DOT, 'base64'), Buffer.alloc(150 * 1024)]).toString('base64')],
    ]) {
      outsider.send(
        `<iq type='set' id='${id}'><vCard xmlns='vcard-temp'><FN>Biff ${id}</FN><PHOTO><TYPE>image/png</TYPE><BINVAL>${binval}</BINVAL></PHOTO></vCard></iq>`,
      )
      expect(await outsider.hear(`id="${id}"`)).toContain('type="result"')
      const got = await doc.ok('xmpp.vcard.get', { to: biff.jid })
      expect(got.fn).toBe(`Biff ${id}`)
      if (id === 'heavy') expect(got.photo).toMatchObject({ type: 'image/gif' })
      else expect(got).not.toHaveProperty('photo')
    }
    outsider.leave()
  })

  it('nobody can set the card of somebody else, and who is not there has none', async () => {
    const nobody = `nobody-${Math.random().toString(36).slice(2)}@${target.server.domain}`
    const [error, reply] = await doc.raw('xmpp.vcard.get', { to: nobody })
    expect(error ?? reply).toEqual(error ? expect.objectContaining({ type: 'cancel' }) : {})
  })
})
