import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { Cast, freshAccount, type Person, postSession } from './cast.ts'

describe.each(inject('targets'))('limits on $kind', (target) => {
  let gateway: Gateway
  let cast: Cast
  let marty: Person
  let doc: Person
  beforeAll(async () => {
    gateway = await startGateway(target.server, { limits: true })
    cast = new Cast({ ...target, url: gateway.url })
    ;[marty, doc] = await Promise.all([cast.enter('marty'), cast.enter('doc')])
  })
  afterAll(async () => {
    await cast?.end()
    await gateway?.stop()
  })

  it('messages beyond a burst are refused with the seconds to wait; others are not held', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) => marty.ask('xmpp.chat.message', { to: doc.jid, content: `${i}` })),
    )
    const refused = answers.filter(({ error }) => error !== null)
    expect(refused.length).toBeGreaterThanOrEqual(5)
    expect(refused.length).toBeLessThan(15)
    expect(refused[0]?.error).toMatchObject({
      type: 'wait',
      condition: 'policy-violation',
      reason: 'rate-limited',
      detail: expect.stringMatching(/^\d+$/u),
    })
    expect(await marty.ok('xmpp.ping', {})).toBe(true)
    await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'I may' })
    await marty.hear('xmpp.chat.message', { content: 'I may' })
  })

  it('tabs, other devices and scripts of one account say no more together than one', async () => {
    const george = await cast.enter('george')
    const script = cast.script()
    script.say('xmpp.login', george.account)
    await script.hear('xmpp.connection', { status: 'online' })
    const others = [cast.tab(george.cookie), await cast.again(george), script]
    await others[0]?.hear('xmpp.connection')
    const answers = await Promise.all(
      [george, ...others].flatMap((each) =>
        Array.from({ length: 20 }, (_, i) => each.ask('xmpp.chat.message', { to: doc.jid, content: `${i}` })),
      ),
    )
    expect(answers.filter(({ error }) => error?.reason === 'rate-limited').length).toBeGreaterThan(30)
  })

  it('a flood closes that socket, and only that', async () => {
    const flooding = cast.script()
    const closed = new Promise((resolve) => flooding.socket.once('disconnect', resolve))
    flooding.socket.once('connect', () => {
      for (let i = 0; i < 2000; i++) flooding.say('xmpp.nonsense', {})
    })
    await closed
    expect(await doc.ok('xmpp.ping', {})).toBe(true)
  })

  it('wrong passwords of one account are slowed down before the server would mind', async () => {
    const account = { kind: 'password', ...freshAccount(target, 'guessed') }
    const reasons: (string | undefined)[] = []
    for (let i = 0; i < 7; i++) reasons.push((await postSession(gateway.url, account)).error?.reason)
    expect(reasons.slice(0, 5)).toEqual(Array(5).fill('wrong-password'))
    expect(reasons.slice(5)).toEqual(['rate-limited', 'rate-limited'])
    const { status, error } = await postSession(gateway.url, account)
    expect({ status, type: error?.type }).toEqual({ status: 429, type: 'wait' })
  })
})
