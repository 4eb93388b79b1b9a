import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import { type Attacker, openAttacker } from './attacker.ts'
import { Cast, freshAccount, type Person, postSession } from './cast.ts'
import { openRoom } from './rooms.ts'
import { expectStanding, standingOf } from './standing.ts'

// Of the table of attacks in `e2e/README.md`, what only a real server shows.
describe.each(inject('targets'))('attacks by way of $kind', (target) => {
  let gateway: Gateway
  let cast: Cast
  let bystanders: [Person, Person]
  let attacker: Attacker
  let standing: ReturnType<typeof standingOf>
  beforeAll(async () => {
    gateway = await startGateway(target.server)
    standing = standingOf(gateway)
    cast = new Cast({ ...target, url: gateway.url })
    bystanders = [await cast.enter('doc'), await cast.enter('lorraine')]
    attacker = await openAttacker(target)
  })
  afterAll(async () => {
    attacker?.end()
    await cast?.end()
    await gateway?.stop()
  })
  afterEach(() => expectStanding(gateway, target, standing, bystanders, ['canary', 'wrong 1.21']))

  it('S10: an archive’s id that a stranger wrote is not taken for it, and hides nothing that comes after', async () => {
    const victim = await cast.enter('victim')
    const forged = `<stanza-id xmlns='urn:xmpp:sid:0' by='${victim.jid}' id='zzz'/>`
    attacker.send(`<message to='${victim.jid}' type='chat'><body>canary first</body>${forged}</message>`)
    const { stanzaIds = [] } = await victim.hear('xmpp.chat.message', { content: 'canary first' })
    expect(stanzaIds.map(({ id }) => id)).not.toContain('zzz')
    await victim.ok('xmpp.logout', {})
    for (let i = 1; i <= 20; i++)
      attacker.send(`<message to='${victim.jid}' type='chat' id='m${i}'><body>canary ${i}</body></message>`)
    // The server has all of them once it has answered what came after.
    const after = attacker.answerTo('after')
    attacker.send(`<iq type='set' id='after'><query xmlns='urn:nobody'/></iq>`)
    await after
    const back = await cast.again(victim)
    await expect
      .poll(
        async () => {
          back.forget()
          await back.ok('xmpp.mam.query', { queryId: 'q', with: attacker.jid, rsm: { max: 50 } })
          const found: string[] = []
          for (let i = 1; i <= 20; i++)
            await back
              .hear('xmpp.mam.message', { content: `canary ${i}` }, 0)
              .then(({ content }) => found.push(String(content)))
              .catch(() => {})
          return found.length
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBe(20)
  })

  it('S18: nicks that look like another one arrive to the letter, or not at all', async () => {
    const room = await openRoom('masks', bystanders[0], [bystanders[1]])
    const nicks = ['Doc', 'doc/x', 'dос', 'd oc', 'doc.']
    for (const nick of nicks) {
      attacker.send(
        `<presence to='${room}/${nick}'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>`,
      )
      const content = `by ${nick}`
      const { nick: told } = await bystanders[1].hear('xmpp.muc.roster', { room, nick })
      expect(told).toBe(nick)
      attacker.send(`<message to='${room}' type='groupchat'><body>${content}</body></message>`)
      expect(await bystanders[1].hear('xmpp.muc.message', { room, content })).toMatchObject({ nick })
    }
  })

  it('S64: who does not exist, and who does with a wrong password, are refused alike', async () => {
    const refusalOf = async (jid: string) => {
      const { status, error } = await postSession(gateway.url, {
        kind: 'password',
        jid,
        password: 'wrong 1.21',
      })
      return { status, error }
    }
    expect(await refusalOf(bystanders[0].jid)).toEqual(await refusalOf(freshAccount(target, 'nobody').jid))
  })

  it('S66: scripts that guess are stopped before the server would mind, on however many sockets', async () => {
    const guarded = await startGateway(target.server, { limits: true })
    const scripts = new Cast({ ...target, url: guarded.url })
    try {
      const guess = async (password: string) => {
        const script = scripts.script()
        script.say('xmpp.login', { jid: bystanders[0].jid, password })
        return (await script.hear('xmpp.error')).reason
      }
      const reasons = await Promise.all(Array.from({ length: 5 }, (_, i) => guess(`wrong 1.21 ${i}`)))
      expect(reasons).toEqual(Array(5).fill('wrong-password'))
      for (let i = 5; i < 7; i++) expect(await guess(`wrong 1.21 ${i}`)).toBe('rate-limited')
      expect(guarded.log()).toMatch(/"event":"login-throttled".*"address":"127\.0\.0\.1"/u)
      expect(guarded.log()).not.toContain('1.21')
    } finally {
      await scripts.end()
      await guarded.stop()
    }
  })
})
