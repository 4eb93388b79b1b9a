import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type CommandName, commands } from '#protocol/index.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { Cast, freshAccount, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'
import { expectStanding, standingOf } from './standing.ts'

const WRONG: unknown[] = [
  undefined,
  null,
  [],
  '',
  0,
  true,
  'text',
  {},
  Buffer.from([0, 255]),
  { to: { toString: 1 }, room: [], jid: {}, of: 7, content: { write: 1 }, nick: null },
  { to: 'a@b', room: 'a@b', jid: 'a@b', of: 'a@b', groups: 'x', form: 'x', content: [''] },
]

describe.each(inject('targets'))('a hostile browser on $kind', (target) => {
  let gateway: Gateway
  let cast: Cast
  let marty: Person
  let bystanders: [Person, Person]
  let room: string
  let standing: ReturnType<typeof standingOf>
  beforeAll(async () => {
    gateway = await startGateway(target.server)
    standing = standingOf(gateway)
    cast = new Cast({ ...target, url: gateway.url })
    marty = await cast.enter('marty')
    bystanders = [await cast.enter('doc'), await cast.enter('lorraine')]
    room = await openRoom('target', bystanders[0], [marty])
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
  })
  // Whatever was tried: the process is the same, and two others still talk.
  afterEach(async () => {
    await expectStanding(gateway, target, standing, bystanders, ['1.21 GW', 'onload=confirm'])
  })

  it.each(Object.keys(commands))(
    '%s with wrong payloads is refused or harmless, before login',
    async (name) => {
      const script = cast.script()
      for (const data of WRONG) script.say(name, data)
      // What makes and mends a session needs none; all else does.
      if (!/^xmpp\.(?:log|session\.)/u.test(name))
        expect(await script.raw(name, {})).toMatchObject([
          { condition: 'not-connected', reason: 'not-connected' },
        ])
      script.close()
    },
  )

  it.each(
    Object.keys(commands).filter((name) => name !== 'xmpp.logout' && !name.startsWith('xmpp.presence')),
  )('%s with wrong payloads is refused, each of them, with a session', async (name) => {
    const refusals = await Promise.all(
      WRONG.slice(1, 9).map(async (data) => {
        const answer = await Promise.race([
          marty.raw(name, data),
          marty.hear('xmpp.error', { reason: 'not-allowed' }, 20_000).then((error) => [error]),
        ])
        return answer
      }),
    )
    const takesNothing = commands[name as CommandName].data.safeParse({}).success
    for (const [error] of refusals) {
      if (!takesNothing) expect(error).toMatchObject({ type: expect.any(String) })
      expect(error ?? {}).not.toMatchObject({ condition: 'internal-server-error' })
    }
  })

  it('an unknown event is named as such', async () => {
    for (const name of ['xmpp.nonsense', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(await marty.raw(name, {})).toMatchObject([
        { description: 'Unknown event', reason: 'unknown-event' },
      ])
    marty.say('valueOf')
    expect(await marty.hear('xmpp.error.client')).toMatchObject({ reason: 'unknown-event' })
  })

  it.each(['text', 7, {}, []])(
    '%o in the place of the callback is answered as a missing one',
    async (callback) => {
      marty.say('xmpp.roster.get', {}, callback)
      expect(await marty.hear('xmpp.error.client')).toMatchObject({ description: 'Missing callback' })
      marty.say('xmpp.chat.message', { to: marty.jid, content: 'x' }, callback)
      expect(await marty.hear('xmpp.error.client')).toMatchObject({ description: 'Missing callback' })
    },
  )

  it('__proto__ and constructor keys change nothing and are not echoed', async () => {
    const evil = JSON.parse('{"__proto__":{"isAdmin":1},"constructor":{"prototype":{"isAdmin":1}},"to":7}')
    const [error] = await marty.raw('xmpp.chat.message', evil)
    expect(error).toMatchObject({ condition: 'client-error' })
    expect(Object.hasOwn((error as { request: object }).request, '__proto__')).toBe(false)
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
    const groups = ['constructor', '__proto__']
    await marty.ok('xmpp.roster.add', { jid: bystanders[0].jid, groups })
    const [item] = await marty.ok('xmpp.roster.get', {})
    expect(item?.groups?.toSorted()).toEqual(['__proto__', 'constructor'])
  })

  it('a body of a megabyte closes that socket only', async () => {
    const script = cast.script()
    script.say('xmpp.login', marty.account)
    await script.hear('xmpp.connection')
    const closed = new Promise((resolve) => script.socket.once('disconnect', resolve))
    script.say('xmpp.chat.message', { to: marty.jid, content: 'x'.repeat(1024 * 1024) })
    await closed
  })

  it('a body over the limit is refused with the limit', async () => {
    const error = await marty.refused('xmpp.chat.message', { to: marty.jid, content: 'ä'.repeat(9000) })
    expect(error).toMatchObject({ condition: 'client-error', reason: 'too-long', detail: '16384' })
  })

  it.each([
    ['\u0000', 'U+0000'],
    ['\u000b', 'U+000B'],
    ['\ufffe', 'U+FFFE'],
    ['\ud83d', 'U+D83D'],
    ['\ude00', 'U+DE00'],
  ])(
    '%j, which XML cannot carry, is refused by name everywhere, and the stream stays',
    async (bad, detail) => {
      // JSON carries a lone surrogate as an escape, so it does arrive at the gateway.
      const text = `a${bad}b`
      const to = marty.jid
      for (const [name, data] of [
        ['xmpp.chat.message', { to, content: text }],
        ['xmpp.muc.message', { room, content: text }],
        ['xmpp.muc.subject', { room, subject: text }],
        ['xmpp.muc.nick', { room, nick: text }],
        ['xmpp.roster.add', { jid: to, name: text }],
        ['xmpp.muc.join', { room: `x${room}`, nick: 'x', password: text }],
      ] as const) {
        const [error] = await marty.raw(name, data)
        expect(error).toMatchObject({ reason: 'illegal-character', detail })
      }
      expect(await marty.raw('xmpp.chat.message', { to: `a${bad}@x.test`, content: 'x' })).toMatchObject([
        { reason: 'bad-jid' },
      ])
      expect(await marty.ok('xmpp.ping', {})).toBe(true)
    },
  )

  it.each(['@', '/x', 'bob@', '@x.test', 'a b@x.test', 'x@x@x', 'a@x.test/', 'a@exa\u202emple.test'])(
    '%j is no address',
    async (to) => {
      for (const [name, data] of [
        ['xmpp.chat.message', { to, content: 'x' }],
        ['xmpp.muc.join', { room: to, nick: 'x' }],
        ['xmpp.roster.add', { jid: to }],
        ['xmpp.discover.info', { of: to }],
      ] as const)
        expect(await marty.raw(name, data)).toMatchObject([{ condition: 'client-error', reason: 'bad-jid' }])
    },
  )

  it('markup stays text on its whole way', async () => {
    const content = `'><svg onload=confirm(2)>]]><script>alert(1)</script>&lt;x/></message><iq/>`
    // A nick of one's own has at most 64 characters.
    const nick = `'><svg onload=confirm(2)>]]>&lt;x/></presence>`
    const [doc] = bystanders
    await marty.ok('xmpp.chat.message', { to: doc.jid, content })
    expect(await doc.hear('xmpp.chat.message', { content })).toMatchObject({ content })
    await doc.ok('xmpp.muc.subject', { room, subject: content })
    await marty.hear('xmpp.muc.subject', { subject: content })
    await marty.ok('xmpp.muc.nick', { room, nick })
    await doc.hear('xmpp.muc.roster', { nick })
    await marty.ok('xmpp.muc.nick', { room, nick: 'marty' })
    await marty.ok('xmpp.roster.add', { jid: doc.jid, name: content, groups: [content] })
    await marty.hear('xmpp.roster.push', { name: content, groups: [content] })
    marty.say('xmpp.presence', { to: doc.jid, status: content })
    await doc.hear('xmpp.presence', { status: content })
  })

  it('no field can add a stanza of its own', async () => {
    const [doc] = bystanders
    const injected = `x'/><iq type='set' id='pwn'><query xmlns='jabber:iq:roster'><item jid='evil@x.test'/></query></iq>`
    for (const [name, data] of [
      ['xmpp.chat.message', { to: doc.jid, content: injected, id: injected }],
      ['xmpp.chat.message', { to: doc.jid, state: injected }],
      ['xmpp.discover.info', { of: target.server.domain, node: injected }],
      ['xmpp.muc.role.set', { room, nick: injected, role: 'none', reason: injected }],
      ['xmpp.mam.query', { queryId: injected, rsm: { max: 1 } }],
    ] as const)
      await marty.raw(name, data)
    const roster = await marty.ok('xmpp.roster.get', {})
    expect(roster.map((item) => item.jid.user)).not.toContain('evil')
  })

  it('a payload that is too deep or too wide is refused', async () => {
    let deep: unknown = 'x'
    for (let i = 0; i < 200; i++) deep = { deep }
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`key${i}`, i]))
    for (const data of [deep, wide, { list: Array.from({ length: 5000 }, () => 0) }])
      expect(await marty.raw('xmpp.chat.message', data)).toMatchObject([
        { description: 'The payload is too deep or too wide' },
      ])
  })

  it('the password is in no log and in no answer', async () => {
    const account = freshAccount(cast.target, 'canary')
    const script = cast.script()
    script.say('xmpp.login', { ...account, jid: '' })
    expect(JSON.stringify(await script.hear('xmpp.error'))).not.toContain('GW')
    script.say('xmpp.login', account)
    expect(JSON.stringify(await script.hear('xmpp.error'))).not.toContain('GW')
    expect(gateway.log()).not.toContain('1.21 GW')
  })
})
