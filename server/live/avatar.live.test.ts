import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Outsider } from '../../e2e/pages/outsider.ts'
import { befriend, Cast, type Person } from './cast.ts'

const DATA = 'urn:xmpp:avatar:data'
const METADATA = 'urn:xmpp:avatar:metadata'
const PUBSUB = 'http://jabber.org/protocol/pubsub'

/** A square PNG of one colour; the checksums are nobody's business here. */
function square(side: number, colour: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const head = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 0, 0, 0, 0])
  const rows = Buffer.alloc(side * (side + 1), colour)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
const hashOf = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')

describe.each(inject('targets'))('avatars on $kind', (target) => {
  const cast = new Cast(target)
  const picture = square(64, 40)
  const content = picture.toString('base64')
  const id = hashOf(picture)
  let marty: Person
  let elsewhere: Person
  let doc: Person
  let biff: Outsider

  const nameOf = (person: Person) => person.jid.split('@')[0]
  /** By hand, what no page of ours would publish. */
  async function publish(node: string, itemId: string, payload: string): Promise<void> {
    const id = `by-hand-${Math.random()}`
    biff.send(
      `<iq type='set' id='${id}'><pubsub xmlns='${PUBSUB}'><publish node='${node}'><item id='${itemId}'>${payload}</item></publish></pubsub></iq>`,
    )
    expect(await biff.hear(`id="${id}"`)).toContain('type="result"')
  }

  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
    await befriend(marty, doc)
    elsewhere = await cast.again(marty)
    const griff = await cast.enter('biff')
    await befriend(griff, doc)
    biff = await Outsider.enter(target.server, { ...griff.account, name: 'biff' })
    biff.send('<presence/>')
    // COMPAT: ejabberd 23.01 learns what a contact wants to hear of from a presence that comes when both are friends.
    doc.say('xmpp.presence', { status: 'In the lab' })
    await marty.hear('xmpp.presence', { status: 'In the lab' })
  })
  afterAll(async () => {
    biff?.leave()
    await cast.end()
  })

  it('a picture is uploaded under the hash of its bytes', async () => {
    expect(await marty.ok('xmpp.avatar.upload', { content })).toEqual({
      id,
      bytes: picture.length,
      type: 'image/png',
      width: 64,
      height: 64,
    })
  })

  it('its metadata reaches contacts, other devices and oneself', async () => {
    const told = { bytes: picture.length, id, type: 'image/png', width: 64, height: 64 }
    expect(await marty.ok('xmpp.avatar.metadata', told)).toBe(true)
    const avatars = [{ id, type: 'image/png', bytes: String(picture.length), width: '64', height: '64' }]
    for (const person of [doc, elsewhere, marty])
      expect(
        await person.hear('xmpp.avatar.push.metadata', { from: { user: nameOf(marty) }, avatars: [{ id }] }),
      ).toEqual({ from: { user: nameOf(marty), domain: target.server.domain }, avatars })
  })

  it('contacts fetch the picture, and its hash is checked', async () => {
    const asked = { of: marty.jid, id }
    for (const person of [doc, elsewhere])
      expect(await person.ok('xmpp.avatar.data', asked)).toEqual({
        content,
        type: 'image/png',
        verified: true,
      })
    expect(
      await doc.refused('xmpp.avatar.data', { of: marty.jid, id: hashOf(Buffer.from('no')) }),
    ).toMatchObject({ condition: 'item-not-found' })
  })

  it('who signs in later, and a new tab, are told', async () => {
    const later = await cast.again(doc)
    await later.hear('xmpp.avatar.push.metadata', { from: { user: nameOf(marty) }, avatars: [{ id }] })
    const tab = cast.tab(doc.cookie)
    await tab.hear('xmpp.session.snapshot')
    await tab.hear('xmpp.avatar.push.metadata', { from: { user: nameOf(marty) }, avatars: [{ id }] })
  })

  it('the largest picture that fits an event fits the server too', async () => {
    const large = Buffer.concat([picture, Buffer.alloc(88 * 1024 - picture.length)])
    const { id: largeId } = await marty.ok('xmpp.avatar.upload', { content: large.toString('base64') })
    expect(largeId).toBe(hashOf(large))
    expect(await marty.ok('xmpp.avatar.data', { of: marty.jid, id: largeId })).toMatchObject({
      verified: true,
    })
    const more = Buffer.concat([large, Buffer.alloc(1)]).toString('base64')
    expect(await marty.refused('xmpp.avatar.upload', { content: more })).toMatchObject({ reason: 'too-long' })
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
  })

  it('no picture is told as such', async () => {
    doc.forget()
    expect(await marty.ok('xmpp.avatar.metadata', { disable: true })).toBe(true)
    expect(await doc.hear('xmpp.avatar.push.metadata', { from: { user: nameOf(marty) } })).toMatchObject({
      disabled: true,
    })
  })

  it('what is no picture, or another one than it says, does not reach the page', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const falseId = hashOf(Buffer.from('another'))
    for (const [bytes, under, type] of [
      [drawing, hashOf(drawing), 'image/png'],
      [picture, falseId, 'image/png'],
      [drawing, 'any', 'image/svg+xml'],
    ] as const) {
      await publish(DATA, under, `<data xmlns='${DATA}'>${bytes.toString('base64')}</data>`)
      await publish(
        METADATA,
        under,
        `<metadata xmlns='${METADATA}'><info id='${under}' bytes='${bytes.length}' type='${type}'/></metadata>`,
      )
      const isShown = type === 'image/png'
      const { avatars } = await doc.hear('xmpp.avatar.push.metadata', {
        from: { user: biff.account.jid.split('@')[0] },
      })
      expect(avatars?.map((each) => each.id)).toEqual(isShown ? [under] : [])
      expect(await doc.refused('xmpp.avatar.data', { of: biff.account.jid, id: under })).toMatchObject({
        condition: 'not-acceptable',
      })
    }
  })

  it('what somebody sends by hand is not believed', async () => {
    doc.forget()
    const info = `<metadata xmlns='${METADATA}'><info id='${id}' bytes='9' type='image/png'/></metadata>`
    biff.send(
      `<message to='${doc.jid}' type='headline'><event xmlns='${PUBSUB}#event'><items node='${METADATA}'><item id='${id}'>${info}</item></items></event></message>`,
    )
    await doc.silent('xmpp.avatar.push.metadata')
  })

  it('somebody who is no contact can be subscribed to where their node is open', async () => {
    const lorraine = await cast.enter('lorraine')
    await lorraine.ok('xmpp.avatar.upload', { content })
    await lorraine.ok('xmpp.avatar.metadata', { bytes: picture.length, id, type: 'image/png' })
    // Nodes are for contacts unless their owner opens them.
    const error = await marty.refused('xmpp.avatar.subscribe', { of: lorraine.jid })
    expect(error.type).toBe('auth')
    await befriend(marty, lorraine)
    const { subscription } = await marty.ok('xmpp.avatar.subscribe', { of: lorraine.jid })
    expect(subscription).toBe('subscribed')
    expect(await marty.ok('xmpp.avatar.unsubscribe', { of: lorraine.jid })).toBe(true)
  })
})
