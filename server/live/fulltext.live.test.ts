import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startEjabberd } from '../../e2e/servers/ejabberd.ts'
import { type Gateway, startGateway } from '../../e2e/servers/gateway.ts'
import type { TestServer } from '../../e2e/servers/testServer.ts'
import { Cast, type Person } from './cast.ts'
import { openRoom } from './rooms.ts'

/** Neither Prosody nor ejabberd over SQLite can; the latter offers it all the same. */
describe.each(inject('targets'))('words in the archive on $kind', (target) => {
  const cast = new Cast(target)
  afterAll(() => cast.end())

  it('an archive that can not be searched says so, one’s own and a room’s', async () => {
    const marty = await cast.enter('marty')
    const room = await openRoom('flux', marty)
    await marty.ok('xmpp.muc.message', { room, content: 'The flux capacitor' })
    for (const to of [undefined, room]) {
      const { error } = await marty.ask('xmpp.mam.query', { text: 'flux', ...(to ? { to } : {}) })
      expect(error).toMatchObject({ condition: 'feature-not-implemented', reason: 'unsupported' })
    }
    await marty.silent('xmpp.mam.message', {}, 100)
  })
})

describe.runIf(inject('targets').some(({ kind }) => kind === 'ejabberd'))(
  'words in an archive of MariaDB',
  () => {
    let server: TestServer
    let gateway: Gateway
    let cast: Cast
    let doc: Person
    let marty: Person
    beforeAll(async () => {
      server = await startEjabberd({}, { withMariadb: true })
      gateway = await startGateway(server)
      cast = new Cast({ kind: 'ejabberd', server, url: gateway.url })
      ;[doc, marty] = await Promise.all([cast.enter('doc'), cast.enter('marty')])
    }, 120_000)
    afterAll(async () => {
      await cast?.end()
      await gateway?.stop()
      await server?.stop()
    })

    async function found(text: string, where: object): Promise<(string | undefined)[]> {
      const queryId = `${text} ${JSON.stringify(where)}`
      const { error } = await marty.ask('xmpp.mam.query', { queryId, text, ...where, rsm: { before: true } })
      expect(error).toBeNull()
      const contents: (string | undefined)[] = []
      for (;;) {
        const next = await marty.hear('xmpp.mam.message', { mam: { queryId } }, 1).catch(() => undefined)
        if (!next) return contents
        contents.push(next.content)
      }
    }

    it('finds what was said to somebody, and nothing of others', async () => {
      for (const content of ['The flux capacitor', 'Great Scott', 'It is the Capacitor, “fluxing”'])
        await marty.ok('xmpp.chat.message', { to: doc.jid, content })
      await doc.hear('xmpp.chat.message', { content: 'It is the Capacitor, “fluxing”' })
      await doc.ok('xmpp.chat.message', { to: marty.jid, content: 'Which capacitor?' })
      await marty.hear('xmpp.chat.message', { content: 'Which capacitor?' })
      await expect
        .poll(() => found('capacitor', { with: doc.jid }))
        .toEqual(['The flux capacitor', 'It is the Capacitor, “fluxing”', 'Which capacitor?'])
      expect(await found('capacitor', { with: `nobody@${server.domain}` })).toEqual([])
      expect(await found('plutonium', { with: doc.jid })).toEqual([])
    })

    it('finds what was said in a room, in the room’s archive', async () => {
      const room = await openRoom('mall', marty)
      await marty.ok('xmpp.muc.message', { room, content: 'Twin Pines' })
      await marty.ok('xmpp.muc.message', { room, content: 'Lone Pine' })
      await expect.poll(() => found('lone', { to: room })).toEqual(['Lone Pine'])
    })
  },
)
