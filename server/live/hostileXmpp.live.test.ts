import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { type Attacker, openAttacker } from './attacker.ts'
import { befriend, Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'
import { expectStanding, standingOf } from './standing.ts'

const FORWARD = "xmlns='urn:xmpp:forward:0'"

describe.each(inject('targets'))('a hostile contact on $kind', (target) => {
  let gateway: Gateway
  let cast: Cast
  let victim: Person
  let friend: Person
  let attacker: Attacker
  let victimFull: string
  let room: string
  let standing: ReturnType<typeof standingOf>
  beforeAll(async () => {
    gateway = await startGateway(target.server)
    standing = standingOf(gateway)
    cast = new Cast({ ...target, url: gateway.url })
    ;[victim, friend] = await Promise.all([cast.enter('victim'), cast.enter('friend')])
    await befriend(victim, friend)
    attacker = await openAttacker(target)
    const { jid } = await cast.tab(victim.cookie).hear('xmpp.connection')
    victimFull = `${jid.user}@${jid.domain}/${jid.resource}`
    room = await openRoom('agora', friend, [victim])
    attacker.send(`<presence to='${room}/griff'><x xmlns='http://jabber.org/protocol/muc'/></presence>`)
    await victim.hear('xmpp.muc.roster', { nick: 'griff' })
  })
  afterAll(async () => {
    attacker?.end()
    await cast?.end()
    await gateway?.stop()
  })
  afterEach(async () => {
    await expectStanding(gateway, target, standing, [friend, victim], ['I quit', 'javascript:'])
  })

  /** All that was sent before has been handled once this has arrived. */
  async function settled(): Promise<void> {
    const mark = `mark ${Math.random()}`
    attacker.send(`<message to='${victimFull}' type='chat'><body>${mark}</body></message>`)
    await victim.hear('xmpp.chat.message', { content: mark })
  }

  it('a roster push from a stranger changes nothing and is refused', async () => {
    const push = `<query xmlns='jabber:iq:roster'><item jid='${friend.jid}' subscription='remove'/></query>`
    const answer = attacker.answerTo('push')
    attacker.send(`<iq type='set' id='push' to='${victimFull}'>${push}</iq>`)
    expect((await answer).attrs.type).toBe('error')
    await settled()
    await victim.silent('xmpp.roster.push', { subscription: 'remove' }, 0)
    expect(await victim.ok('xmpp.roster.get', {})).toHaveLength(1)
  })

  it.each(['sent', 'received'])('a forged carbon (%s) is not believed', async (direction) => {
    const [from, to] = direction === 'sent' ? [victim.jid, friend.jid] : [friend.jid, victim.jid]
    const inner = `<message xmlns='jabber:client' type='chat' from='${from}' to='${to}'><body>I quit</body></message>`
    const carbon = `<${direction} xmlns='urn:xmpp:carbons:2'><forwarded ${FORWARD}>${inner}</forwarded></${direction}>`
    attacker.send(`<message to='${victimFull}'>${carbon}</message>`)
    attacker.send(`<message to='${victimFull}' type='chat'>${carbon}<body>cover</body></message>`)
    await settled()
    await victim.silent('xmpp.chat.sent', { content: 'I quit' }, 0)
    await victim.silent('xmpp.chat.message', { content: 'I quit' }, 0)
    // Whose it was is told, and nothing of what it held.
    await victim.hear('xmpp.chat.message', { failed: 'copy' })
    await victim.silent('xmpp.chat.message', { content: 'cover' }, 0)
  })

  it('a forwarded message outside a carbon is nobody’s message', async () => {
    const inner = `<message xmlns='jabber:client' from='${friend.jid}'><body>I quit</body></message>`
    attacker.send(
      `<message to='${victimFull}' type='chat'><forwarded ${FORWARD}>${inner}</forwarded></message>`,
    )
    await settled()
    await victim.silent('xmpp.chat.message', { content: 'I quit' }, 0)
  })

  it('a reply by somebody who was not asked is no reply, even with the right id', async () => {
    const accomplice = await openAttacker(target)
    const asked = victim.ask('xmpp.version.get', { to: attacker.jid })
    const { id } = (await attacker.nextRequest('jabber:iq:version')).attrs
    const reply = (name: string) => `<query xmlns='jabber:iq:version'><name>${name}</name></query>`
    for (const guess of [id, 'push', 'constructor', '__proto__'])
      accomplice.send(`<iq type='result' id='${guess}' to='${victimFull}'>${reply('forged')}</iq>`)
    accomplice.send(`<message to='${victimFull}' type='chat'><body>forged all</body></message>`)
    await victim.hear('xmpp.chat.message', { content: 'forged all' })
    attacker.send(`<iq type='result' id='${id}' to='${victimFull}'>${reply('true')}</iq>`)
    expect(await asked).toMatchObject({ error: null, reply: { name: 'true' } })
    accomplice.end()
  })

  it('an archive result that nobody asked for is dropped, also while a query is open', async () => {
    const query = victim.ask('xmpp.mam.query', { queryId: 'mine', rsm: { max: 5 } })
    const inner = `<message xmlns='jabber:client' from='${friend.jid}'><body>I quit</body></message>`
    for (const queryId of ['mine', ''])
      attacker.send(
        `<message to='${victimFull}'><result xmlns='urn:xmpp:mam:2' queryid='${queryId}' id='1'><forwarded ${FORWARD}>${inner}</forwarded></result></message>`,
      )
    expect((await query).error).toBeNull()
    await settled()
    await victim.silent('xmpp.mam.message', { content: 'I quit' }, 0)
    await victim.hear('xmpp.chat.message', { failed: 'copy' })
  })

  it('what an occupant may not say for the room is told of as theirs, and hides nothing', async () => {
    victim.forget()
    const moderated = `<moderated xmlns='urn:xmpp:message-moderate:1' by='${room}/friend'/>`
    const retract = `<retract xmlns='urn:xmpp:message-retract:1' id='any'>${moderated}</retract>`
    const result = `<result xmlns='urn:xmpp:mam:2'><forwarded ${FORWARD}/></result>`
    const hint = "<store xmlns='urn:xmpp:hints'/>"
    attacker.send(`<message to='${room}' type='groupchat' id='mod'>${retract}${hint}</message>`)
    attacker.send(`<message to='${room}' type='groupchat' id='res'>${result}<body>hidden</body></message>`)
    expect(await victim.hear('xmpp.muc.message', { failed: 'room' })).toMatchObject({
      nick: 'griff',
      id: 'mod',
    })
    expect(await victim.hear('xmpp.muc.message', { failed: 'copy' })).toMatchObject({
      nick: 'griff',
      id: 'res',
    })
    await victim.silent('xmpp.muc.moderated', {}, 0)
    await victim.silent('xmpp.muc.message', { content: 'hidden' }, 0)
  })

  it('an encrypted message is told of, live and from the archive, without the words beside it', async () => {
    victim.forget()
    const sealed =
      "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/><payload>AAAA</payload></encrypted>"
    const hint = "<encryption xmlns='urn:xmpp:eme:0' namespace='eu.siacs.conversations.axolotl'/>"
    const message = `${sealed}${hint}<body>sealed</body><store xmlns='urn:xmpp:hints'/>`
    attacker.send(`<message to='${victim.jid}' type='chat' id='sealed'>${message}</message>`)
    expect(await victim.hear('xmpp.chat.message', { failed: 'encrypted' })).toMatchObject({ id: 'sealed' })
    await settled()
    const archived = async () => {
      await victim.ok('xmpp.mam.query', {
        queryId: 'sealed',
        with: attacker.jid,
        rsm: { max: 20, before: '' },
      })
      return victim.hear('xmpp.mam.message', { failed: 'encrypted' })
    }
    expect(await archived()).toMatchObject({ id: 'sealed' })
    await victim.silent('xmpp.chat.message', { content: 'sealed' }, 0)
    await victim.silent('xmpp.mam.message', { content: 'sealed' }, 0)
  })

  it('a status code in somebody’s room message changes nothing, and the words are shown', async () => {
    victim.forget()
    const x =
      "<x xmlns='http://jabber.org/protocol/muc#user'><status code='301'/><item affiliation='outcast' role='none'/></x>"
    attacker.send(`<message to='${room}' type='groupchat'>${x}<body>You are banned</body></message>`)
    attacker.send(`<message to='${room}' type='groupchat'>${x}</message>`)
    expect(await victim.hear('xmpp.muc.message', { content: 'You are banned' })).toMatchObject({
      nick: 'griff',
      room,
      private: false,
    })
    await settled()
    await victim.silent('xmpp.muc.roster', { room }, 0)
    await victim.silent('xmpp.muc.room.config', { room }, 0)
    await victim.silent('xmpp.muc.affiliation.push', { room }, 0)
    await victim.ok('xmpp.muc.message', { room, content: 'still in here' })
  })

  it('a room’s time stamp from an occupant is not believed', async () => {
    const delay = `<delay xmlns='urn:xmpp:delay' from='${attacker.jid}' stamp='2001-01-01T00:00:00Z'/>`
    attacker.send(`<message to='${room}' type='groupchat'><body>long ago</body>${delay}</message>`)
    const { delay: shown } = await victim.hear('xmpp.muc.message', { content: 'long ago' })
    expect(shown?.when ?? '').not.toMatch(/^2001/u)
  })

  it('stanza ids that only an archive may give are not believed from a contact', async () => {
    const ids = "<stanza-id xmlns='urn:xmpp:sid:0' by='archive.example' id='zzz'/>"
    attacker.send(`<message to='${victimFull}' type='chat'><body>numbered</body>${ids}</message>`)
    const { stanzaIds = [] } = await victim.hear('xmpp.chat.message', { content: 'numbered' })
    expect(stanzaIds.map(({ id }) => id)).not.toContain('zzz')
  })

  it.each(['push', 'constructor', '__proto__', 'toString', 'valueOf', 'filter'])(
    'a stanza with the id %j is a stanza like any other',
    async (id) => {
      const content = `id ${id}`
      attacker.send(`<message id='${id}' to='${victimFull}' type='chat'><body>${content}</body></message>`)
      expect(await victim.hear('xmpp.chat.message', { content })).toMatchObject({ id })
      attacker.send(`<message id='${id}' to='${victimFull}'/>`)
      for (const type of ['result', 'error'])
        attacker.send(`<iq type='${type}' id='${id}' to='${victimFull}'/>`)
      attacker.send(`<presence id='${id}' to='${victimFull}'/>`)
    },
  )

  it('stanzas without what they usually hold are shown or dropped', async () => {
    for (const inside of [
      "<html xmlns='http://jabber.org/protocol/xhtml-im'/>",
      "<html xmlns='http://jabber.org/protocol/xhtml-im'><body/></html>",
      '<archived/>',
      "<stanza-id xmlns='urn:xmpp:sid:0'/>",
      "<delay xmlns='urn:xmpp:delay'/>",
      "<replace xmlns='urn:xmpp:message-correct:0'/>",
      "<received xmlns='urn:xmpp:receipts'/>",
      "<x xmlns='http://jabber.org/protocol/muc#user'/>",
      "<x xmlns='http://jabber.org/protocol/muc#user'><invite/></x>",
      "<x xmlns='jabber:x:conference'/>",
      "<sent xmlns='urn:xmpp:carbons:2'/>",
      "<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'/></sent>",
      "<result xmlns='urn:xmpp:mam:2'/>",
      "<x xmlns='jabber:x:data' type='form'><field/></x>",
      "<body xmlns='urn:x'>A</body>",
    ])
      for (const type of ['', " type='chat'", " type='normal'", " type='headline'", " type='error'"])
        attacker.send(`<message to='${victimFull}'${type}>${inside}</message>`)
    for (const type of ['', "type='error'", "type='unavailable'", "type='probe'"])
      attacker.send(`<presence to='${victimFull}' ${type}/>`)
    for (const query of [
      "<query xmlns='jabber:iq:roster'/>",
      '<ping/>',
      "<query xmlns='jabber:iq:version'/>",
    ])
      for (const type of ['get', 'set'])
        attacker.send(`<iq type='${type}' id='odd' to='${victimFull}'>${query}</iq>`)
    attacker.send(`<iq type='error' id='odd' to='${victimFull}'/>`)
    await settled()
  })

  it('a body of another namespace is not the body', async () => {
    attacker.send(
      `<message to='${victimFull}' type='chat'><body xmlns='urn:x'>A</body><body>B</body></message>`,
    )
    expect((await victim.hear('xmpp.chat.message', { content: 'B' })).content).toBe('B')
    await victim.silent('xmpp.chat.message', { content: 'A' }, 0)
  })

  it('rich text of a contact leaves the gateway without its markup', async () => {
    const html =
      "<html xmlns='http://jabber.org/protocol/xhtml-im'><body xmlns='http://www.w3.org/1999/xhtml'><a href='javascript:alert(2)'>rich</a></body></html>"
    attacker.send(`<message to='${victimFull}' type='chat'><body>plain</body>${html}</message>`)
    expect(await victim.hear('xmpp.chat.message', { content: 'plain' })).toMatchObject({ format: 'plain' })
    attacker.send(`<message to='${victimFull}' type='chat'>${html}</message>`)
    await settled()
    await victim.silent('xmpp.chat.message', { format: 'xhtml' }, 0)
  })

  it('a grant that was not asked for makes nobody a contact', async () => {
    attacker.send(`<presence type='subscribed' to='${victim.jid}'/>`)
    await settled()
    expect(await victim.ok('xmpp.roster.get', {})).toHaveLength(1)
  })

  it('an invitation of a person that claims to be a room’s is not shown as from somebody else', async () => {
    const x = `<x xmlns='http://jabber.org/protocol/muc#user'><invite from='${friend.jid}'/></x>`
    attacker.send(`<message to='${victim.jid}'>${x}</message>`)
    await settled()
    await victim.silent('xmpp.muc.invite', {}, 0)
  })

  it('an occupant’s nick with a slash is one nick', async () => {
    attacker.send(`<presence to='${room}/friend/evil'/>`)
    expect(await victim.hear('xmpp.muc.roster', { nick: 'friend/evil' })).toMatchObject({
      room,
      oldNick: 'griff',
    })
    attacker.send(`<message to='${room}' type='groupchat'><body>who am I</body></message>`)
    expect(await victim.hear('xmpp.muc.message', { content: 'who am I' })).toMatchObject({
      nick: 'friend/evil',
    })
  })
})
