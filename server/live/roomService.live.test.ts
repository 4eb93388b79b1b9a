import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { FakeRooms } from '../../e2e/servers/fakeRooms.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { startServer } from '../../e2e/servers/servers.ts'
import type { TestServer } from '../../e2e/servers/testServer.ts'
import { Cast, type Person } from './cast.ts'

const isAsked = inject('targets').some(({ kind }) => kind === 'prosody')

// What neither server does by itself, a service of our own does behind a real one.
describe.runIf(isAsked)('a room service behind a server', () => {
  const back = { self: true, present: true } as const
  let server: TestServer
  let gateway: Gateway
  let cast: Cast
  let marty: Person
  let rooms: FakeRooms
  let room: string
  let count = 0
  beforeAll(async () => {
    server = await startServer('prosody')
    gateway = await startGateway(server)
    rooms = await new FakeRooms(server).start()
    cast = new Cast({ kind: 'prosody', server, url: gateway.url })
    marty = await cast.enter('marty')
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
    await rooms?.stop()
    await server?.stop()
  })
  beforeEach(async () => {
    rooms.refusal = undefined
    room = `room${count++}@${rooms.domain}`
    rooms.knocks.length = 0
    marty.forget()
  })
  const enter = () => marty.ok('xmpp.muc.join', { room, nick: 'Marty', password: '1.21 GW' })
  const passwords = () =>
    rooms.knocks
      .filter(({ attrs }) => attrs.to === `${room}/Marty`)
      .map((knock) => knock.getChild('x')?.getChildText('password'))

  it.each([
    ['not-acceptable', 'cancel', 'nick-locked'],
    ['conflict', 'cancel', 'nick-conflict'],
    ['service-unavailable', 'wait', 'full'],
    ['resource-constraint', 'wait', 'full'],
    ['item-not-found', 'cancel', 'not-found'],
    ['not-allowed', 'cancel', 'creation-restricted'],
    ['registration-required', 'auth', 'members-only'],
    ['forbidden', 'auth', 'banned'],
    ['not-authorized', 'auth', 'wrong-password'],
    ['remote-server-timeout', 'wait', 'remote-timeout'],
    ['recipient-unavailable', 'wait', 'remote-timeout'],
    ['jid-malformed', 'modify', 'bad-jid'],
  ])('its %s is %s', async (condition, type, reason) => {
    rooms.refusal = { condition, type }
    const error = await marty.refused('xmpp.muc.join', { room, nick: 'Marty', password: 'x' })
    expect(error).toMatchObject({ type, condition, reason })
    expect(await marty.hear('xmpp.muc.error', { room })).toMatchObject({
      type: 'presence',
      error: { reason },
    })
  })

  it('a room that moved is `gone`, and says where to', async () => {
    rooms.refusal = { condition: 'gone', type: 'cancel', text: 'xmpp:mall@rooms.example?join' }
    const error = await marty.refused('xmpp.muc.join', { room, nick: 'Marty' })
    expect(error).toMatchObject({ reason: 'gone', detail: 'xmpp:mall@rooms.example?join' })
  })

  it('when it stops with a goodbye and starts anew, its rooms are entered again with their passwords', async () => {
    await enter()
    await marty.hear('xmpp.muc.roster', { room, ...back })
    await rooms.stop(true)
    expect(await marty.hear('xmpp.muc.rejoining', { room })).toMatchObject({
      cause: 'shutdown',
      status: [332, 110],
    })
    await rooms.start()
    await marty.hear('xmpp.muc.roster', { room, ...back }, 25_000)
    expect(passwords()).toEqual(['1.21 GW', '1.21 GW'])
    await marty.silent('xmpp.muc.error', {}, 0)
  }, 40_000)

  it('when it forgot us without a word, the next thing said brings us back, and is said once', async () => {
    await enter()
    await rooms.stop()
    await rooms.start()
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'Anybody here?' })
    expect(await marty.hear('xmpp.muc.rejoining', { room })).toMatchObject({ cause: 'lost' })
    expect(await marty.hear('xmpp.muc.message', { room, id })).toMatchObject({
      content: 'Anybody here?',
      own: true,
    })
    await marty.silent('xmpp.muc.message', { room, id }, 300)
    await marty.silent('xmpp.muc.error', {}, 0)
    expect(passwords()).toEqual(['1.21 GW', '1.21 GW'])
  })

  it('while it is down, what is said waits for it', async () => {
    await enter()
    await rooms.stop()
    const { id } = await marty.ok('xmpp.muc.message', { room, content: 'Later' })
    await marty.hear('xmpp.muc.rejoining', { room })
    await rooms.start()
    expect(await marty.hear('xmpp.muc.message', { room, id }, 25_000)).toMatchObject({
      content: 'Later',
      own: true,
    })
    await marty.silent('xmpp.muc.error', {}, 0)
  }, 40_000)

  it('a technical kick leads back, a kick does not', async () => {
    await enter()
    marty.forget()
    rooms.putOut(333)
    expect(await marty.hear('xmpp.muc.rejoining', { room })).toMatchObject({ cause: 'kicked' })
    await marty.hear('xmpp.muc.roster', { room, ...back })
    rooms.putOut(307)
    await marty.hear('xmpp.muc.roster', { room, self: true, present: false, status: [307, 110] })
    await marty.silent('xmpp.muc.rejoining', { room, cause: 'lost' }, 2500)
    expect(passwords()).toHaveLength(2)
  })
})
