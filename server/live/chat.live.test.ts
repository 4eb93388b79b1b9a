import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { befriend, Cast, type Person, postSession } from './cast.ts'

describe.each(inject('targets'))('chat on $kind', (target) => {
  const cast = new Cast(target)
  let marty: Person
  let doc: Person
  const userOf = ({ jid }: Person) => jid.split('@')[0]
  beforeAll(async () => {
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
  })
  afterAll(() => cast.end())

  it('a message arrives with what was written, under the id that was acknowledged', async () => {
    const content = 'Wait a minute, Doc 🛹 <b>&amp;</b>\n…a DeLorean?'
    const { id } = await marty.ok('xmpp.chat.message', { to: doc.jid, content })
    expect(id).toMatch(/^[\w-]{8,}$/u)
    const { stanzaIds, archived: _older, from, ...message } = await doc.hear('xmpp.chat.message', { content })
    expect(message).toEqual({ content, format: 'plain', id, originId: id })
    expect(from).toMatchObject({ user: userOf(marty), domain: target.server.domain })
    expect(stanzaIds).toEqual([{ by: doc.jid, id: expect.any(String) }])
  })

  it('the browser’s own id is kept', async () => {
    const id = 'c0ffee-1'
    expect(await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'mine', id })).toEqual({ id })
    expect(await doc.hear('xmpp.chat.message', { content: 'mine' })).toMatchObject({ id, originId: id })
  })

  it('a chat state travels alone and with a message', async () => {
    await marty.ok('xmpp.chat.message', { to: doc.jid, state: 'composing' })
    expect(await doc.hear('xmpp.chat.message', { state: 'composing' })).not.toHaveProperty('content')
    await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'there', state: 'active' })
    expect(await doc.hear('xmpp.chat.message', { state: 'active' })).toMatchObject({ content: 'there' })
  })

  it('a receipt is asked for, given, and heard', async () => {
    const { id } = await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'Heavy', receipt: true })
    const message = await doc.hear('xmpp.chat.message', { content: 'Heavy' })
    expect(message.receipt).toBe(true)
    doc.say('xmpp.chat.receipt', { to: marty.jid, id: message.id })
    expect(await marty.hear('xmpp.chat.receipt')).toEqual({
      from: expect.objectContaining({ user: userOf(doc) }),
      id,
    })
  })

  it('a correction names the message that it corrects', async () => {
    const { id } = await marty.ok('xmpp.chat.message', { to: doc.jid, content: '1.12 GW' })
    await marty.ok('xmpp.chat.message', { to: doc.jid, content: '1.21 GW', replace: id })
    expect(await doc.hear('xmpp.chat.message', { content: '1.21 GW' })).toMatchObject({ replace: id })
  })

  it('rich text goes out with its plain twin, and only that is shown', async () => {
    await marty.ok('xmpp.chat.message', {
      to: doc.jid,
      format: 'xhtml',
      content: '<p>so <strong>heavy</strong></p>',
    })
    expect(await doc.hear('xmpp.chat.message', { content: 'so heavy' })).toMatchObject({ format: 'plain' })
  })

  it('what is said to somebody who is away is kept and comes with its time', async () => {
    const lorraine = await cast.enter('lorraine')
    await befriend(lorraine, marty)
    const headers = { cookie: lorraine.cookie, origin: target.url }
    await fetch(`${target.url}/session`, { method: 'DELETE', headers })
    await marty.hear('xmpp.presence', { show: 'offline', from: { user: userOf(lorraine) } })
    await marty.ok('xmpp.chat.message', { to: lorraine.jid, content: 'See you at the dance' })
    // COMPAT: ejabberd 23.01 stores it a moment after it took it; who comes back sooner gets it from the archive only.
    await setTimeout(500)
    const back = await cast.again(lorraine)
    const kept = await back.hear('xmpp.chat.message', { content: 'See you at the dance' })
    expect(kept.delay?.when).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u)
  })

  it('other clients of the same account see what was said and what came', async () => {
    const elsewhere = await cast.again(marty)
    await marty.ok('xmpp.chat.message', { to: doc.jid, content: 'from one device' })
    const sent = await elsewhere.hear('xmpp.chat.sent', { content: 'from one device' })
    expect(sent).toMatchObject({
      carbon: true,
      to: { user: userOf(doc), domain: target.server.domain },
      from: { user: userOf(marty) },
    })
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'to all devices' })
    await marty.hear('xmpp.chat.message', { content: 'to all devices' })
    await elsewhere.hear('xmpp.chat.message', { content: 'to all devices' })
  })

  it('a message to one device is copied to the other, marked as a copy', async () => {
    const script = cast.script()
    script.say('xmpp.login', { ...marty.account, resource: 'delorean' })
    await script.hear('xmpp.connection')
    script.say('xmpp.presence', {})
    await script.ok('xmpp.ping', {})
    await doc.ok('xmpp.chat.message', { to: `${marty.jid}/delorean`, content: 'only you' })
    expect(await script.hear('xmpp.chat.message', { content: 'only you' })).not.toHaveProperty('carbon')
    expect(await marty.hear('xmpp.chat.message', { content: 'only you' })).toMatchObject({ carbon: true })
  })

  it('a message that cannot arrive comes back with its id and the reason', async () => {
    const to = `nobody-at-all@nowhere.${target.server.domain}`
    const { id } = await marty.ok('xmpp.chat.message', { to, content: 'Anybody?' })
    const bounce = await marty.hear('xmpp.chat.error', { id })
    expect(bounce.from).toEqual({ user: 'nobody-at-all', domain: `nowhere.${target.server.domain}` })
    expect(bounce.error.condition).toMatch(
      /^(?:remote-server-not-found|remote-server-timeout|item-not-found|forbidden|not-allowed)$/u,
    )
  })

  it.each([
    [{ content: 'x' }, "Missing 'to' key"],
    [{ to: 'doc@x.test' }, 'Message content or chat state not provided'],
    [{ to: 'doc@x.test', replace: 'a' }, "Missing 'content' key"],
    [{ to: 'doc@x.test', content: 'x', state: 'dancing' }, "'state' is not valid"],
  ])('%o is refused in XMPP-FTW’s words', async (data, description) => {
    const [error] = await marty.raw('xmpp.chat.message', data)
    expect(error).toMatchObject({ type: 'modify', condition: 'client-error', description, request: data })
  })

  it('rich text that is not well-formed is refused', async () => {
    const data = { to: doc.jid, content: '<p>no end', format: 'xhtml' }
    const [error] = await marty.raw('xmpp.chat.message', data)
    expect(error).toMatchObject({ description: 'Can not parse XHTML message' })
  })

  it('a guest and a member talk', async () => {
    const { cookie, jid } = await postSession(target.url, { kind: 'anonymous' })
    const guest = cast.tab(cookie)
    await guest.hear('xmpp.session.snapshot')
    await guest.ok('xmpp.chat.message', { to: doc.jid, content: 'I am a guest' })
    const { from } = await doc.hear('xmpp.chat.message', { content: 'I am a guest' })
    expect(`${from.user}@${from.domain}`).toBe(jid)
    await doc.ok('xmpp.chat.message', { to: `${jid}/${from.resource}`, content: 'Welcome' })
    await guest.hear('xmpp.chat.message', { content: 'Welcome' })
  })
})
