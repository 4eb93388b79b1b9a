import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { startServer } from '../../e2e/servers/servers.ts'
import type { TestServer } from '../../e2e/servers/testServer.ts'
import { openAttacker } from './attacker.ts'
import { Cast, type Person } from './cast.ts'
import { locked, openRoom, setField } from './rooms.ts'

const PING = "<ping xmlns='urn:xmpp:ping'/>"
const BACK_MS = 25_000

describe.each(inject('targets'))('what $kind says to who is not in a room', (target) => {
  const cast = new Cast(target)
  afterAll(() => cast.end())

  // XEP-0410 leaves servers some freedom; what we make of the answers rests on these.
  it('a self-ping, and a message, tell that one is out and whether the room is there', async () => {
    const doc = await cast.enter('doc')
    const room = await openRoom('schrodinger', doc)
    const attacker = await openAttacker(target)
    const conditionOf = async (id: string, xml: string) => {
      const answer = attacker.answerTo(id)
      attacker.send(xml)
      return (await answer).getChild('error')?.getChildElements()[0]?.name
    }
    const ping = (to: string, id: string) =>
      conditionOf(id, `<iq type='get' id='${id}' to='${to}'>${PING}</iq>`)
    expect(await ping(`${room}/griff`, 'p1')).toBe('not-acceptable')
    expect(await ping(`none-${room}/griff`, 'p2')).toBe('item-not-found')
    const info = "<query xmlns='http://jabber.org/protocol/disco#info'/>"
    expect(await conditionOf('i1', `<iq type='get' id='i1' to='none-${room}'>${info}</iq>`)).toBe(
      'item-not-found',
    )
    attacker.end()
  })

  it('an occupant whose client answers with an error is put out, and the others hear 333 or its like', async () => {
    const doc = await cast.enter('doc')
    const room = await openRoom('trouble', doc)
    const attacker = await openAttacker(target)
    attacker.send(`<presence to='${room}/griff'><x xmlns='http://jabber.org/protocol/muc'/></presence>`)
    await doc.hear('xmpp.muc.roster', { nick: 'griff', present: true })
    attacker.send(
      `<message type='error' to='${room}'><error type='cancel'><recipient-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>`,
    )
    const gone = await doc.hear('xmpp.muc.roster', { nick: 'griff', present: false })
    // COMPAT: ejabberd 23.01 gives no code at all; that alone tells it from a kick (307).
    expect(gone.status).toEqual(target.kind === 'prosody' ? [333] : 'unavailable')
    attacker.end()
  })
})

describe.each(inject('targets').map(({ kind }) => kind))('rooms when %s starts anew', (kind) => {
  let server: TestServer
  let gateway: Gateway
  let cast: Cast
  let doc: Person
  let marty: Person
  let room: string
  let open: string
  beforeAll(async () => {
    server = await startServer(kind)
    gateway = await startGateway(server)
    cast = new Cast({ kind, server, url: gateway.url })
    ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    room = await openRoom('vault', doc, [], { 'muc#roomconfig_persistentroom': true, ...locked('1.21 GW') })
    await marty.ok('xmpp.muc.join', { room, nick: 'marty', password: '1.21 GW' })
    open = await openRoom('square', doc, [marty])
    await doc.ok('xmpp.muc.message', { room, content: 'before' })
    await marty.hear('xmpp.muc.message', { room, content: 'before' })
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
    await server?.stop()
  })

  async function backIn(person: Person, where: string, nick: string): Promise<void> {
    await person.hear('xmpp.muc.rejoining', { room: where }, BACK_MS)
    await person.hear('xmpp.muc.roster', { room: where, nick, self: true, present: true }, BACK_MS)
  }

  it.each([
    ['stops and starts', false],
    ['crashes', true],
  ])(
    'when it %s, all rooms are entered again unattended, and nothing is told twice',
    async (_what, isCrash) => {
      doc.forget()
      marty.forget()
      await server.restart(isCrash)
      await Promise.all([
        backIn(doc, room, 'doc'),
        backIn(marty, room, 'marty'),
        backIn(doc, open, 'doc'),
        backIn(marty, open, 'marty'),
      ])
      const content = `after ${isCrash}`
      const { id } = await doc.ok('xmpp.muc.message', { room, content })
      expect(await marty.hear('xmpp.muc.message', { room, id })).toMatchObject({ nick: 'doc', content })
      await marty.silent('xmpp.muc.message', { room, content: 'before' }, 0)
      for (const person of [doc, marty]) {
        await person.silent('xmpp.muc.error', {}, 0)
        await person.silent('xmpp.muc.roster', { self: true, present: false }, 0)
      }
    },
    60_000,
  )

  it('a password that was changed while the link was away is told as the session’s own', async () => {
    // Changed by another session of the owner's, so that Marty's copy is the old one.
    const again = await cast.again(doc)
    await again.ok('xmpp.muc.join', { room, nick: 'doc', password: '1.21 GW' })
    await setField(again, room, { ...locked('plutonium') })
    marty.forget()
    await server.restart()
    expect(await marty.hear('xmpp.muc.error', { room }, BACK_MS)).toMatchObject({
      type: 'presence',
      error: { reason: 'wrong-password', stored: true },
    })
    await marty.hear('xmpp.muc.roster', { room, self: true, present: false })
    await backIn(marty, open, 'marty')
    expect(await marty.ok('xmpp.muc.join', { room, nick: 'marty', password: 'plutonium' })).toMatchObject({
      room,
    })
  }, 60_000)
})
